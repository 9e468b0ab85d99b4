import type { WireStructure } from '../../../../aws/service-model.ts';
import { type Content, lengthOf, sliceOf } from '../../../kit/content.ts';
import { numberOf, present, textOf } from '../../../kit/members.ts';
import { wholeSecond } from '../../../kit/whole-second.ts';
import type { RequestContext } from '../../../service.ts';
import { bucketAsked } from '../buckets/bucket-store.ts';
import { ownerOf } from '../buckets/owner.ts';
import { invalidArgument } from '../faults.ts';
import { encoderOf } from '../lists/encoding-type.ts';
import { listKeys } from '../lists/list-keys.ts';
import { sizeAsked } from '../lists/list-objects.ts';
import { contentIn, storeBody } from '../objects/bodies.ts';
import { readRange } from '../objects/byte-range.ts';
import { verifiedChecksums } from '../objects/checksums.ts';
import { copySource } from '../objects/get-object.ts';
import { checkKey, encryptionHeaders, headersOf } from '../objects/object-headers.ts';
import { checkLockHeaders } from '../objects/object-lock.ts';
import { keyAsked, readCopySource, shownVersion } from '../objects/object-store.ts';
import { etagOf } from '../objects/put-object.ts';
import type { BucketRecord, PartRecord, UploadRecord } from '../records.ts';
import { readTagHeader } from '../tags.ts';
import { dropUpload, partsOf, setPart, uploadAsked, uploadsOf } from './upload-store.ts';

export function createMultipartUpload(input: WireStructure, context: RequestContext): WireStructure {
  const bucket = bucketAsked(input, context);
  const key = keyAsked(input);
  checkKey(key);
  checkLockHeaders(input, bucket, context.now);
  const checksumAlgorithm = textOf(input.ChecksumAlgorithm);
  const upload: UploadRecord = {
    id: context.state.identifier('', 64),
    bucket: bucket.name,
    key,
    initiated: context.now,
    headers: headersOf(input, bucket),
    storageClass: textOf(input.StorageClass) ?? 'STANDARD',
    tags: readTagHeader(textOf(input.Tagging)),
    ...present({
      checksumAlgorithm,
      checksumType: checksumAlgorithm === undefined ? undefined : checksumTypeOf(checksumAlgorithm, input),
    }),
  };
  uploadsOf(context.state, bucket).set(upload.id, upload);
  return {
    Bucket: bucket.name,
    Key: key,
    UploadId: upload.id,
    ...encryptionHeaders(upload.headers),
    ChecksumAlgorithm: checksumAlgorithm,
    ChecksumType: upload.checksumType,
  };
}

/** CRC64NVME is of whole objects alone, the others of the parts' checksums unless the request says otherwise. */
function checksumTypeOf(algorithm: string, input: WireStructure): string {
  return textOf(input.ChecksumType) ?? (algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE');
}

export function uploadPart(input: WireStructure, context: RequestContext): WireStructure {
  const { bucket, upload } = uploadAsked(input, context);
  const number = partNumber(input);
  const part = addPart(bucket, upload, number, contentIn(input), input, context);
  return { ETag: part.etag, ...part.checksums, ...encryptionHeaders(upload.headers) };
}

export function uploadPartCopy(input: WireStructure, context: RequestContext): WireStructure {
  const { bucket, upload } = uploadAsked(input, context);
  const number = partNumber(input);
  const source = copySource(readCopySource(textOf(input.CopySource) ?? ''), input, context);
  const range = readRange(textOf(input.CopySourceRange), source.version.size);
  const content = range === undefined ? source.content : sliceOf(source.content, range.start, range.end);
  const part = addPart(bucket, upload, number, content, {}, context);
  return {
    CopyPartResult: { ETag: part.etag, LastModified: wholeSecond(part.modified), ...part.checksums },
    CopySourceVersionId: shownVersion(source.bucket, source.version),
    ...encryptionHeaders(upload.headers),
  };
}

function addPart(
  bucket: BucketRecord,
  upload: UploadRecord,
  number: number,
  content: Content,
  input: WireStructure,
  context: RequestContext,
): PartRecord {
  const asked = { ChecksumAlgorithm: upload.checksumAlgorithm, ...input };
  const part: PartRecord = {
    upload: upload.id,
    number,
    modified: context.now,
    etag: etagOf(content),
    checksums: verifiedChecksums(asked, content),
    size: lengthOf(content),
    body: storeBody(context.state, bucket, content),
  };
  setPart(context.state, bucket, part);
  return part;
}

function partNumber(input: WireStructure): number {
  const number = numberOf(input.PartNumber) ?? 0;
  if (number >= 1 && number <= 10_000) return number;
  throw invalidArgument('Part number must be an integer between 1 and 10000, inclusive', 'partNumber', String(number));
}

export function abortMultipartUpload(input: WireStructure, context: RequestContext): WireStructure {
  const { bucket, upload } = uploadAsked(input, context);
  dropUpload(context.state, bucket, upload);
  return {};
}

export function listParts(input: WireStructure, context: RequestContext): WireStructure {
  const { bucket, upload } = uploadAsked(input, context);
  const marker = Number(textOf(input.PartNumberMarker) ?? numberOf(input.PartNumberMarker) ?? 0);
  const size = sizeAsked(input.MaxParts);
  const rest = partsOf(context.state, bucket, upload).filter(({ number }) => number > marker);
  const shown = rest.slice(0, size);
  const owner = ownerOf(bucket.owner);
  return {
    Bucket: bucket.name,
    Key: upload.key,
    UploadId: upload.id,
    PartNumberMarker: input.PartNumberMarker ?? 0,
    NextPartNumberMarker: shown.at(-1)?.number ?? 0,
    MaxParts: size,
    IsTruncated: rest.length > size,
    Parts: shown.map(({ number, modified, etag, checksums, size: bytes }) => ({
      PartNumber: number,
      LastModified: wholeSecond(modified),
      ETag: etag,
      Size: bytes,
      ...checksums,
    })),
    Initiator: owner,
    Owner: owner,
    StorageClass: upload.storageClass,
    ChecksumAlgorithm: upload.checksumAlgorithm,
    ChecksumType: upload.checksumType,
  };
}

export function listMultipartUploads(input: WireStructure, context: RequestContext): WireStructure {
  const bucket = bucketAsked(input, context);
  const encode = encoderOf(input);
  const size = sizeAsked(input.MaxUploads);
  const [keyMarker, idMarker] = [textOf(input.KeyMarker) ?? '', textOf(input.UploadIdMarker) ?? ''];
  const uploads = [...uploadsOf(context.state, bucket).values()].filter(
    (upload) => upload.bucket === bucket.name && upload.completed === undefined,
  );
  const nameOf = ({ key, id }: UploadRecord) => `${key}\u0000${id}`;
  const list = listKeys(uploads, nameOf, {
    prefix: textOf(input.Prefix) ?? '',
    delimiter: textOf(input.Delimiter) ?? '',
    after: keyMarker === '' ? '' : `${keyMarker}\u0000${idMarker === '' ? '\uffff' : idMarker}`,
    size,
  });
  const [nextKey = '', nextId = ''] = (list.last ?? '').split('\u0000');
  const owner = ownerOf(bucket.owner);
  return {
    Bucket: bucket.name,
    KeyMarker: encode(keyMarker),
    UploadIdMarker: idMarker,
    NextKeyMarker: list.isTruncated ? encode(nextKey) : undefined,
    NextUploadIdMarker: list.isTruncated ? nextId : undefined,
    Prefix: encode(textOf(input.Prefix) ?? ''),
    Delimiter: input.Delimiter === undefined ? undefined : encode(textOf(input.Delimiter) ?? ''),
    MaxUploads: size,
    EncodingType: textOf(input.EncodingType),
    IsTruncated: list.isTruncated,
    Uploads: list.items.map((upload) => ({
      UploadId: upload.id,
      Key: encode(upload.key),
      Initiated: wholeSecond(upload.initiated),
      StorageClass: upload.storageClass,
      Owner: owner,
      Initiator: owner,
      ChecksumAlgorithm: upload.checksumAlgorithm,
      ChecksumType: upload.checksumType,
    })),
    CommonPrefixes: list.commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) })),
  };
}
