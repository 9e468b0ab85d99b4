import type { Tag } from '../../../kit/tags/tag.ts';

/** The table of images: one record an AMI under its id, in the place of its owner and region. */
export const imagesTable = 'ec2.images';

/** An AMI as the sandbox keeps it. */
export interface ImageRecord {
  /** As DescribeImages shows it once it is ready; what depends on time or on who asks is worked out when it is read. */
  readonly image: ImageStructure;
  /** Who else may launch it. `{ Group: 'all' }` makes it public; keep `image.Public` in step. */
  readonly launchPermissions: readonly LaunchPermission[];
  /** While this process lasts the image reads `pending`; then it has the state that `image.State` says. */
  readonly making?: { readonly start: number; readonly milliseconds: number };
  /** When it was last launched; EC2 reports that a day later. Milliseconds since 1970. */
  readonly launched?: number;
  /** When a protection with cooldown was switched off; it holds for a day more. Milliseconds since 1970. */
  readonly cooldownStart?: number;
  /** The non-volatile UEFI variable store, base64. */
  readonly uefiData?: string;
}

export type ImageState =
  | 'pending'
  | 'available'
  | 'invalid'
  | 'deregistered'
  | 'transient'
  | 'failed'
  | 'error'
  | 'disabled';

/** The `Image` structure of EC2's model. Times are ISO 8601 text with milliseconds. */
export type ImageStructure = {
  readonly ImageId: string;
  readonly Name: string;
  readonly OwnerId: string;
  readonly State: ImageState;
  readonly CreationDate: string;
  /** `account/name`. */
  readonly ImageLocation: string;
  readonly Public: boolean;
  readonly Architecture: 'i386' | 'x86_64' | 'arm64' | 'x86_64_mac' | 'arm64_mac';
  readonly ImageType: 'machine' | 'kernel' | 'ramdisk';
  /** `Linux/UNIX`, `Windows`, `Red Hat Enterprise Linux`, ... */
  readonly PlatformDetails: string;
  /** `RunInstances`, `RunInstances:0002` (Windows), ... */
  readonly UsageOperation: string;
  readonly BlockDeviceMappings: readonly BlockDeviceMapping[];
  readonly EnaSupport: boolean;
  readonly Hypervisor: 'ovm' | 'xen';
  readonly RootDeviceName: string;
  readonly RootDeviceType: 'ebs' | 'instance-store';
  readonly VirtualizationType: 'hvm' | 'paravirtual';
  readonly Platform?: 'windows';
  readonly Description?: string;
  readonly ProductCodes?: readonly ProductCode[];
  readonly KernelId?: string;
  readonly RamdiskId?: string;
  readonly ImageOwnerAlias?: string;
  readonly SriovNetSupport?: string;
  readonly StateReason?: StateReason;
  readonly Tags?: readonly Tag[];
  readonly BootMode?: 'legacy-bios' | 'uefi' | 'uefi-preferred';
  readonly TpmSupport?: string;
  readonly DeprecationTime?: string;
  readonly ImdsSupport?: string;
  readonly SourceInstanceId?: string;
  /** `disabled`, `enabled-without-cooldown` or `enabled-with-cooldown`. */
  readonly DeregistrationProtection?: string;
  readonly LastLaunchedTime?: string;
  readonly ImageAllowed?: boolean;
  readonly SourceImageId?: string;
  readonly SourceImageRegion?: string;
  readonly FreeTierEligible?: boolean;
  readonly PublicSsmParameterName?: string;
  readonly ImageWatermarks?: readonly ImageWatermark[];
};

export type BlockDeviceMapping = {
  readonly DeviceName?: string;
  readonly VirtualName?: string;
  readonly NoDevice?: string;
  readonly Ebs?: EbsBlockDevice;
};

export type EbsBlockDevice = {
  readonly SnapshotId?: string;
  /** GiB. */
  readonly VolumeSize?: number;
  readonly VolumeType?: string;
  readonly DeleteOnTermination?: boolean;
  readonly Encrypted?: boolean;
  readonly KmsKeyId?: string;
  readonly Iops?: number;
  /** MiB a second. */
  readonly Throughput?: number;
  /** MiB a second. */
  readonly VolumeInitializationRate?: number;
};

export type LaunchPermission = {
  readonly UserId?: string;
  readonly Group?: 'all';
  readonly OrganizationArn?: string;
  readonly OrganizationalUnitArn?: string;
};

export type ProductCode = { readonly ProductCodeId: string; readonly ProductCodeType: string };
export type StateReason = { readonly Code: string; readonly Message: string };
export type ImageWatermark = {
  /** `account:name`. */
  readonly WatermarkKey: string;
  readonly SourceImageRegion: string;
  readonly SourceImageId: string;
  readonly SourceImageCreationTime: string;
  readonly WatermarkCreationTime: string;
};
