import { describe, expect, it } from 'vitest';
import type { ServiceModel } from '../../../aws/service-model.ts';
import { coerce } from './coerce.ts';

const model: ServiceModel = {
  service: 'bedrock-runtime',
  metadata: { apiVersion: '1', endpointPrefix: 'b', protocol: 'rest-json', serviceId: 'B' },
  operations: {},
  shapes: { Body: { type: 'blob' } },
  paginators: {},
};
const bytes = (value: Parameters<typeof coerce>[0]) =>
  Buffer.from(coerce(value, { shape: 'Body' }, model, 'body') as Uint8Array).toString();

describe('coerce', () => {
  it('takes bytes as base64, as text that is none, and as JSON', () => {
    expect(bytes('aGVsbG8=')).toBe('hello');
    expect(bytes('{"prompt": "hi"}')).toBe('{"prompt": "hi"}');
    expect(bytes({ prompt: 'hi' })).toBe('{"prompt":"hi"}');
    expect(() => bytes(5)).toThrow(expect.objectContaining({ code: 'INVALID_VALUE' }));
  });
});
