import { describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../../../aws/protocols/protocol.ts';
import { bucketInHost } from './bucket-in-host.ts';
import { readS3Request } from './read-s3-request.ts';

const request = (headers: Record<string, string>, body = ''): HttpRequest => ({
  method: 'PUT',
  path: '/key',
  query: [],
  headers: { host: 'localhost:4566', ...headers },
  body: new TextEncoder().encode(body),
});

describe('bucketInHost', () => {
  it.each([
    ['localhost:4566', undefined],
    ['127.0.0.1:4566', undefined],
    ['s3.localhost', undefined],
    ['s3.eu-west-1.amazonaws.com', undefined],
    ['logs.localhost:4566', 'logs'],
    ['my.logs.s3.localhost:4566', 'my.logs'],
    ['logs.s3.eu-west-1.amazonaws.com', 'logs'],
    ['logs.s3-us-west-2.amazonaws.com', 'logs'],
    [undefined, undefined],
  ])('finds in %s: %s', (host, bucket) => {
    expect(bucketInHost(host)).toBe(bucket);
  });
});

describe('readS3Request', () => {
  const streaming = { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' };

  it('puts the bucket into the path', () => {
    expect(readS3Request(request({ host: 'logs.localhost:4566' })).path).toBe('/logs/key');
    expect(readS3Request(request({})).path).toBe('/key');
  });

  it('puts chunks together and takes the checksum from behind them', () => {
    const headers = { ...streaming, 'content-encoding': 'aws-chunked, gzip', 'x-amz-decoded-content-length': '8' };
    const body = '5\r\nhello\r\n3;chunk-signature=00\r\n, a\r\n0\r\nx-amz-checksum-crc32:AAAA\r\nhost:evil\r\n\r\n';
    const read = readS3Request(request(headers, body));
    expect(Buffer.from(read.body).toString()).toBe('hello, a');
    expect(read.headers).toMatchObject({ 'content-encoding': 'gzip', 'x-amz-checksum-crc32': 'AAAA' });
    expect(read.headers.host).toBe('localhost:4566');
  });

  it.each([
    ['no chunk', 'hello', 'IncompleteBody'],
    ['no size', 'xyz\r\nhello\r\n', 'InvalidRequest'],
    ['too little', '9\r\nhello\r\n0\r\n\r\n', 'IncompleteBody'],
    ['no end', '5\r\nhello\r\n', 'IncompleteBody'],
    ['a huge size', 'ffffffff\r\nhello\r\n0\r\n\r\n', 'IncompleteBody'],
  ])('refuses %s', (_, body, code) => {
    expect(() => readS3Request(request(streaming, body))).toThrow(expect.objectContaining({ code }));
  });

  it('refuses another length than was promised', () => {
    const headers = { ...streaming, 'x-amz-decoded-content-length': '4' };
    expect(() => readS3Request(request(headers, '5\r\nhello\r\n0\r\n\r\n'))).toThrow(
      expect.objectContaining({ code: 'IncompleteBody' }),
    );
  });
});
