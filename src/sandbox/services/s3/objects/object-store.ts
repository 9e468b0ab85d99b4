import type { WireStructure } from '../../../../aws/service-model.ts';
import { type Content, lengthOf } from '../../../kit/content.ts';
import { textOf } from '../../../kit/members.ts';
import type { RequestContext, SandboxState } from '../../../service.ts';
import { objectsOf, versioningOf } from '../buckets/bucket-store.ts';
import { badRequest, invalidArgument, s3Fault } from '../faults.ts';
import type { BucketRecord, ObjectRecord, ObjectVersion } from '../records.ts';
import { bodyContent, removeBody, storeBody } from './bodies.ts';
import { checkUnlocked, withDefaultRetention } from './object-lock.ts';

/** The id of what is put into a bucket that keeps no versions. */
export const noVersion = 'null';

export type NewVersion = Omit<ObjectVersion, 'id' | 'body' | 'size'>;

export function contentOf(state: SandboxState, bucket: BucketRecord, { body = [] }: ObjectVersion): Content {
  return bodyContent(state, bucket, body);
}

/** The newest version, were it a deletion marker. */
export function currentVersion(record: ObjectRecord | undefined): ObjectVersion | undefined {
  return record?.versions[0];
}

/** The version that a request means. Throws NoSuchKey, NoSuchVersion and, for a deletion marker, MethodNotAllowed. */
export function versionAsked(
  bucket: BucketRecord,
  key: string,
  versionId: string | undefined,
  context: RequestContext,
): ObjectVersion {
  const record = objectsOf(context.state, bucket).get(key);
  if (versionId === undefined) {
    const current = currentVersion(record);
    if (current?.body !== undefined) return current;
    const headers =
      current === undefined ? undefined : { 'x-amz-delete-marker': 'true', 'x-amz-version-id': current.id };
    throw s3Fault('NoSuchKey', { Key: key }, headers);
  }
  const version = record?.versions.find(({ id }) => id === versionId);
  if (version === undefined) {
    if (versionId !== noVersion && !/^[A-Za-z0-9._]{32}$/.test(versionId)) {
      throw invalidArgument('Invalid version id specified', 'versionId', versionId);
    }
    throw s3Fault('NoSuchVersion', { Key: key, VersionId: versionId });
  }
  if (version.body !== undefined) return version;
  const headers = { 'x-amz-delete-marker': 'true', 'x-amz-version-id': version.id, allow: 'DELETE' };
  throw s3Fault('MethodNotAllowed', { Method: 'GET', ResourceType: 'DeleteMarker' }, headers);
}

/** Puts content under a key: a new version, or in place of what was there. */
export function storeObject(
  state: SandboxState,
  bucket: BucketRecord,
  key: string,
  { content, ...given }: NewVersion & { readonly content: Content },
): ObjectVersion {
  return keepObject(state, bucket, key, {
    ...given,
    body: storeBody(state, bucket, content),
    size: lengthOf(content),
  });
}

/** Puts bodies that are stored already under a key. */
export function keepObject(
  state: SandboxState,
  bucket: BucketRecord,
  key: string,
  given: Omit<ObjectVersion, 'id'>,
): ObjectVersion {
  const headers = withDefaultRetention(bucket, given.headers, given.modified);
  return addVersion(state, bucket, key, { ...given, headers });
}

function addVersion(
  state: SandboxState,
  bucket: BucketRecord,
  key: string,
  given: Omit<ObjectVersion, 'id'>,
): ObjectVersion {
  const isVersioned = versioningOf(bucket) === 'Enabled';
  const version: ObjectVersion = { ...given, id: isVersioned ? state.identifier('', 32) : noVersion };
  const objects = objectsOf(state, bucket);
  const earlier = objects.get(key)?.versions ?? [];
  const kept = earlier.filter(({ id }) => id !== version.id);
  for (const gone of earlier.filter(({ id }) => id === version.id)) removeBody(state, bucket, gone.body ?? []);
  objects.set(key, { key, versions: [version, ...kept] });
  return version;
}

export interface Deletion {
  readonly versionId?: string;
  readonly isMarker?: boolean;
}

/**
 * Deletes an object, or hides it behind a marker where the bucket keeps versions, or deletes one version for good. Throws
 * AccessDenied for a version that is locked.
 */
export function removeObject(
  state: SandboxState,
  bucket: BucketRecord,
  key: string,
  versionId: string | undefined,
  now: number,
  passesGovernance = false,
): Deletion {
  const objects = objectsOf(state, bucket);
  const record = objects.get(key);
  if (versionId !== undefined) {
    const version = record?.versions.find(({ id }) => id === versionId);
    if (record !== undefined && version !== undefined) {
      checkUnlocked(version, passesGovernance, now);
      removeBody(state, bucket, version.body ?? []);
      const versions = record.versions.filter(({ id }) => id !== versionId);
      if (versions.length === 0) objects.delete(key);
      else objects.set(key, { ...record, versions });
    }
    return { versionId, ...(version !== undefined && version.body === undefined ? { isMarker: true } : {}) };
  }
  if (versioningOf(bucket) === undefined) {
    for (const { body = [] } of record?.versions ?? []) removeBody(state, bucket, body);
    objects.delete(key);
    return {};
  }
  const marker = { modified: now, size: 0, etag: '', headers: {}, checksums: {}, storageClass: 'STANDARD', tags: [] };
  return { versionId: addVersion(state, bucket, key, marker).id, isMarker: true };
}

/** The id as answers tell it: not in buckets that never kept versions. */
export function shownVersion(bucket: BucketRecord, { id }: ObjectVersion): string | undefined {
  return versioningOf(bucket) === undefined ? undefined : id;
}

export function keyAsked(input: WireStructure): string {
  return textOf(input.Key) ?? '';
}

/** `bucket/key?versionId=v`, its key escaped. */
export function readCopySource(text: string): {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
} {
  const mark = text.lastIndexOf('?versionId=');
  const [path, versionId] = mark === -1 ? [text, undefined] : [text.slice(0, mark), text.slice(mark + 11)];
  const decoded = unescaped(path).replace(/^\//, '');
  const slash = decoded.indexOf('/');
  if (slash < 1 || slash === decoded.length - 1) {
    throw badRequest('InvalidArgument', 'Invalid copy source object key', {
      ArgumentName: 'x-amz-copy-source',
      ArgumentValue: text,
    });
  }
  const source = { bucket: decoded.slice(0, slash), key: decoded.slice(slash + 1) };
  return versionId === undefined ? source : { ...source, versionId };
}

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
