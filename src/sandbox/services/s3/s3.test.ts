import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../../aws/service-model.ts';
import { structureOf, structuresOf } from '../../kit/members.ts';
import { benchPlace, createServiceBench, type ServiceBench } from '../../kit/service-bench.ts';
import { readObject } from './objects/get-object.ts';
import { writeObject } from './objects/put-object.ts';
import { s3 } from './s3.ts';

const Bucket = 'logs';
const bytes = (text: string) => new TextEncoder().encode(text);
const text = (answer: WireStructure) => Buffer.concat(answer.Body as Uint8Array[]).toString();
const md5 = (data: string | Uint8Array) => createHash('md5').update(data).digest();

function withBucket(input: WireStructure = {}): ServiceBench {
  const bench = createServiceBench(s3);
  bench.call('CreateBucket', { Bucket, ...input });
  return bench;
}

function put(bench: ServiceBench, Key: string, body = Key, more: WireStructure = {}): WireStructure {
  return bench.call('PutObject', { Bucket, Key, Body: bytes(body), ...more });
}

const fault = (code: string, message = '') =>
  expect.objectContaining({ code, message: expect.stringContaining(message) });

describe('buckets', () => {
  it.each<[string, WireStructure, string, string]>([
    ['us-east-1', { CreateBucketConfiguration: { LocationConstraint: 'us-east-1' } }, 'InvalidLocationConstraint', ''],
    ['us-east-1', { CreateBucketConfiguration: { LocationConstraint: 'mars-1' } }, 'InvalidLocationConstraint', ''],
    ['eu-west-1', {}, 'IllegalLocationConstraintException', 'The unspecified location constraint'],
    [
      'eu-west-1',
      { CreateBucketConfiguration: { LocationConstraint: 'us-west-2' } },
      'IllegalLocationConstraintException',
      'The us-west-2 location constraint',
    ],
    ['us-east-1', { Bucket: 'UPPER' }, 'InvalidBucketName', ''],
    ['us-east-1', { Bucket: '192.168.5.4' }, 'InvalidBucketName', ''],
    ['us-east-1', { Bucket: 'a..b' }, 'InvalidBucketName', ''],
  ])('are refused in %s for %j', (region, input, code, message) => {
    const bench = createServiceBench(s3);
    expect(() => bench.call('CreateBucket', { Bucket: 'new', ...input }, { region })).toThrow(fault(code, message));
  });

  it('have names that no two accounts share', () => {
    const bench = withBucket();
    expect(() => bench.call('CreateBucket', { Bucket })).not.toThrow();
    expect(() => bench.call('CreateBucket', { Bucket }, { account: '222222222222' })).toThrow(
      fault('BucketAlreadyExists'),
    );
    const europe = { region: 'eu-west-1' };
    const there = { Bucket: 'there', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } };
    bench.call('CreateBucket', there, europe);
    expect(() => bench.call('CreateBucket', there, europe)).toThrow(fault('BucketAlreadyOwnedByYou'));
  });

  it('are listed by prefix and region, page by page', () => {
    const bench = createServiceBench(s3);
    for (const name of ['bbb', 'aaa', 'abc']) bench.call('CreateBucket', { Bucket: name });
    bench.call('CreateBucket', { Bucket: 'eee', CreateBucketConfiguration: { LocationConstraint: 'EU' } });
    const names = (input: WireStructure = {}) =>
      structuresOf(bench.call('ListBuckets', input).Buckets).map(({ Name }) => Name);
    expect(names()).toEqual(['aaa', 'abc', 'bbb', 'eee']);
    expect(names({ Prefix: 'a' })).toEqual(['aaa', 'abc']);
    expect(names({ BucketRegion: 'eu-west-1' })).toEqual(['eee']);
    const first = bench.call('ListBuckets', { MaxBuckets: 3 });
    expect(names({ MaxBuckets: 3, ContinuationToken: first.ContinuationToken })).toEqual(['eee']);
    expect(structuresOf(bench.call('ListBuckets').Buckets)[0]?.BucketRegion).toBeUndefined();
    expect(structuresOf(first.Buckets)[0]).toMatchObject({ BucketRegion: 'us-east-1' });
    expect(() => bench.call('ListBuckets', { ContinuationToken: 'x' })).toThrow(fault('InvalidArgument'));
  });

  it('redirect from other regions, but tell everybody where they are', () => {
    const bench = withBucket();
    const europe = { region: 'eu-west-1' };
    expect(() => bench.call('HeadBucket', { Bucket }, europe)).toThrow(
      expect.objectContaining({
        code: 'PermanentRedirect',
        status: 301,
        headers: { 'x-amz-bucket-region': 'us-east-1' },
        members: { Bucket, Endpoint: 'logs.s3.amazonaws.com' },
      }),
    );
    expect(bench.call('GetBucketLocation', { Bucket }, europe)).toEqual({ LocationConstraint: 'us-east-1' });
    expect(bench.call('HeadBucket', { Bucket })).toMatchObject({ BucketRegion: 'us-east-1' });
  });

  it('are their owner’s, unless a policy speaks of others', () => {
    const bench = withBucket();
    const stranger = { account: '222222222222' };
    expect(() => bench.call('ListObjectsV2', { Bucket }, stranger)).toThrow(fault('AccessDenied'));
    const Principal = { AWS: 'arn:aws:iam::222222222222:root' };
    const Policy = JSON.stringify({ Statement: [{ Effect: 'Allow', Principal, Action: 's3:*', Resource: '*' }] });
    bench.call('PutBucketPolicy', { Bucket, Policy });
    expect(bench.call('ListObjectsV2', { Bucket }, stranger)).toMatchObject({ KeyCount: 0 });
    const ExpectedBucketOwner = '333333333333';
    expect(() => bench.call('ListObjectsV2', { Bucket, ExpectedBucketOwner })).toThrow(fault('AccessDenied'));
  });

  it('have no tags where the set of them is empty', () => {
    const bench = withBucket();
    const tag = (TagSet: readonly WireStructure[]) => bench.call('PutBucketTagging', { Bucket, Tagging: { TagSet } });
    tag([{ Key: 'a', Value: 'b' }]);
    tag([]);
    expect(() => bench.call('GetBucketTagging', { Bucket })).toThrow(fault('NoSuchTagSet'));
  });

  it('go when they are empty', () => {
    const bench = withBucket();
    put(bench, 'a');
    expect(() => bench.call('DeleteBucket', { Bucket })).toThrow(fault('BucketNotEmpty'));
    bench.call('DeleteObject', { Bucket, Key: 'a' });
    bench.call('DeleteBucket', { Bucket });
    expect(() => bench.call('HeadBucket', { Bucket })).toThrow(fault('NoSuchBucket'));
  });

  it.each<[string, WireStructure, WireStructure, string | undefined]>([
    [
      'Tagging',
      { Tagging: { TagSet: [{ Key: 'a', Value: 'b' }] } },
      { TagSet: [{ Key: 'a', Value: 'b' }] },
      'NoSuchTagSet',
    ],
    ['Policy', { Policy: '{"Statement":[]}' }, { Policy: '{"Statement":[]}' }, 'NoSuchBucketPolicy'],
    ['Versioning', { VersioningConfiguration: { Status: 'Enabled' } }, { Status: 'Enabled' }, undefined],
    [
      'Encryption',
      { ServerSideEncryptionConfiguration: { Rules: [{ BucketKeyEnabled: true }] } },
      { ServerSideEncryptionConfiguration: { Rules: [{ BucketKeyEnabled: true }] } },
      undefined,
    ],
    [
      'LifecycleConfiguration',
      {
        LifecycleConfiguration: {
          Rules: [{ ID: 'r', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 1 } }],
        },
      },
      { Rules: [{ ID: 'r', Status: 'Enabled' }] },
      'NoSuchLifecycleConfiguration',
    ],
    [
      'Cors',
      { CORSConfiguration: { CORSRules: [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'] }] } },
      { CORSRules: [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'] }] },
      'NoSuchCORSConfiguration',
    ],
  ])('keep their %s', (kind, input, told, absent) => {
    const bench = withBucket();
    if (absent !== undefined) expect(() => bench.call(`GetBucket${kind}`, { Bucket })).toThrow(fault(absent));
    bench.call(`PutBucket${kind}`, { Bucket, ...input });
    expect(bench.call(`GetBucket${kind}`, { Bucket })).toMatchObject(told);
  });

  it('keep the public out from the start', () => {
    const bench = withBucket();
    expect(bench.call('GetPublicAccessBlock', { Bucket })).toMatchObject({
      PublicAccessBlockConfiguration: { BlockPublicPolicy: true },
    });
    bench.call('DeletePublicAccessBlock', { Bucket });
    expect(() => bench.call('GetPublicAccessBlock', { Bucket })).toThrow(fault('NoSuchPublicAccessBlockConfiguration'));
    expect(() => put(bench, 'a', 'a', { ACL: 'public-read' })).toThrow(fault('AccessControlListNotSupported'));
    expect(() => bench.call('PutBucketPolicy', { Bucket, Policy: 'x' })).toThrow(fault('MalformedPolicy'));
    const twice = { TagSet: [{ Key: 'a' }, { Key: 'a' }] };
    expect(() => bench.call('PutBucketTagging', { Bucket, Tagging: twice })).toThrow(fault('InvalidTag', 'same key'));
  });
});

describe('objects', () => {
  it('keep their content and what is said of it', () => {
    const bench = withBucket();
    const said = { ContentType: 'text/plain', CacheControl: 'no-store', Metadata: { team: 'data' } };
    const ETag = `"${md5('hello').toString('hex')}"`;
    expect(put(bench, 'a/b', 'hello', { ...said, Tagging: 'x=1&y=2' })).toMatchObject({
      ETag,
      ChecksumCRC64NVME: 'M3eFcAZSQlc=',
      ServerSideEncryption: 'AES256',
    });
    const got = bench.call('GetObject', { Bucket, Key: 'a/b' });
    expect(text(got)).toBe('hello');
    expect(got).toMatchObject({
      ...said,
      ETag,
      ContentLength: 5,
      TagCount: 2,
      LastModified: '2026-11-21T12:00:00.000Z',
    });
    const { Body: _, ...members } = got;
    expect(bench.call('HeadObject', { Bucket, Key: 'a/b' })).toEqual(members);
    expect(bench.call('GetObject', { Bucket, Key: 'a/b', ResponseContentType: 'text/html' })).toMatchObject({
      ContentType: 'text/html',
    });
    expect(bench.call('GetObjectTagging', { Bucket, Key: 'a/b' }).TagSet).toEqual([
      { Key: 'x', Value: '1' },
      { Key: 'y', Value: '2' },
    ]);
    bench.call('DeleteObjectTagging', { Bucket, Key: 'a/b' });
    expect(bench.call('HeadObject', { Bucket, Key: 'a/b' })).not.toHaveProperty('TagCount');
    expect(() => bench.call('GetObject', { Bucket, Key: 'no' })).toThrow(fault('NoSuchKey'));
  });

  it.each([
    ['bytes=0-1', 'he', 'bytes 0-1/5'],
    ['bytes=3-', 'lo', 'bytes 3-4/5'],
    ['bytes=-2', 'lo', 'bytes 3-4/5'],
    ['bytes=0-99', 'hello', 'bytes 0-4/5'],
    ['bytes=0-1,3-4', 'hello', undefined],
    ['lines=1', 'hello', undefined],
  ])('come in part: %s', (Range, content, ContentRange) => {
    const bench = withBucket();
    put(bench, 'a', 'hello');
    const got = bench.call('GetObject', { Bucket, Key: 'a', Range });
    expect([text(got), got.ContentRange, got.ContentLength]).toEqual([content, ContentRange, content.length]);
  });

  it('have no bytes beyond their end', () => {
    const bench = withBucket();
    put(bench, 'a', 'hello');
    expect(() => bench.call('HeadObject', { Bucket, Key: 'a', PartNumber: 2 })).toThrow(
      expect.objectContaining({ code: 'InvalidPartNumber', status: 416 }),
    );
    expect(() => bench.call('GetObject', { Bucket, Key: 'a', Range: 'bytes=5-' })).toThrow(
      expect.objectContaining({ code: 'InvalidRange', status: 416, headers: { 'content-range': 'bytes */5' } }),
    );
  });

  const stamp = `"${md5('hello').toString('hex')}"`;
  it.each<[WireStructure, string | undefined]>([
    [{ IfMatch: stamp }, undefined],
    [{ IfMatch: stamp.replaceAll('"', '') }, undefined],
    [{ IfMatch: '"x"' }, 'PreconditionFailed'],
    [{ IfNoneMatch: stamp }, 'NotModified'],
    [{ IfNoneMatch: '"x"' }, undefined],
    [{ IfModifiedSince: '2026-11-21T12:00:00.000Z' }, 'NotModified'],
    [{ IfModifiedSince: '2026-11-21T11:59:59.000Z' }, undefined],
    [{ IfUnmodifiedSince: '2026-11-21T11:59:59.000Z' }, 'PreconditionFailed'],
    [{ IfMatch: stamp, IfUnmodifiedSince: '2026-11-21T11:59:59.000Z' }, undefined],
    [{ IfNoneMatch: '"x"', IfModifiedSince: '2026-11-21T12:00:00.000Z' }, undefined],
  ])('are got on the condition %j', (condition, code) => {
    const bench = withBucket();
    put(bench, 'a', 'hello');
    const get = () => bench.call('GetObject', { Bucket, Key: 'a', ...condition });
    if (code === undefined) expect(get).not.toThrow();
    else expect(get).toThrow(fault(code));
  });

  it('are written on conditions and with checksums', () => {
    const bench = withBucket();
    put(bench, 'a', 'hello', { IfNoneMatch: '*' });
    expect(() => put(bench, 'a', 'again', { IfNoneMatch: '*' })).toThrow(fault('PreconditionFailed'));
    expect(() => put(bench, 'a', 'again', { IfMatch: '"x"' })).toThrow(fault('PreconditionFailed'));
    put(bench, 'a', 'again', { IfMatch: stamp });
    expect(() => put(bench, 'a', 'x', { ContentMD5: 'x' })).toThrow(fault('InvalidDigest'));
    expect(() => put(bench, 'a', 'x', { ContentMD5: md5('y').toString('base64') })).toThrow(fault('BadDigest'));
    put(bench, 'a', 'x', { ContentMD5: md5('x').toString('base64') });
    const checked = { ChecksumCRC32: 'jNwWgw==', ChecksumMode: 'ENABLED' };
    put(bench, 'a', 'x', { ChecksumCRC32: checked.ChecksumCRC32 });
    expect(() => put(bench, 'a', 'y', { ChecksumCRC32: checked.ChecksumCRC32 })).toThrow(fault('BadDigest', 'CRC32'));
    expect(bench.call('GetObject', { Bucket, Key: 'a', ChecksumMode: 'ENABLED' })).toMatchObject({
      ChecksumCRC32: checked.ChecksumCRC32,
      ChecksumType: 'FULL_OBJECT',
    });
    expect(() => put(bench, 'k'.repeat(1_025))).toThrow(fault('KeyTooLongError'));
  });

  it('are copied, with what is said of them or without', () => {
    const bench = withBucket();
    put(bench, 'a b', 'hello', { ContentType: 'text/plain', Tagging: 'x=1' });
    const copy = (Key: string, more: WireStructure = {}) =>
      bench.call('CopyObject', { Bucket, Key, CopySource: 'logs/a%20b', ...more });
    expect(copy('kept').CopyObjectResult).toMatchObject({ ETag: stamp });
    copy('new', { MetadataDirective: 'REPLACE', ContentType: 'text/html', TaggingDirective: 'REPLACE' });
    expect(bench.call('GetObject', { Bucket, Key: 'kept' })).toMatchObject({ ContentType: 'text/plain', TagCount: 1 });
    expect(bench.call('HeadObject', { Bucket, Key: 'new' })).toMatchObject({ ContentType: 'text/html' });
    copy('a b', { WebsiteRedirectLocation: '/there' });
    expect(bench.call('HeadObject', { Bucket, Key: 'a b' })).toMatchObject({ WebsiteRedirectLocation: '/there' });
    copy('kept');
    expect(bench.call('HeadObject', { Bucket, Key: 'kept' }).WebsiteRedirectLocation).toBeUndefined();
    expect(() => copy('a b')).toThrow(fault('InvalidRequest', 'to itself'));
    expect(() => copy('x', { CopySource: 'logs' })).toThrow(fault('InvalidArgument'));
    expect(() => copy('x', { CopySource: 'logs/no' })).toThrow(fault('NoSuchKey'));
    expect(() => copy('x', { CopySourceIfNoneMatch: stamp })).toThrow(fault('PreconditionFailed'));
  });

  it('have ten tags, and none of AWS', () => {
    const bench = withBucket();
    put(bench, 'a');
    const tags = (count: number, Key = 'k') =>
      bench.call('PutObjectTagging', {
        Bucket,
        Key: 'a',
        Tagging: { TagSet: Array.from({ length: count }, (_, index) => ({ Key: `${Key}${index}`, Value: '' })) },
      });
    tags(10);
    expect(() => tags(11)).toThrow(fault('BadRequest', 'Object tags cannot be greater than 10'));
    expect(() => tags(1, 'aws:')).toThrow(fault('InvalidTag', 'Your TagKey cannot be prefixed with aws:'));
  });

  it('go, whether they were there or not', () => {
    const bench = withBucket();
    put(bench, 'a');
    const Delete = { Objects: [{ Key: 'a' }, { Key: 'b' }] };
    expect(bench.call('DeleteObjects', { Bucket, Delete }).Deleted).toEqual([{ Key: 'a' }, { Key: 'b' }]);
    expect(bench.call('DeleteObjects', { Bucket, Delete: { ...Delete, Quiet: true } }).Deleted).toEqual([]);
    expect(bench.call('DeleteObject', { Bucket, Key: 'a' })).toEqual({});
  });
});

describe('versions', () => {
  it('are kept from when the bucket keeps them', () => {
    const bench = withBucket();
    put(bench, 'a', 'zero');
    const keep = (Status: string) => bench.call('PutBucketVersioning', { Bucket, VersioningConfiguration: { Status } });
    keep('Enabled');
    const { VersionId } = put(bench, 'a', 'one');
    const got = (version?: unknown) =>
      text(bench.call('GetObject', { Bucket, Key: 'a', VersionId: version as string | undefined }));
    expect([got(), got(VersionId), got('null')]).toEqual(['one', 'one', 'zero']);
    const marker = bench.call('DeleteObject', { Bucket, Key: 'a' });
    expect(marker).toMatchObject({ DeleteMarker: true });
    const headers = { 'x-amz-delete-marker': 'true', 'x-amz-version-id': String(marker.VersionId) };
    expect(() => got()).toThrow(expect.objectContaining({ code: 'NoSuchKey', headers }));
    expect(() => got(marker.VersionId)).toThrow(fault('MethodNotAllowed'));
    expect(() => bench.call('GetObjectTagging', { Bucket, Key: 'a' })).toThrow(fault('MethodNotAllowed'));
    expect(bench.call('ListObjectsV2', { Bucket }).KeyCount).toBe(0);
    expect(() => bench.call('DeleteBucket', { Bucket })).toThrow(fault('BucketNotEmpty'));
    const listed = bench.call('ListObjectVersions', { Bucket });
    expect(structuresOf(listed.Versions).map((version) => [version.VersionId, version.IsLatest])).toEqual([
      [VersionId, false],
      ['null', false],
    ]);
    expect(listed.DeleteMarkers).toMatchObject([{ VersionId: marker.VersionId, IsLatest: true }]);
    bench.call('DeleteObject', { Bucket, Key: 'a', VersionId: marker.VersionId });
    expect(got()).toBe('one');
    keep('Suspended');
    expect(put(bench, 'a', 'two')).toMatchObject({ VersionId: 'null' });
    expect(() => got('null')).not.toThrow();
    expect([got(), got(VersionId)]).toEqual(['two', 'one']);
    expect(() => got('x')).toThrow(fault('InvalidArgument', 'version id'));
    expect(() => got('y'.repeat(32))).toThrow(fault('NoSuchVersion'));
  });

  it('come page by page, in between those of one key too', () => {
    const bench = withBucket();
    bench.call('PutBucketVersioning', { Bucket, VersioningConfiguration: { Status: 'Enabled' } });
    for (const key of ['b', 'a', 'a', 'd/1', 'd/2']) put(bench, key);
    const seen: unknown[] = [];
    let page: WireStructure = {};
    do {
      const { NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page;
      const next = { KeyMarker, VersionIdMarker };
      page = bench.call('ListObjectVersions', { Bucket, MaxKeys: 1, Delimiter: '/', ...next });
      seen.push(...structuresOf(page.Versions).map(({ Key }) => Key));
      seen.push(...structuresOf(page.CommonPrefixes).map(({ Prefix }) => Prefix));
    } while (page.IsTruncated === true && seen.length < 10);
    expect(seen).toEqual(['a', 'a', 'b', 'd/']);
  });
});

describe('lists of objects', () => {
  const keys = fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'b', '/', '-'), minLength: 1, maxLength: 5 }), {
    maxLength: 12,
  });

  it('show every key once, however they are paged', () => {
    const request = fc.record({
      Prefix: fc.constantFrom('', 'a', 'a/'),
      Delimiter: fc.constantFrom(undefined, '/'),
      MaxKeys: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(keys, request, fc.boolean(), (given, { Prefix, Delimiter, MaxKeys }, isSecond) => {
        const bench = withBucket();
        for (const key of given) put(bench, key);
        const seen: unknown[] = [];
        let page: WireStructure = {};
        do {
          const more = isSecond
            ? { ContinuationToken: page.NextContinuationToken }
            : { Marker: page.NextMarker ?? structuresOf(page.Contents).at(-1)?.Key };
          const operation = isSecond ? 'ListObjectsV2' : 'ListObjects';
          page = bench.call(operation, { Bucket, Prefix, Delimiter, MaxKeys, ...more });
          const shown = [
            ...structuresOf(page.Contents).map(({ Key }) => Key),
            ...structuresOf(page.CommonPrefixes).map((common) => common.Prefix),
          ];
          expect(shown.length).toBeLessThanOrEqual(MaxKeys);
          seen.push(...shown);
        } while (page.IsTruncated === true && seen.length < 50);
        const expected = new Set(
          given
            .filter((key) => key.startsWith(Prefix))
            .map((key) => {
              const cut = Delimiter === undefined ? -1 : key.indexOf(Delimiter, Prefix.length);
              return cut === -1 ? key : key.slice(0, cut + 1);
            }),
        );
        expect(seen.length).toBe(expected.size);
        expect(new Set(seen)).toEqual(expected);
      }),
      { numRuns: 100, seed: 5 },
    );
  });

  it('escape keys for those who ask, and begin where they are told', () => {
    const bench = withBucket();
    for (const key of ['a b', 'a/ü', 'c']) put(bench, key);
    const listed = bench.call('ListObjectsV2', { Bucket, EncodingType: 'url' });
    expect(structuresOf(listed.Contents).map(({ Key }) => Key)).toEqual(['a+b', 'a/%C3%BC', 'c']);
    const after = bench.call('ListObjectsV2', { Bucket, StartAfter: 'a/', FetchOwner: true });
    expect(after).toMatchObject({ KeyCount: 2, StartAfter: 'a/', Contents: [{ Owner: {} }, {}] });
    expect(bench.call('ListObjectsV2', { Bucket, MaxKeys: 0 })).toMatchObject({ KeyCount: 0, IsTruncated: false });
    expect(() => bench.call('ListObjectsV2', { Bucket, ContinuationToken: 'x' })).toThrow(fault('InvalidArgument'));
    expect(() => bench.call('ListObjectsV2', { Bucket, EncodingType: 'xml' })).toThrow(fault('InvalidArgument'));
  });
});

describe('multipart uploads', () => {
  const part = new Uint8Array(5 * 1_024 * 1_024).fill(97);

  function upload(bench: ServiceBench, Key = 'big', more: WireStructure = {}) {
    const { UploadId } = bench.call('CreateMultipartUpload', { Bucket, Key, ...more });
    const named = { Bucket, Key, UploadId };
    return {
      named,
      send: (PartNumber: number, Body: Uint8Array) => bench.call('UploadPart', { ...named, PartNumber, Body }),
      complete: (...Parts: WireStructure[]) =>
        bench.call('CompleteMultipartUpload', { ...named, MultipartUpload: { Parts } }),
    };
  }

  it('put an object together', () => {
    const bench = withBucket();
    const { send, complete, named } = upload(bench, 'big', { ContentType: 'text/plain', ChecksumAlgorithm: 'CRC32' });
    const second = send(2, bytes('end'));
    const first = send(1, part);
    expect(structuresOf(bench.call('ListParts', named).Parts)).toMatchObject([
      { PartNumber: 1, Size: part.length },
      { PartNumber: 2, Size: 3 },
    ]);
    expect(bench.call('ListMultipartUploads', { Bucket }).Uploads).toMatchObject([{ Key: 'big' }]);
    expect(bench.call('ListObjectsV2', { Bucket }).KeyCount).toBe(0);
    const done = complete({ PartNumber: 1, ETag: first.ETag }, { PartNumber: 2, ETag: second.ETag });
    const digest = md5(Buffer.concat([md5(part), md5('end')])).toString('hex');
    expect(done).toMatchObject({ ETag: `"${digest}-2"`, ChecksumType: 'COMPOSITE' });
    expect(done.ChecksumCRC32).toMatch(/-2$/);
    const got = bench.call('GetObject', { Bucket, Key: 'big', PartNumber: 2 });
    expect([text(got), got.PartsCount, got.ContentType]).toEqual(['end', 2, 'text/plain']);
    expect(() => bench.call('ListParts', named)).toThrow(fault('NoSuchUpload'));
    // Whoever has lost the answer asks again.
    put(bench, 'big', 'another');
    expect(complete({ PartNumber: 1, ETag: first.ETag }, { PartNumber: 2, ETag: second.ETag })).toEqual(done);
    expect(text(bench.call('GetObject', { Bucket, Key: 'big' }))).toBe('another');
    expect(bench.call('ListMultipartUploads', { Bucket }).Uploads ?? []).toEqual([]);
    expect(() => bench.call('AbortMultipartUpload', named)).toThrow(fault('NoSuchUpload'));
  });

  it('refuse parts that do not fit, and are given up', () => {
    const bench = withBucket();
    const { send, complete, named } = upload(bench);
    const [one, two] = [send(1, bytes('x')), send(2, bytes('y'))];
    const [first, second] = [
      { PartNumber: 1, ETag: one.ETag },
      { PartNumber: 2, ETag: two.ETag },
    ];
    expect(() => complete(first, second)).toThrow(fault('EntityTooSmall'));
    expect(() => complete(second, first)).toThrow(fault('InvalidPartOrder'));
    expect(() => complete({ PartNumber: 3, ETag: one.ETag })).toThrow(fault('InvalidPart'));
    expect(() => complete({ PartNumber: 1, ETag: '"x"' })).toThrow(fault('InvalidPart'));
    expect(() => complete()).toThrow(fault('MalformedXML'));
    expect(() => send(10_001, bytes('x'))).toThrow(fault('InvalidArgument'));
    bench.call('AbortMultipartUpload', named);
    expect(() => complete(first)).toThrow(fault('NoSuchUpload'));
    const left = upload(bench);
    left.send(1, bytes('x'));
    bench.call('DeleteBucket', { Bucket });
    bench.call('CreateBucket', { Bucket });
    expect(bench.call('ListMultipartUploads', { Bucket }).Uploads ?? []).toEqual([]);
  });

  it('take parts of other objects', () => {
    const bench = withBucket();
    put(bench, 'source', 'hello');
    const { named, complete } = upload(bench);
    const copied = bench.call('UploadPartCopy', {
      ...named,
      PartNumber: 1,
      CopySource: '/logs/source',
      CopySourceRange: 'bytes=1-3',
    });
    complete({ PartNumber: 1, ETag: structureOf(copied.CopyPartResult).ETag });
    expect(text(bench.call('GetObject', { Bucket, Key: 'big' }))).toBe('ell');
  });

  it('take parts that an older skyql kept', () => {
    const bench = withBucket();
    const { named, complete } = upload(bench);
    const etag = '"5d41402abc4b2a76b9719d911017c592"';
    const older = { upload: named.UploadId, number: 1, modified: 0, etag, checksums: {}, body: bytes('hello') };
    bench.state.table({ ...benchPlace }, 's3/parts').set(`${named.UploadId}/1`, older);
    expect(structuresOf(bench.call('ListParts', named).Parts)).toMatchObject([{ Size: 5, ETag: etag }]);
    complete({ PartNumber: 1, ETag: etag });
    expect(text(bench.call('GetObject', { Bucket, Key: 'big' }))).toBe('hello');
  });

  it('are listed page by page', () => {
    const bench = withBucket();
    for (const key of ['c', 'a', 'b']) upload(bench, key);
    const first = bench.call('ListMultipartUploads', { Bucket, MaxUploads: 2 });
    const { NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = first;
    const second = bench.call('ListMultipartUploads', { Bucket, KeyMarker, UploadIdMarker });
    const names = [first, second].map((page) => structuresOf(page.Uploads).map(({ Key }) => Key));
    expect(names).toEqual([['a', 'b'], ['c']]);
  });
});

describe('writeObject', () => {
  it('writes for another service into whoever’s bucket it is', () => {
    const bench = withBucket();
    const given = { key: 'x/build.log', content: 'done', now: bench.now() };
    expect(writeObject(bench.state, { bucket: Bucket, ...given })).toBe(true);
    expect(writeObject(bench.state, { bucket: 'nobody', ...given })).toBe(false);
    expect(text(bench.call('GetObject', { Bucket, Key: 'x/build.log' }))).toBe('done');
    expect(readObject(bench.state, Bucket, 'x/build.log')).toEqual(bytes('done'));
    expect(readObject(bench.state, Bucket, 'no')).toBeUndefined();
  });
});

describe('AWS::S3::Bucket', () => {
  const type = s3.resourceTypes?.['AWS::S3::Bucket'];

  it('shares its state with S3', () => {
    const bench = createServiceBench(s3);
    const context = bench.context({ region: 'eu-west-1' });
    const properties = {
      BucketName: Bucket,
      Tags: [{ Key: 'team', Value: 'data' }],
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }],
      },
      LifecycleConfiguration: {
        Rules: [
          {
            Id: 'old',
            Status: 'Enabled',
            Prefix: 'tmp/',
            TagFilters: [{ Key: 'a', Value: 'b' }],
            ExpirationInDays: 3,
            Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: 1 }],
          },
        ],
      },
      CorsConfiguration: { CorsRules: [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'], MaxAge: 5 }] },
      LoggingConfiguration: { LogFilePrefix: 'l' },
    };
    expect(type?.create(properties, context)).toEqual({ status: 'SUCCESS', identifier: Bucket });
    expect(type?.read(Bucket, context)).toEqual({
      ...properties,
      PublicAccessBlockConfiguration: expect.objectContaining({ BlockPublicAcls: true }),
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      Arn: 'arn:aws:s3:::logs',
      DomainName: 'logs.s3.amazonaws.com',
      DualStackDomainName: 'logs.s3.dualstack.eu-west-1.amazonaws.com',
      RegionalDomainName: 'logs.s3.eu-west-1.amazonaws.com',
      WebsiteURL: 'http://logs.s3-website.eu-west-1.amazonaws.com',
    });
    const there = { region: 'eu-west-1' };
    expect(bench.call('GetBucketLifecycleConfiguration', { Bucket }, there).Rules).toMatchObject([
      { ID: 'old', Filter: { And: { Prefix: 'tmp/', Tags: [{ Key: 'a' }] } }, Expiration: { Days: 3 } },
    ]);
    expect(bench.call('GetBucketCors', { Bucket }, there).CORSRules).toMatchObject([{ MaxAgeSeconds: 5 }]);
    expect(bench.call('PutObject', { Bucket, Key: 'k' }, there)).toMatchObject({ ServerSideEncryption: 'aws:kms' });
    expect(type?.list({}, context)).toEqual([{ BucketName: Bucket }]);
    expect(type?.list({}, bench.context())).toEqual([]);
    expect(type?.create(properties, context)).toMatchObject({ errorCode: 'AlreadyExists' });
    expect(() => type?.delete(Bucket, context)).toThrow(fault('BucketNotEmpty'));
    type?.update?.(Bucket, { BucketName: Bucket, Tags: [] }, properties, context);
    const read = type?.read(Bucket, context);
    expect(read).not.toHaveProperty('LifecycleConfiguration');
    expect(read).not.toHaveProperty('LoggingConfiguration');
  });

  it('is not found when it is not there', () => {
    const context = createServiceBench(s3).context();
    expect(type?.read(Bucket, context)).toBeUndefined();
    expect(type?.update?.(Bucket, {}, {}, context)).toMatchObject({ errorCode: 'NotFound' });
    expect(type?.delete(Bucket, context)).toMatchObject({ errorCode: 'NotFound' });
  });
});

describe('AWS::S3::BucketPolicy', () => {
  it('is the bucket’s policy', () => {
    const bench = withBucket();
    const context = bench.context();
    const type = s3.resourceTypes?.['AWS::S3::BucketPolicy'];
    const PolicyDocument = { Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }] };
    expect(type?.create({ Bucket, PolicyDocument }, context)).toEqual({ status: 'SUCCESS', identifier: Bucket });
    expect(type?.create({ Bucket, PolicyDocument }, context)).toMatchObject({ errorCode: 'AlreadyExists' });
    expect(bench.call('GetBucketPolicy', { Bucket })).toEqual({ Policy: JSON.stringify(PolicyDocument) });
    expect(type?.read(Bucket, context)).toEqual({ Bucket, PolicyDocument });
    expect(type?.list({}, context)).toEqual([{ Bucket }]);
    expect(type?.delete(Bucket, context)).toMatchObject({ status: 'SUCCESS' });
    expect(type?.delete(Bucket, context)).toMatchObject({ errorCode: 'NotFound' });
  });
});
