import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../protocols/protocol.ts';
import { requestBytes } from './request-bytes.ts';

const request: HttpRequest = { method: 'PUT', path: '/', query: [], headers: { host: 'own', x: 'é' }, body: '"ü"' };

function sent(given: Partial<HttpRequest>, target = '/a?b=c'): Buffer {
  return Buffer.concat(requestBytes({ ...request, ...given }, target, { host: 'other', further: '1' }));
}

describe('requestBytes', () => {
  it('writes the head in Latin-1 and the body as it is, with its length in bytes', () => {
    const head = 'PUT /a?b=c HTTP/1.1\r\nhost: own\r\nx: é\r\nfurther: 1\r\ncontent-length: 4\r\n\r\n';
    expect(sent({})).toEqual(Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from('"ü"')]));
    expect(sent({ body: Buffer.from('"ü"') })).toEqual(sent({}));
  });

  it('joins no large body with its head', () => {
    const body = new Uint8Array(100_000);
    const pieces = requestBytes({ ...request, body }, '/', {});
    expect(pieces).toHaveLength(2);
    expect(pieces[1]).toBe(body);
    expect(requestBytes({ ...request, body: 'x'.repeat(100_000) }, '/', {})[1]).toHaveLength(100_000);
  });

  it.each([
    [{ headers: { 'x-amz-meta-a\r\nb': 'c' } }, '/'],
    [{ headers: { a: 'b\r\nc: d' } }, '/'],
    [{ headers: { a: 'ł' } }, '/'],
    [{ headers: { '': 'a' } }, '/'],
    [{}, '/a b'],
    [{}, '/a\r\nHost: b'],
    [{}, ''],
  ])('sends nothing that would say something else than it should: %o to %j', (given, target) => {
    expect(() => sent(given, target)).toThrow(expect.objectContaining({ code: 'INVALID_VALUE' }));
  });
});
