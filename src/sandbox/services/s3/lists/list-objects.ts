import type { WireStructure } from '../../../../aws/service-model.ts';
import { numberOf, textOf } from '../../../kit/members.ts';
import { wholeSecond } from '../../../kit/whole-second.ts';
import type { RequestContext } from '../../../service.ts';
import { mostItems } from '../assumptions.ts';
import { bucketAsked, objectsOf } from '../buckets/bucket-store.ts';
import { ownerOf } from '../buckets/owner.ts';
import { invalidArgument } from '../faults.ts';
import { algorithmOf } from '../objects/checksums.ts';
import { currentVersion } from '../objects/object-store.ts';
import type { BucketRecord, ObjectRecord } from '../records.ts';
import { encoderOf } from './encoding-type.ts';
import { type KeyList, listKeys } from './list-keys.ts';

export function listObjects(input: WireStructure, context: RequestContext): WireStructure {
  const bucket = bucketAsked(input, context);
  const marker = textOf(input.Marker) ?? '';
  const list = keysOf(bucket, marker, input, context);
  const encode = encoderOf(input);
  return {
    ...commonMembers(bucket, list, input, true),
    Marker: encode(marker),
    // Without a delimiter the last key serves as the next marker.
    NextMarker: list.isTruncated && input.Delimiter !== undefined ? encode(list.last ?? '') : undefined,
  };
}

export function listObjectsV2(input: WireStructure, context: RequestContext): WireStructure {
  const bucket = bucketAsked(input, context);
  const startAfter = textOf(input.StartAfter);
  const token = textOf(input.ContinuationToken);
  const list = keysOf(bucket, token === undefined ? (startAfter ?? '') : keyInToken(token), input, context);
  const encode = encoderOf(input);
  return {
    ...commonMembers(bucket, list, input, input.FetchOwner === true),
    KeyCount: list.items.length + list.commonPrefixes.length,
    ContinuationToken: token,
    NextContinuationToken: list.isTruncated ? tokenOf(list.last ?? '') : undefined,
    StartAfter: startAfter === undefined ? undefined : encode(startAfter),
  };
}

function keysOf(
  bucket: BucketRecord,
  after: string,
  input: WireStructure,
  context: RequestContext,
): KeyList<ObjectRecord> {
  const objects = [...objectsOf(context.state, bucket).values()];
  const shown = objects.filter((record) => currentVersion(record)?.body !== undefined);
  return listKeys(shown, ({ key }) => key, {
    prefix: textOf(input.Prefix) ?? '',
    delimiter: textOf(input.Delimiter) ?? '',
    after,
    size: sizeAsked(input.MaxKeys),
  });
}

function commonMembers(
  bucket: BucketRecord,
  list: KeyList<ObjectRecord>,
  input: WireStructure,
  showsOwner: boolean,
): WireStructure {
  const encode = encoderOf(input);
  const delimiter = textOf(input.Delimiter);
  return {
    Name: bucket.name,
    Prefix: encode(textOf(input.Prefix) ?? ''),
    Delimiter: delimiter === undefined ? undefined : encode(delimiter),
    MaxKeys: sizeAsked(input.MaxKeys),
    EncodingType: textOf(input.EncodingType),
    IsTruncated: list.isTruncated,
    Contents: list.items.map((record) => objectView(record, encode, showsOwner ? bucket.owner : undefined)),
    CommonPrefixes: list.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
  };
}

function objectView(record: ObjectRecord, encode: (text: string) => string, owner: string | undefined): WireStructure {
  const version = currentVersion(record);
  const algorithm = version && algorithmOf(version.checksums);
  return {
    Key: encode(record.key),
    LastModified: version && wholeSecond(version.modified),
    ETag: version?.etag,
    ChecksumAlgorithm: algorithm === undefined ? undefined : [algorithm],
    ChecksumType: algorithm === undefined ? undefined : version?.checksums.ChecksumType,
    Size: version?.size,
    StorageClass: version?.storageClass,
    Owner: owner === undefined ? undefined : ownerOf(owner),
  };
}

/** More than a thousand is a thousand. */
export function sizeAsked(value: WireStructure[string]): number {
  const size = numberOf(value) ?? mostItems;
  if (size < 0)
    throw invalidArgument('Argument maxKeys must be an integer between 0 and 2147483647', 'maxKeys', String(size));
  return Math.min(size, mostItems);
}

function tokenOf(key: string): string {
  return Buffer.from(`1${key}`).toString('base64');
}

function keyInToken(token: string): string {
  const text = Buffer.from(token, 'base64').toString();
  if (text.startsWith('1') && Buffer.from(text).toString('base64') === token) return text.slice(1);
  throw invalidArgument('The continuation token provided is incorrect', 'continuation-token', token);
}
