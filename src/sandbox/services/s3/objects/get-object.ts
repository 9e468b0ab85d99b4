import type { WireStructure } from '../../../../aws/service-model.ts';
import { sliceOf, wholeOf } from '../../../kit/content.ts';
import { numberOf, present, textOf, textsOf } from '../../../kit/members.ts';
import { wholeSecond } from '../../../kit/whole-second.ts';
import type { RequestContext, SandboxState } from '../../../service.ts';
import { bucketAsked, bucketsOf, objectsOf } from '../buckets/bucket-store.ts';
import { s3Fault } from '../faults.ts';
import type { BucketRecord, ObjectVersion } from '../records.ts';
import { type ByteRange, readRange } from './byte-range.ts';
import { algorithmOf, memberOf } from './checksums.ts';
import { checkReadConditions } from './conditions.ts';
import { contentOf, currentVersion, keyAsked, shownVersion, versionAsked } from './object-store.ts';

export function getObject(input: WireStructure, context: RequestContext): WireStructure {
  const { bucket, version, range } = objectAsked(input, context);
  const content = contentOf(context.state, bucket, version);
  // In pieces: what the answer is made of is never put together.
  const Body = range === undefined ? content : sliceOf(content, range.start, range.end);
  return { ...objectMembers(input, bucket, version, range), Body };
}

export function headObject(input: WireStructure, context: RequestContext): WireStructure {
  const { bucket, version, range } = objectAsked(input, context);
  return objectMembers(input, bucket, version, range);
}

function objectAsked(input: WireStructure, context: RequestContext) {
  const bucket = bucketAsked(input, context);
  const version = versionAsked(bucket, keyAsked(input), textOf(input.VersionId), context);
  checkReadConditions(input, version);
  const part = numberOf(input.PartNumber);
  const range = part === undefined ? readRange(textOf(input.Range), version.size) : partRange(part, version);
  return { bucket, version, range };
}

function partRange(part: number, { partSizes, size }: ObjectVersion): ByteRange {
  const sizes = partSizes ?? [size];
  const length = sizes[part - 1];
  if (length === undefined) {
    throw s3Fault('InvalidPartNumber', {
      PartNumberRequested: String(part),
      ActualPartCount: String(sizes.length),
    });
  }
  const start = sizes.slice(0, part - 1).reduce((total, each) => total + each, 0);
  return { start, end: start + length };
}

function objectMembers(
  input: WireStructure,
  bucket: BucketRecord,
  version: ObjectVersion,
  range: ByteRange | undefined,
): WireStructure {
  const isPart = input.PartNumber !== undefined;
  return present({
    ...version.headers,
    ...present({
      CacheControl: input.ResponseCacheControl,
      ContentDisposition: input.ResponseContentDisposition,
      ContentEncoding: input.ResponseContentEncoding,
      ContentLanguage: input.ResponseContentLanguage,
      ContentType: input.ResponseContentType,
      Expires: input.ResponseExpires,
    }),
    ...(input.ChecksumMode === 'ENABLED' && range === undefined ? version.checksums : {}),
    AcceptRanges: 'bytes',
    LastModified: wholeSecond(version.modified),
    ETag: version.etag,
    ContentLength: range === undefined ? version.size : range.end - range.start,
    ContentRange: range === undefined ? undefined : `bytes ${range.start}-${range.end - 1}/${version.size}`,
    PartsCount: isPart ? version.partSizes?.length : undefined,
    TagCount: version.tags.length === 0 ? undefined : version.tags.length,
    StorageClass: version.storageClass === 'STANDARD' ? undefined : version.storageClass,
    VersionId: shownVersion(bucket, version),
  });
}

export function getObjectAttributes(input: WireStructure, context: RequestContext): WireStructure {
  const bucket = bucketAsked(input, context);
  const version = versionAsked(bucket, keyAsked(input), textOf(input.VersionId), context);
  const asked = new Set(textsOf(input.ObjectAttributes));
  const algorithm = algorithmOf(version.checksums);
  const checksum = algorithm && {
    [memberOf(algorithm)]: version.checksums[memberOf(algorithm)],
    ChecksumType: version.checksums.ChecksumType,
  };
  return {
    LastModified: wholeSecond(version.modified),
    VersionId: shownVersion(bucket, version),
    ETag: asked.has('ETag') ? version.etag.replaceAll('"', '') : undefined,
    Checksum: asked.has('Checksum') ? checksum || undefined : undefined,
    ObjectParts:
      asked.has('ObjectParts') && version.partSizes !== undefined
        ? { TotalPartsCount: version.partSizes.length }
        : undefined,
    StorageClass: asked.has('StorageClass') ? version.storageClass : undefined,
    ObjectSize: asked.has('ObjectSize') ? version.size : undefined,
  };
}

/** The content of an object, for other services of the sandbox: undefined where there is none. */
export function readObject(state: SandboxState, bucketName: string, key: string): Uint8Array | undefined {
  const bucket = bucketsOf(state).get(bucketName);
  const version = bucket && currentVersion(objectsOf(state, bucket).get(key));
  return bucket === undefined || version?.body === undefined ? undefined : wholeOf(contentOf(state, bucket, version));
}

/** The source of a copy; conditions of the request hold for it. */
export function copySource(
  source: { readonly bucket: string; readonly key: string; readonly versionId?: string },
  input: WireStructure,
  context: RequestContext,
) {
  const found = bucketsOf(context.state).get(source.bucket);
  if (found === undefined) throw s3Fault('NoSuchBucket', { BucketName: source.bucket });
  const asked = { Bucket: source.bucket, ExpectedBucketOwner: input.ExpectedSourceBucketOwner };
  // Sources may be in other regions.
  const bucket = bucketAsked(asked, { ...context, region: found.region });
  const version = versionAsked(bucket, source.key, source.versionId, context);
  checkReadConditions(input, version, 'CopySource');
  return { bucket, version, content: contentOf(context.state, bucket, version) };
}
