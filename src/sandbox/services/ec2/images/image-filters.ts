import type { FilterFields } from '../../../kit/filters/filtering.ts';
import { filtersOfNothing } from '../filters.ts';
import type { ImageRecord, ImageWatermark } from './image-record.ts';
import type { ImageView } from './image-view.ts';

/** The filters of DescribeImages, but for `tag:<key>` and `tag-key`. */
export function imageFilterFields(view: ImageView): FilterFields<ImageRecord> {
  const mapping =
    (
      read: (
        ebs: NonNullable<ImageRecord['image']['BlockDeviceMappings'][number]['Ebs']>,
      ) => string | number | boolean | undefined,
    ) =>
    ({ image }: ImageRecord) =>
      image.BlockDeviceMappings.map(({ Ebs }) => (Ebs ? read(Ebs) : undefined));
  const watermark =
    (member: keyof ImageWatermark) =>
    ({ image }: ImageRecord) =>
      image.ImageWatermarks?.map((mark) => mark[member]);
  return {
    architecture: ({ image }) => image.Architecture,
    'block-device-mapping.delete-on-termination': mapping((ebs) => ebs.DeleteOnTermination),
    'block-device-mapping.device-name': ({ image }) => image.BlockDeviceMappings.map(({ DeviceName }) => DeviceName),
    'block-device-mapping.snapshot-id': mapping((ebs) => ebs.SnapshotId),
    'block-device-mapping.volume-size': mapping((ebs) => ebs.VolumeSize),
    'block-device-mapping.volume-type': mapping((ebs) => ebs.VolumeType),
    'block-device-mapping.encrypted': mapping((ebs) => ebs.Encrypted),
    'boot-mode': ({ image }) => image.BootMode,
    'creation-date': ({ image }) => image.CreationDate,
    description: ({ image }) => image.Description,
    'ena-support': ({ image }) => image.EnaSupport,
    'free-tier-eligible': ({ image }) => image.FreeTierEligible ?? false,
    hypervisor: ({ image }) => image.Hypervisor,
    'image-allowed': ({ image }) => view.allowed.meets(image),
    'image-id': ({ image }) => image.ImageId,
    'image-type': ({ image }) => image.ImageType,
    'image-watermark.source-image-creation-time': watermark('SourceImageCreationTime'),
    'image-watermark.source-image-id': watermark('SourceImageId'),
    'image-watermark.source-image-region': watermark('SourceImageRegion'),
    'image-watermark.watermark-creation-time': watermark('WatermarkCreationTime'),
    'image-watermark.watermark-key': watermark('WatermarkKey'),
    // Nobody says for which types an image is, and nobody scans it.
    ...filtersOfNothing(
      'instance-type-specification.supported-instance-type',
      'instance-type-specification.unsupported-instance-type',
      'scan-result.finding-scan-date',
      'scan-result.highest-finding-severity-label',
      ...['informational', 'low', 'medium', 'high', 'critical'].map(
        (severity) => `scan-result.${severity}-fix-available-since`,
      ),
    ),
    'is-public': ({ image }) => image.Public,
    'kernel-id': ({ image }) => image.KernelId,
    'manifest-location': ({ image }) => image.ImageLocation,
    name: ({ image }) => image.Name,
    'owner-alias': ({ image }) => image.ImageOwnerAlias,
    'owner-id': ({ image }) => image.OwnerId,
    platform: ({ image }) => image.Platform,
    'product-code': ({ image }) => image.ProductCodes?.map((code) => code.ProductCodeId),
    'product-code.type': ({ image }) => image.ProductCodes?.map((code) => code.ProductCodeType),
    'public-ssm-parameter-name': ({ image }) => image.PublicSsmParameterName,
    'ramdisk-id': ({ image }) => image.RamdiskId,
    'root-device-name': ({ image }) => image.RootDeviceName,
    'root-device-type': ({ image }) => image.RootDeviceType,
    'source-image-id': ({ image }) => image.SourceImageId,
    'source-image-region': ({ image }) => image.SourceImageRegion,
    'source-instance-id': ({ image }) => image.SourceInstanceId,
    'sriov-net-support': ({ image }) => image.SriovNetSupport,
    state: (record) => view.stateOf(record),
    'state-reason-code': ({ image }) => image.StateReason?.Code,
    'state-reason-message': ({ image }) => image.StateReason?.Message,
    'virtualization-type': ({ image }) => image.VirtualizationType,
  };
}
