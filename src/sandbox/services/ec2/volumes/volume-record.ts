import type { Tag } from '../../../kit/tags/tag.ts';

export const volumesTable = 'ec2.volumes';

/** An EBS volume as the sandbox keeps it. */
export interface VolumeRecord {
  readonly volume: VolumeStructure;
}

/** The `Volume` structure of EC2's model. */
export type VolumeStructure = {
  readonly VolumeId: string;
  /** GiB. */
  readonly Size: number;
  readonly VolumeType: string;
  readonly State: 'available' | 'in-use';
  readonly CreateTime: string;
  readonly AvailabilityZone: string;
  readonly AvailabilityZoneId: string;
  readonly Encrypted: boolean;
  readonly MultiAttachEnabled: boolean;
  readonly SnapshotId: string;
  readonly Iops?: number;
  readonly Throughput?: number;
  readonly KmsKeyId?: string;
  readonly Attachments: readonly VolumeAttachment[];
  readonly Tags?: readonly Tag[];
};

export type VolumeAttachment = {
  readonly VolumeId: string;
  readonly InstanceId: string;
  readonly Device: string;
  readonly State: 'attached';
  readonly AttachTime: string;
  readonly DeleteOnTermination: boolean;
};
