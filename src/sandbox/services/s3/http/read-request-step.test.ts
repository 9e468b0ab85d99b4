import { describe, expect, it } from 'vitest';
import { createTestExchange } from '../../../http/test-exchange.ts';
import { readRequestStep } from './read-request-step.ts';

const signed = 'AWS4-HMAC-SHA256 Credential=AKID/20261121/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0';

function read(headers: Record<string, string>, text = '', method = 'PUT', rawQuery = '') {
  const exchange = createTestExchange({
    method,
    rawPath: '/key',
    rawQuery,
    headers: { host: 'logs.localhost:4566', authorization: signed, ...headers },
    text,
  });
  readRequestStep.step.run(exchange);
  return exchange;
}

const contentOf = (exchange: ReturnType<typeof read>) => Buffer.concat(exchange.upload?.content ?? []).toString();

describe('readRequestStep', () => {
  const streaming = { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' };

  it('puts the bucket into the path', () => {
    expect(read({}).http.path).toBe('/logs/key');
    expect(read({ host: 'localhost:4566' }).http.path).toBe('/key');
  });

  it('puts chunks together and takes the checksum from behind them', () => {
    const headers = { ...streaming, 'content-encoding': 'aws-chunked, gzip', 'x-amz-decoded-content-length': '8' };
    const body = '5\r\nhello\r\n3;chunk-signature=00\r\n, a\r\n0\r\nx-amz-checksum-crc32:AAAA\r\nhost:evil\r\n\r\n';
    const exchange = read(headers, body);
    expect(contentOf(exchange)).toBe('hello, a');
    expect(exchange.http.headers).toMatchObject({ 'content-encoding': 'gzip', 'x-amz-checksum-crc32': 'AAAA' });
    expect(exchange.http.headers.host).toBe('logs.localhost:4566');
  });

  it('leaves other bodies than those of objects where operations look for them', () => {
    expect(contentOf(read({}, 'hello'))).toBe('hello');
    expect(contentOf(read({}, 'hello', 'PUT', 'partNumber=1&uploadId=u'))).toBe('hello');
    for (const [method, query] of [
      ['PUT', 'tagging'],
      ['POST', 'delete'],
    ] as const) {
      expect(Buffer.from(read({}, '<Tagging/>', method, query).http.body).toString()).toBe('<Tagging/>');
      const inChunks = read(streaming, '5\r\n<a/>\n\r\n0\r\n\r\n', method, query);
      expect(Buffer.from(inChunks.http.body).toString()).toBe('<a/>\n');
    }
  });

  it.each([
    ['no chunk', 'hello', 'IncompleteBody'],
    ['no size', 'xyz\r\nhello\r\n', 'InvalidRequest'],
    ['too little', '9\r\nhello\r\n0\r\n\r\n', 'IncompleteBody'],
    ['no end', '5\r\nhello\r\n', 'IncompleteBody'],
    ['a huge size', 'ffffffff\r\nhello\r\n0\r\n\r\n', 'IncompleteBody'],
  ])('refuses %s', (_, body, code) => {
    expect(() => read(streaming, body)).toThrow(expect.objectContaining({ code }));
  });

  it('refuses another length than was promised', () => {
    const headers = { ...streaming, 'x-amz-decoded-content-length': '4' };
    expect(() => read(headers, '5\r\nhello\r\n0\r\n\r\n')).toThrow(expect.objectContaining({ code: 'IncompleteBody' }));
  });
});
