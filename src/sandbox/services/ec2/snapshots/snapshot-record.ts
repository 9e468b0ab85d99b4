import type { Tag } from '../../../kit/tags/tag.ts';

export const snapshotsTable = 'ec2.snapshots';

/** An EBS snapshot as the sandbox keeps it. */
export interface SnapshotRecord {
  /** As DescribeSnapshots shows it once it is complete. */
  readonly snapshot: SnapshotStructure;
  /** While this process lasts the snapshot reads `pending`. */
  readonly making?: { readonly start: number; readonly milliseconds: number };
  /** Who else may make volumes of it; absent for nobody. */
  readonly createVolumePermissions?: readonly CreateVolumePermission[];
}

export type CreateVolumePermission = { readonly UserId: string } | { readonly Group: 'all' };

/** The `Snapshot` structure of EC2's model. */
export type SnapshotStructure = {
  readonly SnapshotId: string;
  readonly OwnerId: string;
  readonly VolumeId: string;
  /** GiB. */
  readonly VolumeSize: number;
  readonly State: 'pending' | 'completed' | 'error';
  readonly Progress: string;
  readonly StartTime: string;
  readonly Encrypted: boolean;
  readonly StorageTier: 'standard' | 'archive';
  readonly CompletionTime?: string;
  readonly KmsKeyId?: string;
  readonly Description?: string;
  readonly FullSnapshotSizeInBytes?: number;
  readonly Tags?: readonly Tag[];
};
