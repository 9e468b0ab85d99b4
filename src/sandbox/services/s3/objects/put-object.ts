import type { WireStructure } from '../../../../aws/service-model.ts';
import type { Content } from '../../../kit/content.ts';
import { contentOf } from '../../../kit/content-collector.ts';
import { textOf } from '../../../kit/members.ts';
import type { RequestContext, SandboxState } from '../../../service.ts';
import { bucketAsked, bucketsOf, objectsOf } from '../buckets/bucket-store.ts';
import { readTagHeader } from '../tags.ts';
import { contentIn } from './bodies.ts';
import { md5Of, verifiedChecksums } from './checksums.ts';
import { checkWriteConditions } from './conditions.ts';
import { checkKey, encryptionHeaders, headersOf } from './object-headers.ts';
import { checkLockHeaders } from './object-lock.ts';
import { currentVersion, keyAsked, shownVersion, storeObject } from './object-store.ts';

export function putObject(input: WireStructure, context: RequestContext): WireStructure {
  const bucket = bucketAsked(input, context);
  const key = keyAsked(input);
  checkKey(key);
  const content = contentIn(input);
  const checksums = verifiedChecksums(input, content);
  checkWriteConditions(input, currentVersion(objectsOf(context.state, bucket).get(key)), key);
  checkLockHeaders(input, bucket, context.now);
  const headers = headersOf(input, bucket);
  const version = storeObject(context.state, bucket, key, {
    content,
    modified: context.now,
    etag: etagOf(content),
    headers,
    checksums: { ...checksums, ChecksumType: 'FULL_OBJECT' },
    storageClass: textOf(input.StorageClass) ?? 'STANDARD',
    tags: readTagHeader(textOf(input.Tagging)),
  });
  return {
    ETag: version.etag,
    ...version.checksums,
    ...encryptionHeaders(headers),
    VersionId: shownVersion(bucket, version),
  };
}

/** An object that another service of AWS writes, as Image Builder does its logs. */
export interface GivenObject {
  readonly bucket: string;
  readonly key: string;
  readonly content: Uint8Array | string;
  readonly contentType?: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Writes an object into whoever's bucket of that name. Returns whether there is such a bucket.
 *
 * @example
 * writeObject(context.state, { bucket: 'logs', key: 'golden/1.0.0/build.log', content: 'done', now: context.now });
 */
export function writeObject(state: SandboxState, given: GivenObject): boolean {
  const bucket = bucketsOf(state).get(given.bucket);
  if (bucket === undefined) return false;
  const bytes = typeof given.content === 'string' ? new TextEncoder().encode(given.content) : given.content;
  const content = contentOf(bytes);
  storeObject(state, bucket, given.key, {
    content,
    modified: given.now,
    etag: etagOf(content),
    headers: headersOf({ ContentType: given.contentType }, bucket),
    checksums: { ...verifiedChecksums({}, content), ChecksumType: 'FULL_OBJECT' },
    storageClass: 'STANDARD',
    tags: [],
  });
  return true;
}

export function etagOf(content: Content): string {
  return `"${md5Of(content).toString('hex')}"`;
}
