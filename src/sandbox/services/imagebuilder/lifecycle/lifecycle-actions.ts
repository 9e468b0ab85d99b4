import type { WireStructure } from '../../../../aws/service-model.ts';
import { contextIn } from '../../../kit/context-in.ts';
import { isoTime, structureOf, structuresOf, textOf } from '../../../kit/members.ts';
import { type Place, type RequestContext, SandboxFault, type Table } from '../../../service.ts';
import { deregisterImage } from '../../ec2/images/deregister-image.ts';
import { type ImageRecord, imagesTable } from '../../ec2/images/image-record.ts';
import { callEcr } from '../call-service.ts';
import { type ImageBuild, imageBuilds } from '../images/image-record.ts';
import { deletePolicy } from '../sharing/policies.ts';
import type { IncludedResources, LifecycleAction } from './lifecycle-record.ts';

/** What an action did, as ListLifecycleExecutionResources tells it. */
export interface ActionReport {
  readonly resource: WireStructure;
  readonly children: readonly WireStructure[];
}

/** Deprecates, disables, deletes or restores an image, and with it the AMIs that it made when they are included. */
export function applyAction(
  context: RequestContext,
  image: ImageBuild,
  action: LifecycleAction,
  include: IncludedResources,
  execution: string,
): ActionReport {
  const children = include.amis
    ? outputAmis(context, image).map((ami) => applyToAmi(context, ami, action, include))
    : [];
  const failure = children.map((child) => structureOf(child.state)).find((state) => state.status === 'FAILED');
  const done = report(context, image.arn, action, { account: context.account, region: context.region });
  // What could not be deleted is not forgotten either.
  if (failure && action === 'DELETE') return { resource: { ...done, state: failure }, children };
  const changed = changedImage(image, action, include, execution, context.now);
  if (changed) imageBuilds(context).set(image.arn, changed);
  else {
    imageBuilds(context).delete(image.arn);
    deletePolicy(context, image.arn);
  }
  const uris = include.containers
    ? (image.end?.outputResources.containers ?? []).flatMap((each) => each.imageUris)
    : [];
  if (action === 'DELETE') for (const uri of uris) deleteContainer(context, uri);
  return { resource: { ...done, ...(uris.length > 0 ? { imageUris: uris } : {}) }, children };
}

function changedImage(
  image: ImageBuild,
  action: LifecycleAction,
  include: IncludedResources,
  execution: string,
  now: number,
): ImageBuild | undefined {
  const { end } = image;
  if (action === 'DELETE' || !end) return action === 'DELETE' ? undefined : image;
  const status = { DEPRECATE: 'DEPRECATED', DISABLE: 'DISABLED', AVAILABLE: 'AVAILABLE' } as const;
  const { deprecationTime, ...rest } = image;
  const reason = `Set by lifecycle execution ${execution}.`;
  const amis = end.outputResources.amis?.map((ami) => ({ ...ami, state: { status: status[action], reason } }));
  return {
    ...(action === 'AVAILABLE' ? rest : { ...rest, deprecationTime: deprecationTime ?? isoTime(now) }),
    end: {
      ...end,
      state: { status: status[action] },
      outputResources: include.amis ? { ...end.outputResources, amis } : end.outputResources,
    },
    lifecycleExecutionId: execution,
  };
}

/** One that is gone already, with its repository or without, is no failure. */
function deleteContainer(context: RequestContext, uri: string): void {
  const [, account, region, repositoryName, imageTag] =
    /^(\d+)\.dkr\.ecr\.([^.]+)\.[^/]+\/(.+):([^:]+)$/.exec(uri) ?? [];
  if (account === undefined || region === undefined) return;
  try {
    const input = { repositoryName, imageIds: [{ imageTag }] };
    callEcr('BatchDeleteImage', input, contextIn(context, { account, region }, context.now));
  } catch (fault) {
    if (!(fault instanceof SandboxFault)) throw fault;
  }
}

interface OutputAmiRecord {
  readonly table: Table<ImageRecord>;
  readonly record: ImageRecord;
  readonly place: Place;
}

/** The AMIs of an image that EC2 still has. */
export function outputAmis(context: RequestContext, image: ImageBuild): readonly OutputAmiRecord[] {
  return (image.end?.outputResources.amis ?? []).flatMap((ami) => {
    const place = { account: ami.accountId, region: ami.region };
    const table = context.state.table<ImageRecord>(place, imagesTable);
    const record = table.get(ami.image);
    return record ? [{ table, record, place }] : [];
  });
}

function applyToAmi(
  context: RequestContext,
  { table, record, place }: OutputAmiRecord,
  action: LifecycleAction,
  include: IncludedResources,
): WireStructure {
  const { DeprecationTime, ...image } = record.image;
  const id = image.ImageId;
  const done = report(context, id, action, place);
  switch (action) {
    case 'DELETE':
      return deleteAmi(contextIn(context, place, context.now), record, include, done);
    case 'DISABLE':
      table.set(id, { ...record, image: { ...record.image, State: 'disabled', Public: false }, launchPermissions: [] });
      return done;
    case 'DEPRECATE':
      table.set(id, { ...record, image: { ...image, DeprecationTime: DeprecationTime ?? isoTime(context.now) } });
      return done;
    case 'AVAILABLE':
      table.set(id, { ...record, image: { ...image, State: 'available' } });
      return done;
  }
}

/** EC2 has the last word: an AMI that is protected stays, and the report says why. */
function deleteAmi(
  context: RequestContext,
  { image }: ImageRecord,
  include: IncludedResources,
  done: WireStructure,
): WireStructure {
  try {
    const input = { ImageId: image.ImageId, DeleteAssociatedSnapshots: include.snapshots };
    const results = structuresOf(deregisterImage(input, context).DeleteSnapshotResults);
    const snapshots = results.map(({ SnapshotId, ReturnCode }) => ({
      snapshotId: SnapshotId,
      state: { status: statusOfCode[textOf(ReturnCode) ?? ''] ?? 'FAILED' },
    }));
    return include.snapshots ? { ...done, snapshots } : done;
  } catch (fault) {
    if (!(fault instanceof SandboxFault)) throw fault;
    return { ...done, state: { status: 'FAILED', reason: fault.message } };
  }
}

/** Of DeregisterImage's return codes for snapshots. */
const statusOfCode: Readonly<Record<string, string>> = { success: 'SUCCESS', skipped: 'SKIPPED' };

function report(context: RequestContext, resourceId: string, action: LifecycleAction, place: Place): WireStructure {
  return {
    accountId: place.account,
    resourceId,
    state: { status: 'SUCCESS' },
    action: { name: action, reason: 'The resource met the conditions of the lifecycle rule.' },
    region: place.region,
    startTime: isoTime(context.now),
    endTime: isoTime(context.now),
  };
}
