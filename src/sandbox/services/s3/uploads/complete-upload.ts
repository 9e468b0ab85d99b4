import type { WireStructure } from '../../../../aws/service-model.ts';
import { type Content, lengthOf } from '../../../kit/content.ts';
import { numberOf, present, structureOf, structuresOf, textOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { smallestPart } from '../assumptions.ts';
import { objectsOf } from '../buckets/bucket-store.ts';
import { badRequest, s3Fault } from '../faults.ts';
import { bodyContent } from '../objects/bodies.ts';
import { algorithmOf, checksumOf, compositeChecksum, md5Of, memberOf, usualAlgorithm } from '../objects/checksums.ts';
import { checkWriteConditions } from '../objects/conditions.ts';
import { encryptionHeaders } from '../objects/object-headers.ts';
import { currentVersion, keepObject, shownVersion } from '../objects/object-store.ts';
import type { PartRecord, UploadRecord } from '../records.ts';
import { dropUpload, partsOf, uploadAsked, uploadsOf } from './upload-store.ts';

export function completeMultipartUpload(input: WireStructure, context: RequestContext): WireStructure {
  const { bucket, upload } = uploadAsked(input, context, 'also completed');
  const { state } = context;
  if (upload.completed !== undefined) return upload.completed;
  const parts = partsAsked(input, partsOf(state, bucket, upload));
  checkWriteConditions(input, currentVersion(objectsOf(state, bucket).get(upload.key)), upload.key);
  const bodies = parts.map(({ body }) => body);
  const content = bodyContent(state, bucket, bodies);
  const digests = Buffer.concat(parts.map(({ etag }) => Buffer.from(etag.replaceAll('"', ''), 'hex')));
  const checksums = checksumsOf(upload, parts, content);
  verifyChecksum(input, checksums);
  const version = keepObject(state, bucket, upload.key, {
    body: bodies,
    size: lengthOf(content),
    modified: context.now,
    etag: `"${md5Of([digests]).toString('hex')}-${parts.length}"`,
    headers: upload.headers,
    checksums,
    storageClass: upload.storageClass,
    tags: upload.tags,
    partSizes: parts.map(({ size }) => size),
  });
  const answer = {
    Location: `https://${bucket.name}.s3.${bucket.region}.amazonaws.com/${upload.key.split('/').map(encodeURIComponent).join('%2F')}`,
    Bucket: bucket.name,
    Key: upload.key,
    ETag: version.etag,
    ...version.checksums,
    VersionId: shownVersion(bucket, version),
    ...encryptionHeaders(upload.headers),
  };
  dropUpload(state, bucket, upload, new Set(bodies));
  uploadsOf(state, bucket).set(upload.id, { ...upload, completed: answer });
  return answer;
}

/** The parts that a request lists. Throws InvalidPart, InvalidPartOrder and EntityTooSmall. */
function partsAsked(input: WireStructure, uploaded: readonly PartRecord[]): readonly PartRecord[] {
  const asked = structuresOf(structureOf(input.MultipartUpload).Parts);
  if (asked.length === 0) throw s3Fault('MalformedXML');
  const numbers = asked.map(({ PartNumber }) => numberOf(PartNumber) ?? 0);
  if (numbers.some((number, index) => index > 0 && number <= (numbers[index - 1] ?? 0))) {
    throw s3Fault('InvalidPartOrder', { UploadId: textOf(input.UploadId) });
  }
  const parts = asked.map((given) => {
    const part = uploaded.find(({ number }) => number === given.PartNumber);
    if (part !== undefined && isMeant(part, given)) return part;
    const PartNumber = String(given.PartNumber);
    throw s3Fault('InvalidPart', { UploadId: textOf(input.UploadId), PartNumber, ETag: textOf(given.ETag) });
  });
  const small = parts.slice(0, -1).find(({ size }) => size < smallestPart);
  if (small === undefined) return parts;
  throw s3Fault('EntityTooSmall', {
    ProposedSize: String(small.size),
    MinSizeAllowed: String(smallestPart),
    PartNumber: String(small.number),
    ETag: small.etag,
  });
}

function isMeant(part: PartRecord, given: WireStructure): boolean {
  const bare = (etag: string) => etag.replaceAll('"', '');
  const sameChecksums = Object.entries(part.checksums).every(
    ([name, value]) => given[name] === undefined || given[name] === value,
  );
  return bare(textOf(given.ETag) ?? '') === bare(part.etag) && sameChecksums;
}

function checksumsOf(
  { checksumAlgorithm = usualAlgorithm, checksumType = 'FULL_OBJECT' }: UploadRecord,
  parts: readonly PartRecord[],
  content: Content,
): WireStructure {
  const member = memberOf(checksumAlgorithm);
  const ofParts = parts.flatMap(({ checksums }) => textOf(checksums[member]) ?? []);
  const value =
    checksumType === 'COMPOSITE'
      ? compositeChecksum(checksumAlgorithm, ofParts)
      : checksumOf(checksumAlgorithm, content);
  return value === undefined ? {} : present({ [member]: value, ChecksumType: checksumType });
}

function verifyChecksum(input: WireStructure, checksums: WireStructure): void {
  const algorithm = algorithmOf(checksums);
  const member = memberOf(algorithm ?? '');
  const claimed = textOf(input[member]);
  // Some clients leave the number of parts out of a composite checksum.
  const made = textOf(checksums[member])?.replace(/-\d+$/, '');
  if (claimed === undefined || claimed.replace(/-\d+$/, '') === made) return;
  throw badRequest('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`);
}
