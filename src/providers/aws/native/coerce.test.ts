import { describe, expect, it } from 'vitest';
import type { ServiceModel } from '../../../aws/service-model.ts';
import { bytesValue } from '../../../data/bytes-value.ts';
import { bodyBytes, coerce } from './coerce.ts';

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
  it('takes bytes as base64, as bytes and as JSON, and refuses what is none of it', () => {
    expect(bytes('aGVsbG8=')).toBe('hello');
    expect(bytes(bytesValue(Buffer.from('hello')))).toBe('hello');
    expect(bytes({ prompt: 'hi' })).toBe('{"prompt":"hi"}');
    for (const text of ['hello, world', 5])
      expect(() => bytes(text)).toThrow(
        expect.objectContaining({ code: 'INVALID_VALUE', hint: expect.stringContaining('encode') }),
      );
  });

  it('takes the body of a request as the text that it is', () => {
    const body = (value: Parameters<typeof bodyBytes>[0]) => Buffer.from(bodyBytes(value)).toString();
    expect(['test', 'null', 12, true, { a: [1] }].map(body)).toEqual(['test', 'null', '12', 'true', '{"a":[1]}']);
    expect(bodyBytes(bytesValue(Uint8Array.of(0, 255)))).toEqual(Buffer.of(0, 255));
  });
});
