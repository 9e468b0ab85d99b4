import { isoTime, present } from '../../../kit/members.ts';
import type { Tag } from '../../../kit/tags/tag.ts';
import { tagsMember } from '../../../kit/tags/tag.ts';
import type { RequestContext } from '../../../service.ts';
import { usualKmsKey } from '../ids.ts';
import { type SnapshotRecord, type SnapshotStructure, snapshotsTable } from './snapshot-record.ts';

interface SnapshotPlan {
  /** GiB. */
  readonly size: number;
  readonly encrypted: boolean;
  readonly kmsKeyId?: string | undefined;
  readonly description: string;
  /** `vol-ffffffff` stands for none, as EC2 has it on copies. */
  readonly volumeId?: string;
  readonly tags?: readonly Tag[] | undefined;
  /** How long it takes on AWS. */
  readonly milliseconds: number;
}

/** Begins a snapshot in the place of the request. */
export function makeSnapshot(plan: SnapshotPlan, context: RequestContext): SnapshotStructure {
  const { account, region, partition, now, clock, state } = context;
  const snapshot = present({
    SnapshotId: state.identifier('snap-', 17),
    OwnerId: account,
    VolumeId: plan.volumeId ?? 'vol-ffffffff',
    VolumeSize: plan.size,
    State: 'completed',
    Progress: '100%',
    StartTime: isoTime(now),
    CompletionTime: isoTime(now + clock.lasting(plan.milliseconds)),
    Encrypted: plan.encrypted,
    KmsKeyId: plan.encrypted ? (plan.kmsKeyId ?? usualKmsKey(partition, region, account)) : undefined,
    StorageTier: 'standard',
    Description: plan.description,
    FullSnapshotSizeInBytes: plan.size * 2 ** 29,
    ...tagsMember(plan.tags),
  } satisfies { [Member in keyof SnapshotStructure]: SnapshotStructure[Member] | undefined });
  const record: SnapshotRecord = { snapshot, making: { start: now, milliseconds: plan.milliseconds } };
  context.table<SnapshotRecord>(snapshotsTable).set(snapshot.SnapshotId, record);
  return snapshot;
}
