import type { RequestContext } from '../../../service.ts';
import { initialSnapshotSharing } from '../assumptions.ts';
import type { SnapshotRecord } from './snapshot-record.ts';

const sharingTable = 'ec2.snapshot-block-public-access';
const sharingKey = 'state';

export const sharingStates = ['block-all-sharing', 'block-new-sharing', 'unblocked'] as const;
export type SnapshotSharing = (typeof sharingStates)[number];

/** What an account lets be public of its snapshots in the region. */
export function snapshotSharingOf(account: string, { state, region }: RequestContext): SnapshotSharing {
  return state.table<SnapshotSharing>({ account, region }, sharingTable).get(sharingKey) ?? initialSnapshotSharing;
}

export function setSnapshotSharing(sharing: SnapshotSharing, context: RequestContext): void {
  context.table<SnapshotSharing>(sharingTable).set(sharingKey, sharing);
}

/** Whether the account was given somebody else's snapshot. */
export function isGivenTo(record: SnapshotRecord, context: RequestContext): boolean {
  return (record.createVolumePermissions ?? []).some((permission) =>
    'Group' in permission
      ? snapshotSharingOf(record.snapshot.OwnerId, context) !== 'block-all-sharing'
      : permission.UserId === context.account,
  );
}
