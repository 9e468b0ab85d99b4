import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../../aws/protocols/protocol.ts';
import { s3Dialect } from './dialect.ts';

const asked = (query: HttpRequest['query']): HttpRequest => ({
  method: 'GET',
  path: '/rules/key',
  query,
  headers: {},
  body: '',
});

describe('s3Dialect', () => {
  const presigned = [
    ['AWSAccessKeyId', 'AKID'],
    ['Signature', 'x'],
    ['Expires', '1'],
  ] as const;

  it('claims addresses that were presigned as of old, whatever their path', () => {
    expect(s3Dialect.claims?.(asked(presigned))).toBe(true);
  });

  it.each([
    ['nobody has signed', []],
    ['are a query service’s', [...presigned, ['SignatureVersion', '2']]],
  ] as const)('claims no requests that %s', (_, query) => {
    expect(s3Dialect.claims?.(asked(query))).toBe(false);
  });
});
