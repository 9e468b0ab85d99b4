import type { WireStructure } from '../../../../aws/service-model.ts';
import type { Tag } from '../../../kit/tags/tag.ts';
import type { ImageStructure } from '../images/image-record.ts';

export const instancesTable = 'ec2.instances';

export type InstanceState = 'pending' | 'running' | 'shutting-down' | 'terminated' | 'stopping' | 'stopped';

/** An instance as the sandbox keeps it. */
export interface InstanceRecord {
  /** As DescribeInstances shows it, but for its state. */
  readonly instance: InstanceStructure;
  readonly reservationId: string;
  readonly ownerId: string;
  readonly state: InstanceState;
  /** While this process lasts the instance is in the state `from`. */
  readonly change?: { readonly from: InstanceState; readonly start: number; readonly milliseconds: number };
  /** When it was terminated. Milliseconds since 1970. */
  readonly terminated?: number;
  /** The image it runs, as it was at the launch: it may be gone when CreateImage needs it. */
  readonly image: ImageStructure;
  readonly attributes?: InstanceAttributes;
  /** Whether it has an address of the internet while it runs. */
  readonly isPublic?: boolean;
}

/** What DescribeInstanceAttribute shows and DescribeInstances does not. */
export interface InstanceAttributes {
  /** Base64. */
  readonly userData?: string;
  readonly disableApiTermination?: boolean;
  readonly disableApiStop?: boolean;
  readonly shutdownBehavior?: 'stop' | 'terminate';
}

/** The `Instance` structure of EC2's model: the members that say something of images, storage and place are typed. */
export type InstanceStructure = WireStructure & {
  readonly InstanceId: string;
  readonly ImageId: string;
  readonly InstanceType: string;
  readonly LaunchTime: string;
  readonly Placement: { readonly AvailabilityZone: string; readonly AvailabilityZoneId: string };
  readonly BlockDeviceMappings: readonly InstanceBlockDevice[];
  readonly Tags?: readonly Tag[];
};

export type InstanceBlockDevice = {
  readonly DeviceName: string;
  readonly Ebs: {
    readonly VolumeId: string;
    readonly Status: 'attached';
    readonly AttachTime: string;
    readonly DeleteOnTermination: boolean;
  };
};
