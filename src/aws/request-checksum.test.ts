import { describe, expect, it } from 'vitest';
import { botocoreModel } from '../../test/support/botocore-model.ts';
import { restXmlProtocol } from './protocols/rest-xml.ts';
import { withChecksum } from './request-checksum.ts';
import type { WireStructure } from './service-model.ts';

function headersOf(service: string, operationName: string, input: WireStructure): Readonly<Record<string, string>> {
  const model = botocoreModel(service);
  const operation = model.operations[operationName];
  if (operation === undefined) throw new Error(operationName);
  return withChecksum(model, operation, input, restXmlProtocol.encodeRequest(model, operationName, input)).headers;
}

const Body = Buffer.from('123456789');

describe('withChecksum', () => {
  it('adds what the operation requires', () => {
    const headers = headersOf('s3', 'PutBucketPolicy', { Bucket: 'b', Policy: '123456789' });
    // The check value of CRC-32, cbf43926, in base64.
    expect(headers).toMatchObject({ 'x-amz-checksum-crc32': 'y/Q5Jg==', 'x-amz-sdk-checksum-algorithm': 'CRC32' });
  });

  it('adds what the input asks for, and nothing unasked', () => {
    expect(headersOf('s3', 'PutObject', { Bucket: 'b', Key: 'k', Body })).toEqual({
      'content-type': 'application/octet-stream',
    });
    const headers = headersOf('s3', 'PutObject', { Bucket: 'b', Key: 'k', Body, ChecksumAlgorithm: 'SHA256' });
    expect(headers['x-amz-checksum-sha256']).toBe('FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=');
    expect(headersOf('s3', 'PutObject', { Bucket: 'b', Key: 'k', Body, ChecksumSHA1: 'given' })).not.toHaveProperty(
      'x-amz-checksum-crc32',
    );
  });

  it('leaves a checksum that is given', () => {
    const given = { Bucket: 'b', Policy: 'p', ContentMD5: 'bWQ1' };
    expect(headersOf('s3', 'PutBucketPolicy', given)).not.toHaveProperty('x-amz-checksum-crc32');
  });

  it('adds the MD5 where that is what the model wants', () => {
    const input = { AccountId: '111122223333', Bucket: 'b', VersioningConfiguration: { Status: 'Enabled' } };
    expect(headersOf('s3control', 'PutBucketVersioning', input)['content-md5']).toMatch(/^[A-Za-z0-9+/]{22}==$/);
  });

  it('refuses an algorithm that it does not know', () => {
    const input = { Bucket: 'b', Key: 'k', Body, ChecksumAlgorithm: 'XXHASH3' };
    expect(() => headersOf('s3', 'PutObject', input)).toThrow('skyql does not make XXHASH3 checksums');
  });
});
