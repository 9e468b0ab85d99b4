import type { WireStructure } from '../../../../aws/service-model.ts';
import { present, textOf } from '../../../kit/members.ts';
import { wholeSecond } from '../../../kit/whole-second.ts';
import type { RequestContext } from '../../../service.ts';
import { bucketAsked, objectsOf } from '../buckets/bucket-store.ts';
import { badRequest } from '../faults.ts';
import { readTagHeader } from '../tags.ts';
import { algorithmOf, checksumOf, memberOf, usualAlgorithm } from './checksums.ts';
import { checkWriteConditions } from './conditions.ts';
import { copySource } from './get-object.ts';
import { checkKey, encryptionHeaders, headersOf } from './object-headers.ts';
import { checkLockHeaders } from './object-lock.ts';
import { currentVersion, keyAsked, readCopySource, shownVersion, storeObject } from './object-store.ts';
import { etagOf } from './put-object.ts';

export function copyObject(input: WireStructure, context: RequestContext): WireStructure {
  const bucket = bucketAsked(input, context);
  const key = keyAsked(input);
  checkKey(key);
  const asked = readCopySource(textOf(input.CopySource) ?? '');
  const source = copySource(asked, input, context);
  const replaces = input.MetadataDirective === 'REPLACE';
  if (asked.bucket === bucket.name && asked.key === key && asked.versionId === undefined && !changesAnything(input)) {
    throw badRequest(
      'InvalidRequest',
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
  }
  checkWriteConditions(input, currentVersion(objectsOf(context.state, bucket).get(key)), key);
  checkLockHeaders(input, bucket, context.now);
  const own = headersOf(input, bucket);
  const headers = replaces ? own : present({ ...source.version.headers, ...pickOwn(own), ...encryptionHeaders(own) });
  const algorithm = textOf(input.ChecksumAlgorithm) ?? algorithmOf(source.version.checksums) ?? usualAlgorithm;
  const version = storeObject(context.state, bucket, key, {
    content: source.content,
    modified: context.now,
    etag: etagOf(source.content),
    headers,
    checksums: present({ [memberOf(algorithm)]: checksumOf(algorithm, source.content), ChecksumType: 'FULL_OBJECT' }),
    storageClass: textOf(input.StorageClass) ?? 'STANDARD',
    tags: input.TaggingDirective === 'REPLACE' ? readTagHeader(textOf(input.Tagging)) : source.version.tags,
  });
  return {
    CopyObjectResult: { ETag: version.etag, LastModified: wholeSecond(version.modified), ...version.checksums },
    CopySourceVersionId: shownVersion(source.bucket, source.version),
    VersionId: shownVersion(bucket, version),
    ...encryptionHeaders(headers),
  };
}

/** What is an object's own: where its page leads and what locks it. A copy has of these what the request says. */
function pickOwn(own: WireStructure): WireStructure {
  const names = ['WebsiteRedirectLocation', 'ObjectLockMode', 'ObjectLockRetainUntilDate', 'ObjectLockLegalHoldStatus'];
  return Object.fromEntries(names.map((name) => [name, own[name]]));
}

function changesAnything(input: WireStructure): boolean {
  const changing = [
    'StorageClass',
    'WebsiteRedirectLocation',
    'ServerSideEncryption',
    'SSECustomerAlgorithm',
    'ChecksumAlgorithm',
  ];
  return input.MetadataDirective === 'REPLACE' || changing.some((name) => input[name] !== undefined);
}
