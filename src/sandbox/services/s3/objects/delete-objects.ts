import type { WireStructure } from '../../../../aws/service-model.ts';
import { present, structureOf, structuresOf, textOf } from '../../../kit/members.ts';
import { type RequestContext, SandboxFault } from '../../../service.ts';
import { mostItems } from '../assumptions.ts';
import { bucketAsked, objectsOf } from '../buckets/bucket-store.ts';
import { s3Fault } from '../faults.ts';
import { checkWriteConditions } from './conditions.ts';
import { currentVersion, type Deletion, keyAsked, removeObject } from './object-store.ts';

/** Deleting what is not there succeeds. */
export function deleteObject(input: WireStructure, context: RequestContext): WireStructure {
  const bucket = bucketAsked(input, context);
  const key = keyAsked(input);
  if (input.IfMatch !== undefined) {
    checkWriteConditions({ IfMatch: input.IfMatch }, currentVersion(objectsOf(context.state, bucket).get(key)), key);
  }
  const gone = removeObject(context.state, bucket, key, textOf(input.VersionId), context.now, passesGovernance(input));
  return present({ VersionId: gone.versionId, DeleteMarker: gone.isMarker });
}

export function deleteObjects(input: WireStructure, context: RequestContext): WireStructure {
  const bucket = bucketAsked(input, context);
  const { Objects, Quiet } = structureOf(input.Delete);
  const objects = structuresOf(Objects);
  if (objects.length === 0 || objects.length > mostItems) throw s3Fault('MalformedXML');
  const deleted: WireStructure[] = [];
  const errors: WireStructure[] = [];
  for (const object of objects) {
    const key = keyAsked(object);
    const versionId = textOf(object.VersionId);
    try {
      const gone = removeObject(context.state, bucket, key, versionId, context.now, passesGovernance(input));
      deleted.push(deletedView(key, versionId, gone));
    } catch (fault) {
      if (!(fault instanceof SandboxFault)) throw fault;
      errors.push(present({ Key: key, VersionId: versionId, Code: fault.code, Message: fault.message }));
    }
  }
  return { Deleted: Quiet === true ? [] : deleted, ...(errors.length === 0 ? {} : { Errors: errors }) };
}

/** Whoever asks to pass by a governance lock may: nothing of IAM is enforced here. */
function passesGovernance(input: WireStructure): boolean {
  return input.BypassGovernanceRetention === true;
}

function deletedView(key: string, versionId: string | undefined, gone: Deletion): WireStructure {
  return present({
    Key: key,
    VersionId: versionId,
    DeleteMarker: gone.isMarker,
    DeleteMarkerVersionId: gone.isMarker ? gone.versionId : undefined,
  });
}
