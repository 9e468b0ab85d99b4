import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../../aws/service-model.ts';
import { faultOf } from '../../kit/fault-of.ts';
import { textOf } from '../../kit/members.ts';
import { modelConformance } from '../../kit/model-conformance.ts';
import { ec2 } from './ec2.ts';
import { defaultNetwork } from './networks/default-network.ts';
import { createWorld, makeBucket, otherAccount, retainAll, type World } from './test-world.ts';

const conformance = modelConformance('ec2');

interface Case {
  readonly valid: (world: World) => WireStructure;
  readonly invalid: (world: World) => WireStructure;
  /** The code that the invalid input is answered with; DryRunOperation where nothing else can be wrong. */
  readonly code: string;
}

const lostImage = { ImageId: 'ami-0123456789abcdef0' };
const noImage = 'InvalidAMIID.NotFound';
const badFilter = { Filters: [{ Name: 'colour', Values: ['red'] }] };
const bad = 'InvalidParameterValue';
const image = ({ image: ImageId }: World) => ({ ImageId });
const snapshot = ({ snapshot: SnapshotId }: World) => ({ SnapshotId });
const instance = ({ instance: InstanceId }: World) => ({ InstanceId });
const instances = ({ instance: id }: World) => ({ InstanceIds: [id] });
const network = ({ bench }: World) => defaultNetwork(bench.context());
const nothing = () => ({});
const filtered = (valid: Case['valid'] = nothing): Case => ({ valid, invalid: () => badFilter, code: bad });
const onImage = (valid: Case['valid'] = image): Case => ({
  valid,
  invalid: (world) => ({ ...valid(world), ...lostImage }),
  code: noImage,
});

/** After doing something that the operation needs. */
const after =
  (prepare: (world: World) => unknown, valid: Case['valid']): Case['valid'] =>
  (world) => {
    prepare(world);
    return valid(world);
  };

const call = (operation: string, input: Case['valid']) => (world: World) => world.bench.call(operation, input(world));
const rootMapping = (world: World) => [
  { DeviceName: '/dev/sda1', Ebs: { SnapshotId: world.snapshot, VolumeType: 'gp3' } },
];
const publicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE3vzYrcRhCJTR3NyoAQd/0xCaZ0BO6CFAIa4x0Z1xgT me';
const bucket = 'images';

const cases: Readonly<Record<string, Case>> = {
  AttachImageWatermark: onImage((world) => ({ ...image(world), WatermarkName: 'approved' })),
  AttachVolume: {
    valid: (world) => ({ ...instance(world), VolumeId: world.volume, Device: '/dev/sdf' }),
    invalid: (world) => ({ ...instance(world), VolumeId: world.volume, Device: '/dev/xvda' }),
    code: bad,
  },
  CancelExportTask: {
    valid: (world) => ({ ExportTaskId: startExport(world) }),
    invalid: () => ({ ExportTaskId: 'export-ami-0123456789abcdef0' }),
    code: 'InvalidExportTaskID.NotFound',
  },
  CancelImageLaunchPermission: { valid: image, invalid: image, code: 'AuthFailure' },
  CancelImportTask: {
    valid: (world) => ({ ImportTaskId: startImport(world) }),
    invalid: () => ({ ImportTaskId: 'import-ami-0123456789abcdef0' }),
    code: 'InvalidConversionTaskId.Malformed',
  },
  CopyImage: {
    valid: (world) => ({ Name: 'copy', SourceImageId: world.image, SourceRegion: 'us-east-1' }),
    invalid: (world) => ({ Name: 'copy', SourceImageId: world.image, SourceRegion: 'nowhere' }),
    code: bad,
  },
  CopySnapshot: {
    valid: (world) => ({ SourceSnapshotId: world.snapshot, SourceRegion: 'us-east-1', Encrypted: true }),
    invalid: (world) => ({ SourceSnapshotId: world.snapshot, SourceRegion: 'us-east-1', KmsKeyId: 'alias/mine' }),
    code: 'InvalidParameterCombination',
  },
  CreateImage: {
    valid: (world) => ({ ...instance(world), Name: 'golden-2' }),
    invalid: (world) => ({ ...instance(world), Name: 'golden-1' }),
    code: 'InvalidAMIName.Duplicate',
  },
  CreateImageUsageReport: {
    valid: (world) => ({ ...image(world), ResourceTypes: [{ ResourceType: 'ec2:Instance' }] }),
    invalid: (world) => ({ ...image(world), ResourceTypes: [{ ResourceType: 'ec2:Volume' }] }),
    code: bad,
  },
  CreateKeyPair: {
    valid: () => ({ KeyName: 'ops', KeyType: 'ed25519' }),
    invalid: () => ({ KeyName: 'ops', KeyFormat: 'der' }),
    code: bad,
  },
  CreateLaunchTemplate: {
    valid: (world) => ({ LaunchTemplateName: 'api', LaunchTemplateData: image(world) }),
    invalid: (world) => ({ LaunchTemplateName: 'web', LaunchTemplateData: image(world) }),
    code: 'InvalidLaunchTemplateName.AlreadyExistsException',
  },
  CreateLaunchTemplateVersion: {
    valid: () => ({ LaunchTemplateName: 'web', SourceVersion: '1', LaunchTemplateData: { InstanceType: 't3.small' } }),
    invalid: () => ({ LaunchTemplateName: 'nobody', LaunchTemplateData: { InstanceType: 't3.small' } }),
    code: 'InvalidLaunchTemplateName.NotFoundException',
  },
  CreateRestoreImageTask: {
    valid: (world) => ({ Bucket: bucket, ObjectKey: stored(world), Name: 'restored' }),
    invalid: after(stored, () => ({ Bucket: bucket, ObjectKey: 'other.bin' })),
    code: bad,
  },
  CreateSnapshot: {
    valid: (world) => ({ VolumeId: world.volume }),
    invalid: () => ({ VolumeId: 'vol-0123456789abcdef0' }),
    code: 'InvalidVolume.NotFound',
  },
  CreateSnapshots: {
    valid: (world) => ({ InstanceSpecification: instance(world), Description: 'all' }),
    invalid: () => ({ InstanceSpecification: { InstanceId: 'i-0123456789abcdef0' } }),
    code: 'InvalidInstanceID.NotFound',
  },
  CreateStoreImageTask: {
    valid: (world) => {
      makeBucket(world, bucket);
      return { ...image(world), Bucket: bucket, S3ObjectTags: [{ Key: 'a', Value: 'b' }] };
    },
    invalid: (world) => ({ ...image(world), Bucket: 'nobodys' }),
    code: bad,
  },
  CreateTags: {
    valid: (world) => ({ Resources: [world.image, world.template], Tags: [{ Key: 'a', Value: 'b' }] }),
    invalid: (world) => ({ Resources: [world.image], Tags: [{ Key: 'aws:a', Value: 'b' }] }),
    code: bad,
  },
  CreateVolume: {
    valid: (world) => ({ AvailabilityZone: 'us-east-1a', SnapshotId: world.snapshot, VolumeType: 'gp3' }),
    invalid: () => ({ AvailabilityZone: 'mars-1a', Size: 1 }),
    code: 'InvalidZone.NotFound',
  },
  DeleteImageUsageReport: {
    valid: (world) => ({ ReportId: report(world) }),
    invalid: () => ({ ReportId: 'amiur-0123456789abcdef0' }),
    code: 'InvalidImageUsageReportId.NotFound',
  },
  DeleteKeyPair: { valid: () => ({ KeyName: 'nobody' }), invalid: nothing, code: 'MissingParameter' },
  DeleteLaunchTemplate: {
    valid: (world) => ({ LaunchTemplateId: world.template }),
    invalid: (world) => ({ LaunchTemplateId: world.template, LaunchTemplateName: 'web' }),
    code: 'InvalidParameterCombination',
  },
  DeleteLaunchTemplateVersions: {
    valid: (world) => ({ LaunchTemplateId: world.template, Versions: ['1', '7'] }),
    invalid: (world) => ({ LaunchTemplateId: world.template, Versions: ['one'] }),
    code: bad,
  },
  DeleteSnapshot: { valid: snapshot, invalid: () => ({ SnapshotId: 'snap-1' }), code: 'InvalidSnapshotID.Malformed' },
  DeleteTags: {
    valid: (world) => ({ Resources: [world.image] }),
    invalid: () => ({ Resources: ['thing-1'] }),
    code: 'InvalidID',
  },
  DeleteVolume: {
    valid: (world) => ({ VolumeId: world.volume }),
    invalid: after(
      call('AttachVolume', (world) => ({ ...instance(world), VolumeId: world.volume, Device: '/dev/sdf' })),
      (world) => ({ VolumeId: world.volume }),
    ),
    code: 'VolumeInUse',
  },
  DeregisterImage: {
    valid: (world) => ({ ...image(world), DeleteAssociatedSnapshots: true }),
    invalid: after(call('EnableImageDeregistrationProtection', image), image),
    code: 'OperationNotPermitted',
  },
  DescribeAvailabilityZones: {
    valid: () => ({ ZoneNames: ['us-east-1a'] }),
    invalid: () => ({ ZoneNames: ['mars-1a'] }),
    code: bad,
  },
  DescribeExportImageTasks: filtered((world) => ({ ExportImageTaskIds: [startExport(world)] })),
  DescribeFastLaunchImages: filtered(
    after(
      call('EnableFastLaunch', (world) => ({ ImageId: world.windows })),
      nothing,
    ),
  ),
  DescribeImageAttribute: {
    valid: (world) => ({ ...image(world), Attribute: 'description' }),
    invalid: (world) => ({ ...image(world), Attribute: 'colour' }),
    code: 'InvalidRequest',
  },
  DescribeImageReferences: {
    valid: (world) => ({ ImageIds: [world.image], IncludeAllResourceTypes: true }),
    invalid: (world) => ({
      ImageIds: [world.image],
      ResourceTypes: [
        { ResourceType: 'ec2:Instance', ResourceTypeOptions: [{ OptionName: 'version-depth', OptionValues: ['3'] }] },
      ],
    }),
    code: 'InvalidParameterCombination',
  },
  DescribeImages: filtered((world) => ({ ImageIds: [world.image], Filters: [{ Name: 'name', Values: ['golden*'] }] })),
  DescribeImageUsageReportEntries: filtered((world) => ({ ReportIds: [report(world)] })),
  DescribeImageUsageReports: filtered((world) => ({ ReportIds: [report(world)] })),
  DescribeImportImageTasks: filtered((world) => ({ ImportTaskIds: [startImport(world)] })),
  DescribeImportSnapshotTasks: filtered(
    after(
      call('ImportSnapshot', () => ({ DiskContainer: { Url: 's3://a/b' } })),
      nothing,
    ),
  ),
  DescribeInstanceAttribute: {
    valid: (world) => ({ ...instance(world), Attribute: 'blockDeviceMapping' }),
    invalid: (world) => ({ ...instance(world), Attribute: 'colour' }),
    code: bad,
  },
  DescribeInstanceImageMetadata: filtered(instances),
  DescribeInstances: filtered(instances),
  DescribeInstanceStatus: filtered(instances),
  DescribeInstanceTypeOfferings: filtered(() => ({ LocationType: 'availability-zone' })),
  DescribeInstanceTypes: {
    valid: () => ({ InstanceTypes: ['t2.micro', 'm7g.large'] }),
    invalid: () => ({ InstanceTypes: ['t9.micro'] }),
    code: 'InvalidInstanceType',
  },
  DescribeKeyPairs: {
    valid: after(
      call('CreateKeyPair', () => ({ KeyName: 'ops', KeyType: 'ed25519' })),
      () => ({ IncludePublicKey: true }),
    ),
    invalid: () => ({ KeyNames: ['nobody'] }),
    code: 'InvalidKeyPair.NotFound',
  },
  DescribeLaunchTemplates: filtered((world) => ({ LaunchTemplateIds: [world.template] })),
  DescribeLaunchTemplateVersions: filtered(() => ({ Versions: ['$Latest', '$Default'] })),
  DescribeRegions: { valid: nothing, invalid: () => ({ RegionNames: ['mars-1'] }), code: bad },
  DescribeSecurityGroups: {
    valid: nothing,
    invalid: () => ({ GroupNames: ['nobody'] }),
    code: 'InvalidGroup.NotFound',
  },
  DescribeSnapshotAttribute: {
    valid: (world) => ({ ...snapshot(world), Attribute: 'createVolumePermission' }),
    invalid: (world) => ({ ...snapshot(world), Attribute: 'colour' }),
    code: 'InvalidRequest',
  },
  DescribeSnapshots: filtered(() => ({ OwnerIds: ['self'] })),
  DescribeStoreImageTasks: filtered((world) => {
    stored(world);
    return { Filters: [{ Name: 'bucket', Values: [bucket] }] };
  }),
  DescribeSubnets: filtered(),
  DescribeTags: filtered(
    call('CreateTags', (world) => ({ Resources: [world.image], Tags: [{ Key: 'a', Value: 'b' }] })),
  ),
  DescribeVolumes: filtered(),
  DescribeVpcAttribute: {
    valid: (world) => ({ VpcId: network(world).vpcId, Attribute: 'enableDnsSupport' }),
    invalid: () => ({ VpcId: 'vpc-0123456789abcdef0', Attribute: 'enableDnsSupport' }),
    code: 'InvalidVpcID.NotFound',
  },
  DescribeVpcs: filtered(),
  DetachImageWatermark: onImage((world) => {
    const { WatermarkKey } = world.bench.call('AttachImageWatermark', { ...image(world), WatermarkName: 'approved' });
    return { ...image(world), WatermarkKey };
  }),
  DetachVolume: {
    valid: after(
      call('AttachVolume', (world) => ({ ...instance(world), VolumeId: world.volume, Device: '/dev/sdf' })),
      (world) => ({ VolumeId: world.volume }),
    ),
    invalid: (world) => ({ VolumeId: world.volume }),
    code: 'IncorrectState',
  },
  DisableAllowedImagesSettings: { valid: nothing, invalid: () => ({ DryRun: true }), code: 'DryRunOperation' },
  DisableFastLaunch: {
    valid: after(
      call('EnableFastLaunch', (world) => ({ ImageId: world.windows })),
      (world) => ({ ImageId: world.windows }),
    ),
    invalid: (world) => ({ ImageId: world.windows }),
    code: bad,
  },
  DisableImage: onImage(),
  DisableImageBlockPublicAccess: { valid: nothing, invalid: () => ({ DryRun: true }), code: 'DryRunOperation' },
  DisableImageDeprecation: onImage(),
  DisableImageDeregistrationProtection: onImage(),
  DisableSnapshotBlockPublicAccess: { valid: nothing, invalid: () => ({ DryRun: true }), code: 'DryRunOperation' },
  EnableAllowedImagesSettings: {
    valid: () => ({ AllowedImagesSettingsState: 'audit-mode' }),
    invalid: () => ({ AllowedImagesSettingsState: 'on' }),
    code: bad,
  },
  EnableFastLaunch: {
    valid: (world) => ({ ImageId: world.windows, LaunchTemplate: { LaunchTemplateName: 'web', Version: '$Latest' } }),
    invalid: image,
    code: bad,
  },
  EnableImage: { valid: after(call('DisableImage', image), image), invalid: image, code: 'IncorrectState' },
  EnableImageBlockPublicAccess: {
    valid: () => ({ ImageBlockPublicAccessState: 'block-new-sharing' }),
    invalid: () => ({ ImageBlockPublicAccessState: 'unblocked' }),
    code: bad,
  },
  EnableImageDeprecation: {
    valid: (world) => ({ ...image(world), DeprecateAt: '2027-11-21T12:00:00.000Z' }),
    invalid: (world) => ({ ...image(world), DeprecateAt: '2020-11-21T12:00:00.000Z' }),
    code: bad,
  },
  EnableImageDeregistrationProtection: onImage((world) => ({ ...image(world), WithCooldown: true })),
  EnableSnapshotBlockPublicAccess: {
    valid: () => ({ State: 'block-all-sharing' }),
    invalid: () => ({ State: 'unblocked' }),
    code: bad,
  },
  ExportImage: {
    valid: (world) => ({ ...image(world), DiskImageFormat: 'RAW', S3ExportLocation: { S3Bucket: 'disks' } }),
    invalid: (world) => ({ ...image(world), DiskImageFormat: 'ZIP', S3ExportLocation: { S3Bucket: 'disks' } }),
    code: bad,
  },
  GetAllowedImagesSettings: { valid: nothing, invalid: () => ({ DryRun: true }), code: 'DryRunOperation' },
  GetImageAncestry: onImage(),
  GetImageBlockPublicAccessState: { valid: nothing, invalid: () => ({ DryRun: true }), code: 'DryRunOperation' },
  GetLaunchTemplateData: {
    valid: instance,
    invalid: () => ({ InstanceId: 'i-0123456789abcdef0' }),
    code: 'InvalidInstanceID.NotFound',
  },
  GetSnapshotBlockPublicAccessState: { valid: nothing, invalid: () => ({ DryRun: true }), code: 'DryRunOperation' },
  ImportImage: {
    valid: () => ({ DiskContainers: [{ Format: 'ova', Url: 's3://disks/a.ova' }] }),
    invalid: () => ({ DiskContainers: [] }),
    code: 'MissingParameter',
  },
  ImportKeyPair: {
    valid: () => ({ KeyName: 'mine', PublicKeyMaterial: Buffer.from(publicKey) }),
    invalid: () => ({ KeyName: 'mine', PublicKeyMaterial: Buffer.from('not a key') }),
    code: 'InvalidKey.Format',
  },
  ImportSnapshot: {
    valid: () => ({ DiskContainer: { Format: 'VHD', UserBucket: { S3Bucket: 'disks', S3Key: 'a.vhd' } } }),
    invalid: () => ({ DiskContainer: { Format: 'ISO', Url: 's3://disks/a.iso' } }),
    code: bad,
  },
  ListImagesInRecycleBin: {
    valid: after((world) => {
      retainAll(world);
      world.bench.call('DeregisterImage', image(world));
    }, nothing),
    invalid: () => ({ ImageIds: ['x'] }),
    code: 'InvalidAMIID.Malformed',
  },
  ListSnapshotsInRecycleBin: {
    valid: after((world) => {
      retainAll(world);
      world.bench.call('DeleteSnapshot', snapshot(world));
    }, nothing),
    invalid: () => ({ SnapshotIds: ['x'] }),
    code: 'InvalidSnapshotID.Malformed',
  },
  ModifyImageAttribute: {
    valid: (world) => ({ ...image(world), LaunchPermission: { Add: [{ UserId: otherAccount }] } }),
    invalid: (world) => ({ ...image(world), LaunchPermission: { Add: [{ UserId: 'bob' }] } }),
    code: 'InvalidAMIAttributeItemValue',
  },
  ModifyInstanceAttribute: {
    valid: (world) => ({ ...instance(world), DisableApiTermination: { Value: true } }),
    invalid: instance,
    code: 'InvalidParameterCombination',
  },
  ModifyLaunchTemplate: {
    valid: (world) => ({ LaunchTemplateId: world.template, DefaultVersion: '1' }),
    invalid: (world) => ({ LaunchTemplateId: world.template, DefaultVersion: '9' }),
    code: 'InvalidLaunchTemplateId.VersionNotFound',
  },
  ModifySnapshotAttribute: {
    valid: (world) => ({ ...snapshot(world), OperationType: 'add', UserIds: [otherAccount] }),
    invalid: (world) => ({ ...snapshot(world), OperationType: 'add', UserIds: ['bob'] }),
    code: 'InvalidAttributeItemValue',
  },
  ModifySubnetAttribute: {
    valid: (world) => ({ SubnetId: network(world).subnets[0]?.id, MapPublicIpOnLaunch: { Value: false } }),
    invalid: () => ({ SubnetId: 'subnet-0123456789abcdef0', MapPublicIpOnLaunch: { Value: false } }),
    code: 'InvalidSubnetID.NotFound',
  },
  ModifyVpcAttribute: {
    valid: (world) => ({ VpcId: network(world).vpcId, EnableDnsHostnames: { Value: false } }),
    invalid: (world) => ({ VpcId: network(world).vpcId }),
    code: 'InvalidParameterCombination',
  },
  RebootInstances: {
    valid: instances,
    invalid: after(call('StopInstances', instances), instances),
    code: 'IncorrectState',
  },
  RegisterImage: {
    valid: (world) => ({ Name: 'registered', RootDeviceName: '/dev/sda1', BlockDeviceMappings: rootMapping(world) }),
    invalid: (world) => ({ Name: 'registered', BlockDeviceMappings: rootMapping(world) }),
    code: 'MissingParameter',
  },
  ReplaceImageCriteriaInAllowedImagesSettings: {
    valid: () => ({
      ImageCriteria: [{ ImageProviders: ['amazon'], CreationDateCondition: { MaximumDaysSinceCreated: 90 } }],
    }),
    invalid: () => ({ ImageCriteria: Array.from({ length: 11 }, () => ({ ImageProviders: ['amazon'] })) }),
    code: bad,
  },
  ResetImageAttribute: {
    valid: (world) => ({ ...image(world), Attribute: 'launchPermission' }),
    invalid: (world) => ({ ...image(world), Attribute: 'description' }),
    code: 'InvalidRequest',
  },
  ResetSnapshotAttribute: {
    valid: (world) => ({ ...snapshot(world), Attribute: 'createVolumePermission' }),
    invalid: (world) => ({ ...snapshot(world), Attribute: 'productCodes' }),
    code: 'InvalidRequest',
  },
  RestoreImageFromRecycleBin: {
    valid: after((world) => {
      retainAll(world);
      world.bench.call('DeregisterImage', image(world));
    }, image),
    invalid: image,
    code: noImage,
  },
  RestoreSnapshotFromRecycleBin: {
    valid: after((world) => {
      retainAll(world);
      world.bench.call('DeleteSnapshot', snapshot(world));
    }, snapshot),
    invalid: snapshot,
    code: 'InvalidSnapshot.NotFound',
  },
  RunInstances: {
    valid: () => ({ LaunchTemplate: { LaunchTemplateName: 'web' }, MinCount: 1, MaxCount: 2 }),
    invalid: (world) => ({ ...image(world), InstanceType: 't3.micro', KeyName: 'nobody', MinCount: 1, MaxCount: 1 }),
    code: 'InvalidKeyPair.NotFound',
  },
  StartInstances: {
    valid: after(call('StopInstances', instances), instances),
    invalid: after(call('TerminateInstances', instances), instances),
    code: 'IncorrectInstanceState',
  },
  StopInstances: {
    valid: instances,
    invalid: after(
      call('ModifyInstanceAttribute', (world) => ({ ...instance(world), DisableApiStop: { Value: true } })),
      instances,
    ),
    code: 'OperationNotPermitted',
  },
  TerminateInstances: {
    valid: instances,
    invalid: () => ({ InstanceIds: ['i-0123456789abcdef0'] }),
    code: 'InvalidInstanceID.NotFound',
  },
};

function startExport({ bench, image: ImageId }: World): string {
  const input = { ImageId, DiskImageFormat: 'VMDK', S3ExportLocation: { S3Bucket: 'disks' } };
  return textOf(bench.call('ExportImage', input).ExportImageTaskId) ?? '';
}

function startImport({ bench }: World): string {
  const DiskContainers = [{ Format: 'vhd', Url: 's3://disks/a.vhd' }];
  return textOf(bench.call('ImportImage', { DiskContainers }).ImportTaskId) ?? '';
}

function report({ bench, image: ImageId }: World): string {
  const ResourceTypes = [{ ResourceType: 'ec2:Instance' }, { ResourceType: 'ec2:LaunchTemplate' }];
  return textOf(bench.call('CreateImageUsageReport', { ImageId, ResourceTypes }).ReportId) ?? '';
}

function stored(world: World): string {
  makeBucket(world, bucket);
  return textOf(world.bench.call('CreateStoreImageTask', { ...image(world), Bucket: bucket }).ObjectKey) ?? '';
}

/** Tasks go on where the clock is real. */
function clockOf(operation: string): 'real' | 'instant' {
  return operation.startsWith('Cancel') ? 'real' : 'instant';
}

function sideEffects(operation: string, world: World): void {
  if (operation !== 'CancelImageLaunchPermission') return;
  world.bench.call('ModifyImageAttribute', { ...image(world), LaunchPermission: { Add: [{ UserId: otherAccount }] } });
}

describe('every operation of EC2 here', () => {
  it('is tried below', () => {
    expect(Object.keys(cases).sort()).toEqual(Object.keys(ec2.operations).sort());
  });

  it('is one of the model', () => {
    expect(conformance.operationNames).toEqual(expect.arrayContaining(Object.keys(ec2.operations)));
  });

  it('leaves out none that is about images', () => {
    const ofImages = conformance.operationNames.filter((name) => /Image|FastLaunch|Watermark/.test(name));
    const missing = ofImages.filter((name) => !Object.hasOwn(ec2.operations, name));
    // Images of FPGAs are not AMIs.
    expect(missing.filter((name) => !name.includes('Fpga'))).toEqual([]);
  });

  it.each(Object.entries(cases))('%s takes valid input and answers as the model says', (operation, { valid }) => {
    const world = createWorld(clockOf(operation));
    sideEffects(operation, world);
    const input = valid(world);
    expect(conformance.violationsOf(operation, 'input', input)).toEqual([]);
    const place = operation === 'CancelImageLaunchPermission' ? { account: otherAccount } : {};
    const answer = world.bench.call(operation, input, place);
    expect(conformance.violationsOf(operation, 'output', answer)).toEqual([]);
    const absent = (value: unknown) => JSON.stringify(value, (_key, member) => (member === null ? 'null!' : member));
    expect(absent(answer)).not.toContain('null!');
  });

  it.each(Object.entries(cases))('%s refuses invalid input', (operation, { invalid, code }) => {
    const world = createWorld(clockOf(operation));
    const input = invalid(world);
    expect(faultOf(() => world.bench.call(operation, input)).code).toBe(code);
  });
});
