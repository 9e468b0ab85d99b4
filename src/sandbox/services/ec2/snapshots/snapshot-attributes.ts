import type { WireStructure } from '../../../../aws/service-model.ts';
import { structureOf, structuresOf, textOf, textsOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { invalidRequest, invalidValue, notPermitted } from '../faults.ts';
import { usualKmsKey } from '../ids.ts';
import { ownSnapshot, ownSnapshots } from './snapshot-lookup.ts';
import type { CreateVolumePermission, SnapshotRecord } from './snapshot-record.ts';
import { setSnapshotSharing, sharingStates, snapshotSharingOf } from './snapshot-sharing.ts';

export function getSnapshotBlockPublicAccessState(_input: WireStructure, context: RequestContext): WireStructure {
  return { State: snapshotSharingOf(context.account, context), ManagedBy: 'account' };
}

export function enableSnapshotBlockPublicAccess(input: WireStructure, context: RequestContext): WireStructure {
  const asked = textOf(input.State);
  const state = sharingStates.find((known) => known === asked && known !== 'unblocked');
  if (state === undefined) throw invalidValue(`Value (${asked}) for parameter State is invalid.`);
  setSnapshotSharing(state, context);
  return { State: state };
}

export function disableSnapshotBlockPublicAccess(_input: WireStructure, context: RequestContext): WireStructure {
  setSnapshotSharing('unblocked', context);
  return { State: 'unblocked' };
}

export function describeSnapshotAttribute(input: WireStructure, context: RequestContext): WireStructure {
  const { snapshot, createVolumePermissions = [] } = ownSnapshot(context, textOf(input.SnapshotId) ?? '');
  const { SnapshotId } = snapshot;
  if (input.Attribute === 'createVolumePermission') {
    return { SnapshotId, CreateVolumePermissions: createVolumePermissions };
  }
  if (input.Attribute === 'productCodes') return { SnapshotId, ProductCodes: [] };
  throw invalidRequest();
}

/** All permissions of the request or none. */
export function modifySnapshotAttribute(input: WireStructure, context: RequestContext): WireStructure {
  const record = ownSnapshot(context, textOf(input.SnapshotId) ?? '');
  const attribute = textOf(input.Attribute) ?? 'createVolumePermission';
  if (attribute !== 'createVolumePermission') throw invalidRequest();
  const changes = structureOf(input.CreateVolumePermission);
  const plain = [
    ...textsOf(input.UserIds).map((UserId) => ({ UserId })),
    ...textsOf(input.GroupNames).map((Group) => ({ Group })),
  ];
  const operation = textOf(input.OperationType);
  const removes = operation === 'remove';
  const added = [...(removes ? [] : plain), ...structuresOf(changes.Add)].map(readPermission);
  const removed = [...(removes ? plain : []), ...structuresOf(changes.Remove)].map(readPermission).map(keyOf);
  if (added.length === 0 && removed.length === 0) throw invalidRequest();
  checkSharing(record, added, context);
  const kept = (record.createVolumePermissions ?? []).filter((permission) => !removed.includes(keyOf(permission)));
  const all = new Map([...kept, ...added].map((permission) => [keyOf(permission), permission]));
  ownSnapshots(context).set(record.snapshot.SnapshotId, { ...record, createVolumePermissions: [...all.values()] });
  return {};
}

export function resetSnapshotAttribute(input: WireStructure, context: RequestContext): WireStructure {
  const record = ownSnapshot(context, textOf(input.SnapshotId) ?? '');
  if (input.Attribute !== 'createVolumePermission') throw invalidRequest();
  ownSnapshots(context).set(record.snapshot.SnapshotId, { ...record, createVolumePermissions: [] });
  return {};
}

function readPermission(permission: WireStructure): CreateVolumePermission {
  const user = textOf(permission.UserId);
  if (user !== undefined) {
    if (/^\d{12}$/.test(user)) return { UserId: user };
    throw badItem(user, 'userId');
  }
  if (permission.Group === 'all') return { Group: 'all' };
  throw badItem(textOf(permission.Group) ?? '', 'group');
}

function badItem(item: string, type: string): SandboxFault {
  const message = `Invalid attribute item value "${item}" for ${type} item type.`;
  return new SandboxFault('InvalidAttributeItemValue', message);
}

function keyOf(permission: CreateVolumePermission): string {
  return JSON.stringify(permission);
}

function checkSharing(
  { snapshot }: SnapshotRecord,
  added: readonly CreateVolumePermission[],
  context: RequestContext,
): void {
  if (added.length === 0) return;
  if (added.some((permission) => 'Group' in permission)) {
    if (snapshot.Encrypted) throw notPermitted(messages.encryptedPublic);
    if (snapshotSharingOf(context.account, context) !== 'unblocked') throw notPermitted(messages.snapshotsBlocked);
  }
  if (snapshot.KmsKeyId === usualKmsKey(context.partition, context.region, context.account)) {
    throw new SandboxFault('InvalidParameter', messages.usualKeyShared);
  }
}
