import { describe, expect, it } from 'vitest';
import { ChunkReader } from './chunk-reader.ts';
import { readSignatureClaim, type SignatureClaim } from './signature-claim.ts';
import { signsChunks, verifyChunks } from './verify-chunks.ts';

const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const head = (signature: string) =>
  `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class,Signature=${signature}`;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html#example-signature-calculations-streaming */
const example = {
  headers: {
    authorization: head('4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9'),
    'x-amz-date': '20130524T000000Z',
    'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
  },
  chunks: [
    [65_536, 'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648'],
    [1_024, '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497'],
    [0, 'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9'],
  ] as const,
};

function bodyOf(letter: string): Uint8Array {
  const chunks = example.chunks.map(
    ([size, signature]) => `${size.toString(16)};chunk-signature=${signature}\r\n${letter.repeat(size)}\r\n`,
  );
  return new TextEncoder().encode(chunks.join(''));
}

function verifies(body: Uint8Array, key: string): boolean {
  const claim = readSignatureClaim(example.headers, []) as SignatureClaim;
  const reader = new ChunkReader(true, () => undefined);
  reader.add(body);
  return verifyChunks({ headers: example.headers, trail: reader.end() }, claim, key);
}

describe('verifyChunks', () => {
  it('takes AWS’s example', () => {
    expect(signsChunks(example)).toBe(true);
    expect(verifies(bodyOf('a'), secret)).toBe(true);
  });

  it('refuses another body, another secret and a body that ends early', () => {
    expect(verifies(bodyOf('b'), secret)).toBe(false);
    expect(verifies(bodyOf('a'), 'test')).toBe(false);
    expect(verifies(bodyOf('a').subarray(0, 60_000), secret)).toBe(false);
  });

  it('refuses what stands behind a chunk or the last one', () => {
    const body = Buffer.from(bodyOf('a'));
    expect(verifies(Buffer.concat([body, Buffer.from('x-amz-checksum-crc32:AAAAAA==\r\n')]), secret)).toBe(false);
    expect(verifies(Buffer.concat([body, Buffer.from(' ')]), secret)).toBe(false);
    const end = body.indexOf('a\r\n') + 1;
    expect(verifies(Buffer.concat([body.subarray(0, end), Buffer.from('xx'), body.subarray(end + 2)]), secret)).toBe(
      false,
    );
  });
});
