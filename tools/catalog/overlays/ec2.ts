import type { NativePath, NativePathFilter, ServiceOverlay } from './overlay.ts';
import { words } from './words.ts';

/** EC2 takes at most 200 values a request: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html */
const maxValues = 200;
const text = (column: string, name: string): NativePathFilter => ({
  column,
  name,
  wildcard: true,
  operators: ['equals', 'prefix', 'contains', 'wildcard'],
  maxValues,
});
/** Booleans and numbers: texts to the API, but no wildcards. */
const exact = (column: string, name: string): NativePathFilter => ({ column, name, operators: ['equals'], maxValues });
const tags: NativePathFilter = { ...text('tags', 'tag:'), key: 'any' };

/** By ids, of which one call takes many; those that are not there fail the call, and are asked for no more (`notFound`). */
const byIds = (name: string, column: string, input: string): Pick<NativePath, 'kind' | 'parameters'> => ({
  kind: 'get',
  parameters: [{ name, input, columns: [[column]], required: true, batch: 100 }],
});

/** Sources: the service's model and its documentation of filters; seed 003. */
export const ec2: ServiceOverlay = {
  methodNames: 'noun-verb',
  filterStyle: 'ec2',
  pageSize: 1000,
  notFound: words(`
    InvalidAMIID.NotFound InvalidAMIID.Malformed InvalidAMIID.Unavailable InvalidInstanceID.NotFound
    InvalidInstanceID.Malformed InvalidSnapshot.NotFound InvalidSnapshotID.Malformed
    InvalidVolume.NotFound InvalidVolumeID.Malformed
  `),
  operations: {
    CancelExportTask: 'images',
    CancelImportTask: 'images',
    CreateRestoreImageTask: 'images',
    CreateStoreImageTask: 'images',
    CreateTags: 'images',
    DeleteTags: 'images',
    DescribeExportImageTasks: 'images',
    DescribeFastLaunchImages: 'images',
    DescribeImportImageTasks: 'images',
    DescribeStoreImageTasks: 'images',
    DescribeTags: 'images',
    DisableAllowedImagesSettings: 'images',
    DisableFastLaunch: 'images',
    EnableAllowedImagesSettings: 'images',
    EnableFastLaunch: 'images',
    GetAllowedImagesSettings: 'images',
    RunInstances: 'instances',
  },
  resources: {
    images: {
      title: 'images',
      description:
        'Amazon Machine Images (AMIs): those of your account, those shared with it, and public ones, which `Owners` narrows down.',
      identifier: ['image_id'],
      columnTypes: {
        creation_date: 'timestamp',
        deprecation_time: 'timestamp',
        last_launched_time: 'timestamp',
        tags: 'object',
      },
      methods: {
        images_Describe: 'SELECT',
        image_Create: 'INSERT',
        image_Copy: 'EXEC',
        image_Deregister: 'EXEC',
        image_Export: 'EXEC',
        image_Import: 'EXEC',
        image_Register: 'EXEC',
      },
      columnOrder: words(`
        image_id name image_location state owner_id creation_date public product_codes architecture
        image_type kernel_id ramdisk_id platform platform_details usage_operation block_device_mappings
        description ena_support hypervisor image_owner_alias root_device_name root_device_type
        sriov_net_support state_reason virtualization_type boot_mode tpm_support deprecation_time
        imds_support source_instance_id deregistration_protection last_launched_time image_allowed
        source_image_id source_image_region free_tier_eligible public_ssm_parameter_name image_watermarks
      `),
      paths: [
        {
          operation: 'DescribeImages',
          kind: 'list',
          result: 'Images',
          parameters: [
            { name: 'Owners', input: 'Owners', required: false, batch: maxValues },
            { name: 'Owner', input: 'Owners', required: false, batch: maxValues },
            { name: 'ExecutableUsers', input: 'ExecutableUsers', required: false, batch: maxValues },
            { name: 'IncludeDeprecated', input: 'IncludeDeprecated', required: false },
            { name: 'IncludeDisabled', input: 'IncludeDisabled', required: false },
          ],
          filters: [
            text('image_id', 'image-id'),
            text('architecture', 'architecture'),
            text('description', 'description'),
            exact('ena_support', 'ena-support'),
            exact('free_tier_eligible', 'free-tier-eligible'),
            text('hypervisor', 'hypervisor'),
            exact('image_allowed', 'image-allowed'),
            text('image_type', 'image-type'),
            exact('public', 'is-public'),
            text('kernel_id', 'kernel-id'),
            text('image_location', 'manifest-location'),
            text('name', 'name'),
            text('image_owner_alias', 'owner-alias'),
            text('owner_id', 'owner-id'),
            text('platform', 'platform'),
            text('public_ssm_parameter_name', 'public-ssm-parameter-name'),
            text('ramdisk_id', 'ramdisk-id'),
            text('root_device_name', 'root-device-name'),
            text('root_device_type', 'root-device-type'),
            text('source_image_id', 'source-image-id'),
            text('source_image_region', 'source-image-region'),
            text('source_instance_id', 'source-instance-id'),
            text('state', 'state'),
            text('sriov_net_support', 'sriov-net-support'),
            text('virtualization_type', 'virtualization-type'),
            tags,
          ],
        },
        {
          operation: 'DescribeImages',
          ...byIds('ImageId', 'image_id', 'ImageIds'),
          result: 'Images',
        },
      ],
      relationships: {
        source_image_id: 'aws.ec2.images.image_id',
        source_instance_id: 'aws.ec2.instances.instance_id',
      },
    },
    instances: {
      title: 'instances',
      description: 'Amazon EC2 instances of your account.',
      identifier: ['instance_id'],
      columnTypes: { tags: 'object' },
      methods: { instances_Describe: 'SELECT', instances_Run: 'INSERT' },
      columnOrder: ['instance_id', 'image_id', 'instance_type', 'state'],
      paths: [
        {
          operation: 'DescribeInstances',
          kind: 'list',
          result: 'Reservations.Instances',
          filters: [
            text('instance_id', 'instance-id'),
            text('architecture', 'architecture'),
            text('image_id', 'image-id'),
            text('instance_type', 'instance-type'),
            text('key_name', 'key-name'),
            text('kernel_id', 'kernel-id'),
            text('private_dns_name', 'private-dns-name'),
            text('private_ip_address', 'private-ip-address'),
            text('ramdisk_id', 'ramdisk-id'),
            text('root_device_type', 'root-device-type'),
            text('subnet_id', 'subnet-id'),
            text('vpc_id', 'vpc-id'),
            tags,
          ],
        },
        {
          operation: 'DescribeInstances',
          ...byIds('InstanceId', 'instance_id', 'InstanceIds'),
          result: 'Reservations.Instances',
        },
      ],
      relationships: { image_id: 'aws.ec2.images.image_id' },
    },
    snapshots: {
      title: 'snapshots',
      description:
        'Amazon EBS snapshots: those of your account, those shared with it, and public ones, which `OwnerIds` narrows down.',
      identifier: ['snapshot_id'],
      columnTypes: { tags: 'object' },
      methods: { snapshots_Describe: 'SELECT', snapshot_Create: 'INSERT' },
      columnOrder: ['snapshot_id', 'volume_id', 'state'],
      paths: [
        {
          operation: 'DescribeSnapshots',
          kind: 'list',
          result: 'Snapshots',
          parameters: [
            { name: 'OwnerIds', input: 'OwnerIds', required: false, batch: maxValues },
            { name: 'RestorableByUserIds', input: 'RestorableByUserIds', required: false, batch: maxValues },
          ],
          filters: [
            text('snapshot_id', 'snapshot-id'),
            text('description', 'description'),
            exact('encrypted', 'encrypted'),
            text('owner_alias', 'owner-alias'),
            text('owner_id', 'owner-id'),
            text('progress', 'progress'),
            text('state', 'status'),
            text('storage_tier', 'storage-tier'),
            text('volume_id', 'volume-id'),
            exact('volume_size', 'volume-size'),
            tags,
          ],
        },
        {
          operation: 'DescribeSnapshots',
          ...byIds('SnapshotId', 'snapshot_id', 'SnapshotIds'),
          result: 'Snapshots',
        },
      ],
      relationships: { volume_id: 'aws.ec2.volumes.volume_id' },
    },
    volumes: {
      title: 'volumes',
      description: 'Amazon EBS volumes of your account.',
      identifier: ['volume_id'],
      columnTypes: { tags: 'object' },
      methods: { volumes_Describe: 'SELECT', volume_Create: 'INSERT' },
      columnOrder: ['volume_id', 'state'],
      paths: [
        {
          operation: 'DescribeVolumes',
          kind: 'list',
          result: 'Volumes',
          filters: [
            text('volume_id', 'volume-id'),
            text('availability_zone', 'availability-zone'),
            exact('encrypted', 'encrypted'),
            exact('fast_restored', 'fast-restored'),
            exact('multi_attach_enabled', 'multi-attach-enabled'),
            exact('size', 'size'),
            text('snapshot_id', 'snapshot-id'),
            text('state', 'status'),
            text('volume_type', 'volume-type'),
            tags,
          ],
        },
        {
          operation: 'DescribeVolumes',
          ...byIds('VolumeId', 'volume_id', 'VolumeIds'),
          result: 'Volumes',
        },
      ],
      relationships: { snapshot_id: 'aws.ec2.snapshots.snapshot_id' },
    },
  },
};
