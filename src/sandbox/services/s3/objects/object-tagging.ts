import type { WireStructure } from '../../../../aws/service-model.ts';
import { structureOf, textOf } from '../../../kit/members.ts';
import type { Tag } from '../../../kit/tags/tag.ts';
import type { RequestContext } from '../../../service.ts';
import { bucketAsked, objectsOf } from '../buckets/bucket-store.ts';
import { ownerOf } from '../buckets/owner.ts';
import type { BucketRecord, ObjectVersion } from '../records.ts';
import { objectTagging } from '../tags.ts';
import { currentVersion, keyAsked, shownVersion, versionAsked } from './object-store.ts';

export function getObjectTagging(input: WireStructure, context: RequestContext): WireStructure {
  const bucket = bucketAsked(input, context);
  const key = keyAsked(input);
  // Of a key that was deleted S3 answers this as of the deletion marker itself, unlike all else.
  const VersionId = textOf(input.VersionId) ?? currentVersion(objectsOf(context.state, bucket).get(key))?.id;
  const { version } = asked({ ...input, VersionId }, context);
  return { VersionId: shownVersion(bucket, version), TagSet: version.tags };
}

export function putObjectTagging(input: WireStructure, context: RequestContext): WireStructure {
  return setTags(objectTagging.read(structureOf(input.Tagging).TagSet), input, context);
}

export function deleteObjectTagging(input: WireStructure, context: RequestContext): WireStructure {
  return setTags([], input, context);
}

export function getObjectAcl(input: WireStructure, context: RequestContext): WireStructure {
  const owner = ownerOf(asked(input, context).bucket.owner);
  return { Owner: owner, Grants: [{ Grantee: { ...owner, Type: 'CanonicalUser' }, Permission: 'FULL_CONTROL' }] };
}

function setTags(tags: readonly Tag[], input: WireStructure, context: RequestContext): WireStructure {
  const { bucket, version, key } = asked(input, context);
  const objects = objectsOf(context.state, bucket);
  const record = objects.get(key);
  if (record !== undefined) {
    const versions = record.versions.map((each) => (each.id === version.id ? { ...each, tags } : each));
    objects.set(key, { ...record, versions });
  }
  return { VersionId: shownVersion(bucket, version) };
}

function asked(
  input: WireStructure,
  context: RequestContext,
): { readonly bucket: BucketRecord; readonly version: ObjectVersion; readonly key: string } {
  const bucket = bucketAsked(input, context);
  const key = keyAsked(input);
  return { bucket, key, version: versionAsked(bucket, key, textOf(input.VersionId), context) };
}
