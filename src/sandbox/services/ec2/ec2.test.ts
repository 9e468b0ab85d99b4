import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../../aws/service-model.ts';
import { faultOf } from '../../kit/fault-of.ts';
import { structureOf, structuresOf, textOf } from '../../kit/members.ts';
import { benchPlace, createServiceBench, type ServiceBench } from '../../kit/service-bench.ts';
import { type RetentionRule, retentionRulesTable } from '../rbin/retention-rule.ts';
import { day } from './assumptions.ts';
import { ec2 } from './ec2.ts';

const { account } = benchPlace;
const other = '999988887777';
const minute = 60_000;

function publicImage(bench: ServiceBench, architecture = 'x86_64', region = 'us-east-1'): WireStructure {
  const Filters = [{ Name: 'architecture', Values: [architecture] }];
  const answer = bench.call('DescribeImages', { Owners: ['137112412989'], Filters }, { region });
  return structureOf(structuresOf(answer.Images)[0]);
}

function run(bench: ServiceBench, input: WireStructure = {}): WireStructure {
  const image = { ImageId: publicImage(bench).ImageId, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 };
  return structureOf(structuresOf(bench.call('RunInstances', { ...image, ...input }).Instances)[0]);
}

function makeImage(bench: ServiceBench, Name = 'golden-1', input: WireStructure = {}): string {
  const InstanceId = run(bench).InstanceId;
  bench.pass(10 * minute);
  const id = textOf(bench.call('CreateImage', { InstanceId, Name, ...input }).ImageId) ?? '';
  bench.pass(10 * minute);
  return id;
}

function imageOf(bench: ServiceBench, id: string, place = {}): WireStructure {
  return structureOf(structuresOf(bench.call('DescribeImages', { ImageIds: [id] }, place).Images)[0]);
}

describe('every operation of EC2', () => {
  it.each(Object.keys(ec2.operations))('%s answers DryRun with 412', (operation) => {
    const bench = createServiceBench(ec2);
    expect(() => bench.call(operation, { DryRun: true })).toThrowError(
      expect.objectContaining({ code: 'DryRunOperation', status: 412 }),
    );
  });
});

describe('from instance to image', () => {
  it('launches, with a volume for each device', () => {
    const bench = createServiceBench(ec2);
    const tags = [{ ResourceType: 'volume', Tags: [{ Key: 'a', Value: 'b' }] }];
    const instance = run(bench, { TagSpecifications: tags });
    expect(instance).toMatchObject({ State: { Code: 0, Name: 'pending' }, PlatformDetails: 'Linux/UNIX' });
    bench.pass(minute);
    const Filters = [{ Name: 'instance-state-name', Values: ['running'] }];
    const [reservation] = structuresOf(bench.call('DescribeInstances', { Filters }).Reservations);
    expect(structuresOf(reservation?.Instances)).toMatchObject([{ InstanceId: instance.InstanceId }]);
    expect(bench.call('DescribeVolumes').Volumes).toMatchObject([
      {
        State: 'in-use',
        Size: 8,
        Tags: [{ Key: 'a', Value: 'b' }],
        Attachments: [{ InstanceId: instance.InstanceId }],
      },
    ]);
  });

  it('makes an image that is pending, then available, with a snapshot of each volume', () => {
    const bench = createServiceBench(ec2);
    const instance = run(bench);
    bench.pass(minute);
    const input = {
      InstanceId: instance.InstanceId,
      Name: 'golden-1',
      Description: 'first',
      BlockDeviceMappings: [{ DeviceName: '/dev/sdf', Ebs: { VolumeSize: 50, VolumeType: 'gp3' } }],
      TagSpecifications: [
        { ResourceType: 'image', Tags: [{ Key: 'team', Value: 'web' }] },
        { ResourceType: 'snapshot', Tags: [{ Key: 'team', Value: 'store' }] },
      ],
    };
    const id = textOf(bench.call('CreateImage', input).ImageId) ?? '';
    expect(imageOf(bench, id)).toMatchObject({ State: 'pending', Tags: [{ Key: 'team', Value: 'web' }] });
    const [snapshot] = structuresOf(bench.call('DescribeSnapshots').Snapshots);
    expect(snapshot).toMatchObject({
      State: 'pending',
      Progress: '0%',
      Description: `Created by CreateImage(${instance.InstanceId}) for ${id}`,
      Tags: [{ Key: 'team', Value: 'store' }],
    });
    bench.pass(10 * minute);
    expect(imageOf(bench, id)).toMatchObject({
      ImageId: id,
      Name: 'golden-1',
      Description: 'first',
      OwnerId: account,
      ImageLocation: `${account}/golden-1`,
      State: 'available',
      Public: false,
      SourceInstanceId: instance.InstanceId,
      SourceImageId: instance.ImageId,
      SourceImageRegion: 'us-east-1',
      BlockDeviceMappings: [
        { DeviceName: '/dev/xvda', Ebs: { SnapshotId: snapshot?.SnapshotId, VolumeSize: 8, Encrypted: false } },
        { DeviceName: '/dev/sdf', Ebs: { VolumeSize: 50, Iops: 3000, Throughput: 125 } },
      ],
    });
    expect(structuresOf(bench.call('DescribeSnapshots').Snapshots)[0]).toMatchObject({ State: 'completed' });
  });

  it('is at once available on the instant clock', () => {
    const bench = createServiceBench(ec2, 'instant');
    const id = textOf(bench.call('CreateImage', { InstanceId: run(bench).InstanceId, Name: 'golden-1' }).ImageId) ?? '';
    expect(imageOf(bench, id)).toMatchObject({ State: 'available' });
  });

  it.each([
    [{ Name: 'golden-1' }, 'InvalidAMIName.Duplicate', /^AMI name golden-1 is already in use by AMI ami-/],
    [{ Name: 'go' }, 'InvalidAMIName.Malformed', /between 3 and 128 characters/],
    [{ Name: 'gold#n' }, 'InvalidAMIName.Malformed', /between 3 and 128 characters/],
    [{ InstanceId: 'i-0123456789abcdef0' }, 'InvalidInstanceID.NotFound', /'i-0123456789abcdef0' does not exist/],
    [{ InstanceId: 'x' }, 'InvalidInstanceID.Malformed', /Invalid id: "x" \(expecting "i-\.\.\."\)/],
    [
      { TagSpecifications: [{ ResourceType: 'volume', Tags: [] }] },
      'InvalidParameterValue',
      /^'volume' is not a valid taggable resource type for this operation\.$/,
    ],
    [
      { TagSpecifications: [{ ResourceType: 'image', Tags: [{ Key: 'aws:x', Value: '' }] }] },
      'InvalidParameterValue',
      /reserved for internal use/,
    ],
  ])('refuses to make one of %j', (input, code, message) => {
    const bench = createServiceBench(ec2);
    makeImage(bench);
    const good = { InstanceId: run(bench).InstanceId, Name: 'golden-2' };
    bench.pass(minute);
    const fault = faultOf(() => bench.call('CreateImage', { ...good, ...input }));
    expect(fault.code).toBe(code);
    expect(fault.message).toMatch(message);
  });

  it('refuses an instance that is neither running nor stopped', () => {
    const bench = createServiceBench(ec2);
    const { InstanceId } = run(bench);
    expect(faultOf(() => bench.call('CreateImage', { InstanceId, Name: 'golden-1' })).code).toBe('IncorrectState');
  });

  it('refuses an instance type of another architecture', () => {
    const bench = createServiceBench(ec2);
    const fault = faultOf(() => run(bench, { InstanceType: 'c7gn.large' }));
    expect(fault.message).toMatch(/^The architecture 'arm64' of the specified instance type does not match/);
    expect(run(bench, { ImageId: publicImage(bench, 'arm64').ImageId, InstanceType: 'is4gen.large' })).toMatchObject({
      Architecture: 'arm64',
    });
  });

  it('stops, starts and terminates', () => {
    const bench = createServiceBench(ec2);
    const InstanceIds = [textOf(run(bench).InstanceId) ?? ''];
    bench.pass(minute);
    expect(bench.call('StopInstances', { InstanceIds })).toEqual({
      StoppingInstances: [
        {
          InstanceId: InstanceIds[0],
          CurrentState: { Code: 64, Name: 'stopping' },
          PreviousState: { Code: 16, Name: 'running' },
        },
      ],
    });
    expect(faultOf(() => bench.call('StartInstances', { InstanceIds })).code).toBe('IncorrectInstanceState');
    bench.pass(minute);
    bench.call('StartInstances', { InstanceIds });
    bench.pass(minute);
    bench.call('TerminateInstances', { InstanceIds });
    bench.pass(minute);
    const [reservation] = structuresOf(bench.call('DescribeInstances', { InstanceIds }).Reservations);
    expect(structuresOf(reservation?.Instances)).toMatchObject([{ State: { Code: 48, Name: 'terminated' } }]);
    expect(bench.call('DescribeVolumes').Volumes).toEqual([]);
    bench.pass(61 * minute);
    expect(bench.call('DescribeInstances').Reservations).toEqual([]);
  });

  it('reports the last launch a day later, to the owner alone', () => {
    const bench = createServiceBench(ec2);
    const id = makeImage(bench);
    expect(imageOf(bench, id).LastLaunchedTime).toBeUndefined();
    const launched = new Date(bench.now()).toISOString();
    run(bench, { ImageId: id });
    expect(imageOf(bench, id).LastLaunchedTime).toBeUndefined();
    bench.pass(day);
    expect(imageOf(bench, id)).toMatchObject({ LastLaunchedTime: launched });
    run(bench, { ImageId: id });
    expect(imageOf(bench, id)).toMatchObject({ LastLaunchedTime: launched });
    bench.call('ModifyImageAttribute', { ImageId: id, LaunchPermission: { Add: [{ UserId: other }] } });
    expect(imageOf(bench, id, { account: other }).LastLaunchedTime).toBeUndefined();
  });
});

describe('copies', () => {
  it('go to another region with snapshots of their own, encrypted when asked', () => {
    const bench = createServiceBench(ec2);
    const source = makeImage(bench, 'golden-1', {
      Description: 'first',
      TagSpecifications: [{ ResourceType: 'image', Tags: [{ Key: 'team', Value: 'web' }] }],
    });
    const place = { region: 'eu-west-1' };
    const input = {
      Name: 'golden-1',
      SourceImageId: source,
      SourceRegion: 'us-east-1',
      Encrypted: true,
      CopyImageTags: true,
      TagSpecifications: [{ ResourceType: 'image', Tags: [{ Key: 'copy', Value: 'yes' }] }],
    };
    const copy = textOf(bench.call('CopyImage', input, place).ImageId) ?? '';
    expect(imageOf(bench, copy, place)).toMatchObject({ State: 'pending' });
    bench.pass(20 * minute);
    expect(imageOf(bench, copy, place)).toMatchObject({
      Name: 'golden-1',
      State: 'available',
      SourceImageId: source,
      SourceImageRegion: 'us-east-1',
      BlockDeviceMappings: [{ Ebs: { Encrypted: true } }],
      Tags: [
        { Key: 'team', Value: 'web' },
        { Key: 'copy', Value: 'yes' },
      ],
    });
    expect(structuresOf(bench.call('DescribeSnapshots', {}, place).Snapshots)).toMatchObject([
      { Encrypted: true, KmsKeyId: expect.stringMatching(/^arn:aws:kms:eu-west-1:/), VolumeId: 'vol-ffffffff' },
    ]);
    const { ImageAncestryEntries } = bench.call('GetImageAncestry', { ImageId: copy }, place);
    expect(structuresOf(ImageAncestryEntries).map(({ ImageId }) => ImageId)).toEqual([
      copy,
      source,
      publicImage(bench).ImageId,
    ]);
  });

  it('are made once for a client token, and another request with it is refused', () => {
    const bench = createServiceBench(ec2);
    const input = { Name: 'copy', SourceImageId: makeImage(bench), SourceRegion: 'us-east-1', ClientToken: 't' };
    const first = bench.call('CopyImage', input);
    expect(bench.call('CopyImage', input)).toEqual(first);
    expect(faultOf(() => bench.call('CopyImage', { ...input, Name: 'other' })).code).toBe(
      'IdempotentParameterMismatch',
    );
    expect(bench.call('CopyImage', { ...input, ClientToken: 'u' })).not.toEqual(first);
  });

  it.each([
    [{ SourceImageId: 'ami-0123456789abcdef0' }, 'InvalidAMIID.NotFound'],
    [{ SourceRegion: 'nowhere' }, 'InvalidParameterValue'],
    [{ KmsKeyId: 'alias/mine' }, 'InvalidParameterCombination'],
  ])('refuses %j', (input, code) => {
    const bench = createServiceBench(ec2);
    const good = { Name: 'copy', SourceImageId: makeImage(bench), SourceRegion: 'us-east-1' };
    expect(faultOf(() => bench.call('CopyImage', { ...good, ...input })).code).toBe(code);
  });
});

describe('registering and deregistering', () => {
  it('registers a snapshot as an image, with size and encryption of the snapshot', () => {
    const bench = createServiceBench(ec2);
    makeImage(bench);
    const [snapshot] = structuresOf(bench.call('DescribeSnapshots').Snapshots);
    const SnapshotId = textOf(snapshot?.SnapshotId);
    const answer = bench.call('RegisterImage', {
      Name: 'registered',
      RootDeviceName: '/dev/sda1',
      Architecture: 'arm64',
      VirtualizationType: 'hvm',
      BlockDeviceMappings: [{ DeviceName: '/dev/sda1', Ebs: { SnapshotId } }],
    });
    bench.pass(minute);
    expect(imageOf(bench, textOf(answer.ImageId) ?? '')).toMatchObject({
      State: 'available',
      Architecture: 'arm64',
      RootDeviceType: 'ebs',
      BlockDeviceMappings: [{ DeviceName: '/dev/sda1', Ebs: { SnapshotId, VolumeSize: 8, Encrypted: false } }],
    });
    expect(faultOf(() => bench.call('DeleteSnapshot', { SnapshotId })).code).toBe('InvalidSnapshot.InUse');
    const lost = { DeviceName: '/dev/sda1', Ebs: { SnapshotId: 'snap-0123456789abcdef0' } };
    const input = { Name: 'another', RootDeviceName: '/dev/sda1', BlockDeviceMappings: [lost] };
    expect(faultOf(() => bench.call('RegisterImage', input))).toEqual({
      code: 'InvalidSnapshot.NotFound',
      message: "The snapshot 'snap-0123456789abcdef0' does not exist.",
    });
  });

  it('forgets a deregistered image, keeps its snapshots unless told otherwise', () => {
    const bench = createServiceBench(ec2);
    const kept = makeImage(bench, 'kept-snapshots');
    expect(bench.call('DeregisterImage', { ImageId: kept })).toEqual({ Return: true });
    expect(structuresOf(bench.call('DescribeSnapshots').Snapshots)).toHaveLength(1);
    const gone = makeImage(bench, 'no-snapshots');
    const answer = bench.call('DeregisterImage', { ImageId: gone, DeleteAssociatedSnapshots: true });
    expect(answer.DeleteSnapshotResults).toMatchObject([{ ReturnCode: 'success' }]);
    expect(structuresOf(bench.call('DescribeSnapshots').Snapshots)).toHaveLength(1);
    expect(bench.call('DescribeImages', { ImageIds: [gone] }).Images).toEqual([]);
    expect(faultOf(() => bench.call('DeregisterImage', { ImageId: gone }))).toEqual({
      code: 'InvalidAMIID.Unavailable',
      message: `The image id '[${gone}]' is no longer available`,
    });
    bench.pass(3 * day);
    expect(faultOf(() => imageOf(bench, gone)).code).toBe('InvalidAMIID.NotFound');
  });

  it('answers nothing for a deregistered image while instances run it', () => {
    const bench = createServiceBench(ec2);
    const ImageId = makeImage(bench);
    const InstanceIds = [textOf(run(bench, { ImageId }).InstanceId) ?? ''];
    bench.call('DeregisterImage', { ImageId });
    bench.pass(30 * day);
    expect(bench.call('DescribeImages', { ImageIds: [ImageId] }).Images).toEqual([]);
    expect(bench.call('DescribeInstanceImageMetadata', { InstanceIds }).InstanceImageMetadata).toMatchObject([
      { ImageMetadata: { ImageId, State: 'deregistered', Name: 'golden-1' } },
    ]);
    bench.call('TerminateInstances', { InstanceIds });
    expect(faultOf(() => imageOf(bench, ImageId)).code).toBe('InvalidAMIID.NotFound');
  });

  it("refuses others' images, and protected ones until a day after the protection went", () => {
    const bench = createServiceBench(ec2);
    const ImageId = makeImage(bench);
    const theirs = textOf(publicImage(bench).ImageId) ?? '';
    expect(faultOf(() => bench.call('DeregisterImage', { ImageId: theirs }))).toEqual({
      code: 'AuthFailure',
      message: `Not authorized for image:${theirs}`,
    });
    bench.call('EnableImageDeregistrationProtection', { ImageId, WithCooldown: true });
    expect(imageOf(bench, ImageId)).toMatchObject({ DeregistrationProtection: 'enabled-with-cooldown' });
    expect(faultOf(() => bench.call('DeregisterImage', { ImageId })).code).toBe('OperationNotPermitted');
    bench.call('DisableImageDeregistrationProtection', { ImageId });
    expect(faultOf(() => bench.call('DeregisterImage', { ImageId })).code).toBe('OperationNotPermitted');
    bench.pass(day);
    expect(bench.call('DeregisterImage', { ImageId })).toEqual({ Return: true });
  });

  it('keeps what a retention rule wants in the Recycle Bin, and restores it', () => {
    const bench = createServiceBench(ec2);
    bench.state
      .table<RetentionRule>(benchPlace, retentionRulesTable)
      .set('rule', { identifier: 'rule', days: 2, tags: [{ Key: 'keep', Value: 'yes' }] });
    const tags = [{ ResourceType: 'image', Tags: [{ Key: 'keep', Value: 'yes' }] }];
    const ImageId = makeImage(bench, 'golden-1', { TagSpecifications: tags });
    bench.call('DeregisterImage', { ImageId });
    expect(bench.call('ListImagesInRecycleBin').Images).toMatchObject([{ ImageId, Name: 'golden-1' }]);
    bench.call('RestoreImageFromRecycleBin', { ImageId });
    expect(imageOf(bench, ImageId)).toMatchObject({ State: 'available' });
    bench.call('DeregisterImage', { ImageId });
    bench.pass(2 * day);
    expect(bench.call('ListImagesInRecycleBin').Images).toEqual([]);
    expect(faultOf(() => bench.call('RestoreImageFromRecycleBin', { ImageId })).code).toBe('InvalidAMIID.NotFound');
  });
});

describe('attributes', () => {
  it('share an image, make it public and take both back', () => {
    const bench = createServiceBench(ec2);
    const ImageId = makeImage(bench);
    const permissions = () =>
      bench.call('DescribeImageAttribute', { ImageId, Attribute: 'launchPermission' }).LaunchPermissions;
    expect(faultOf(() => imageOf(bench, ImageId, { account: other })).code).toBe('InvalidAMIID.NotFound');
    bench.call('ModifyImageAttribute', {
      ImageId,
      OperationType: 'add',
      Attribute: 'launchPermission',
      UserIds: [other],
    });
    expect(imageOf(bench, ImageId, { account: other })).toMatchObject({ ImageId, Public: false });
    const all = { ImageId, LaunchPermission: { Add: [{ Group: 'all' }], Remove: [{ UserId: other }] } };
    expect(faultOf(() => bench.call('ModifyImageAttribute', all)).code).toBe('OperationNotPermitted');
    expect(permissions()).toEqual([{ UserId: other }]);
    bench.call('DisableImageBlockPublicAccess');
    bench.call('ModifyImageAttribute', all);
    expect(permissions()).toEqual([{ Group: 'all' }]);
    expect(imageOf(bench, ImageId)).toMatchObject({ Public: true, DeprecationTime: expect.any(String) });
    bench.call('ResetImageAttribute', { ImageId, Attribute: 'launchPermission' });
    expect([permissions(), imageOf(bench, ImageId).Public]).toEqual([[], false]);
  });

  it.each([
    [{ UserIds: [other, 'bob'], OperationType: 'add' }, 'Invalid attribute item value "bob" for userId item type.'],
    [
      { LaunchPermission: { Add: [{ Group: 'some' }] } },
      'Invalid attribute item value "some" for userGroup item type.',
    ],
  ])('changes nothing for %j', (input, message) => {
    const bench = createServiceBench(ec2);
    const ImageId = makeImage(bench);
    const fault = faultOf(() => bench.call('ModifyImageAttribute', { ImageId, ...input }));
    expect(fault).toEqual({ code: 'InvalidAMIAttributeItemValue', message });
    const answer = bench.call('DescribeImageAttribute', { ImageId, Attribute: 'launchPermission' });
    expect(answer.LaunchPermissions).toEqual([]);
  });

  it('let the other side give up its share', () => {
    const bench = createServiceBench(ec2);
    const ImageId = makeImage(bench);
    bench.call('ModifyImageAttribute', { ImageId, LaunchPermission: { Add: [{ UserId: other }] } });
    bench.call('CancelImageLaunchPermission', { ImageId }, { account: other });
    expect(faultOf(() => imageOf(bench, ImageId, { account: other })).code).toBe('InvalidAMIID.NotFound');
    expect(faultOf(() => bench.call('CancelImageLaunchPermission', { ImageId })).code).toBe('AuthFailure');
  });

  it('describes and changes the description and IMDS support', () => {
    const bench = createServiceBench(ec2);
    const ImageId = makeImage(bench);
    bench.call('ModifyImageAttribute', { ImageId, Description: { Value: 'new' } });
    bench.call('ModifyImageAttribute', { ImageId, Attribute: 'imdsSupport', Value: 'v2.0' });
    expect(bench.call('DescribeImageAttribute', { ImageId, Attribute: 'description' })).toEqual({
      ImageId,
      Description: { Value: 'new' },
    });
    expect(bench.call('DescribeImageAttribute', { ImageId, Attribute: 'imdsSupport' })).toMatchObject({
      ImdsSupport: { Value: 'v2.0' },
    });
    expect(faultOf(() => bench.call('DescribeImageAttribute', { ImageId, Attribute: 'blockDeviceMapping' }))).toEqual({
      code: 'AuthFailure',
      message: 'Unauthorized attempt to access restricted resource',
    });
    expect(faultOf(() => bench.call('DescribeImageAttribute', { ImageId, Attribute: 'colour' }))).toEqual({
      code: 'InvalidRequest',
      message: 'The request received was invalid',
    });
  });
});

describe('switches', () => {
  it('disable an image, which nobody else has then, and enable it again', () => {
    const bench = createServiceBench(ec2);
    const ImageId = makeImage(bench);
    bench.call('ModifyImageAttribute', { ImageId, LaunchPermission: { Add: [{ UserId: other }] } });
    bench.call('DisableImage', { ImageId });
    const Owners = ['self'];
    expect(bench.call('DescribeImages', { Owners }).Images).toEqual([]);
    expect(bench.call('DescribeImages', { Owners, IncludeDisabled: true }).Images).toMatchObject([
      { State: 'disabled' },
    ]);
    expect(faultOf(() => run(bench, { ImageId })).code).toBe('IncorrectState');
    bench.call('EnableImage', { ImageId });
    expect(imageOf(bench, ImageId)).toMatchObject({ State: 'available' });
    expect(faultOf(() => imageOf(bench, ImageId, { account: other })).code).toBe('InvalidAMIID.NotFound');
    expect(faultOf(() => bench.call('EnableImage', { ImageId })).code).toBe('IncorrectState');
  });

  it('deprecate an image at a whole minute to come', () => {
    const bench = createServiceBench(ec2);
    const ImageId = makeImage(bench);
    bench.call('EnableImageDeprecation', { ImageId, DeprecateAt: '2027-01-01T10:00:31.000Z' });
    expect(imageOf(bench, ImageId)).toMatchObject({ DeprecationTime: '2027-01-01T10:01:00.000Z' });
    for (const DeprecateAt of ['2026-01-01T00:00:00.000Z', '2037-01-01T00:00:00.000Z']) {
      const fault = faultOf(() => bench.call('EnableImageDeprecation', { ImageId, DeprecateAt }));
      expect(fault.code).toBe('InvalidParameterValue');
    }
    bench.call('DisableImageDeprecation', { ImageId });
    expect(imageOf(bench, ImageId).DeprecationTime).toBeUndefined();
  });

  it('let an account find and launch allowed images only', () => {
    const bench = createServiceBench(ec2);
    const own = makeImage(bench);
    const Owners = ['self', 'amazon'];
    const ubuntu = { Owners: ['099720109477'] };
    const [foreign] = structuresOf(bench.call('DescribeImages', ubuntu).Images);
    bench.call('ReplaceImageCriteriaInAllowedImagesSettings', {
      ImageCriteria: [{ ImageProviders: ['137112412989'] }],
    });
    bench.call('EnableAllowedImagesSettings', { AllowedImagesSettingsState: 'audit-mode' });
    expect(structuresOf(bench.call('DescribeImages', ubuntu).Images)[0]).toMatchObject({ ImageAllowed: false });
    expect(imageOf(bench, own)).toMatchObject({ ImageAllowed: true });
    bench.call('EnableAllowedImagesSettings', { AllowedImagesSettingsState: 'enabled' });
    expect(bench.call('GetAllowedImagesSettings')).toEqual({
      State: 'enabled',
      ImageCriteria: [{ ImageProviders: ['137112412989'] }],
      ManagedBy: 'account',
    });
    const found = structuresOf(bench.call('DescribeImages', { Owners }).Images);
    expect(new Set(found.map(({ OwnerId }) => OwnerId))).toEqual(new Set([account, '137112412989']));
    expect(faultOf(() => run(bench, { ImageId: foreign?.ImageId })).code).toBe('IncorrectState');
    bench.call('DisableAllowedImagesSettings');
    expect(run(bench, { ImageId: foreign?.ImageId })).toMatchObject({ ImageId: foreign?.ImageId });
  });

  it('mark an image and what is made of it', () => {
    const bench = createServiceBench(ec2);
    const ImageId = makeImage(bench);
    const { WatermarkKey } = bench.call('AttachImageWatermark', { ImageId, WatermarkName: 'approved' });
    const input = { Name: 'copy', SourceImageId: ImageId, SourceRegion: 'us-east-1' };
    const copy = textOf(bench.call('CopyImage', input).ImageId) ?? '';
    expect(imageOf(bench, copy)).toMatchObject({ ImageWatermarks: [{ WatermarkKey, SourceImageId: ImageId }] });
    bench.call('DetachImageWatermark', { ImageId, WatermarkKey });
    expect(imageOf(bench, ImageId)).toMatchObject({ ImageWatermarks: [] });
  });
});

describe('tags', () => {
  it('come, change, are listed and go', () => {
    const bench = createServiceBench(ec2);
    const ImageId = makeImage(bench);
    const { InstanceId } = run(bench);
    const Resources = [ImageId, textOf(InstanceId) ?? '', 'vpc-0123456789abcdef0'];
    bench.call('CreateTags', {
      Resources,
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '2' },
      ],
    });
    bench.call('CreateTags', { Resources: [ImageId], Tags: [{ Key: 'a', Value: '3' }] });
    expect(imageOf(bench, ImageId).Tags).toEqual([
      { Key: 'a', Value: '3' },
      { Key: 'b', Value: '2' },
    ]);
    const Filters = [{ Name: 'key', Values: ['a'] }];
    const types = structuresOf(bench.call('DescribeTags', { Filters }).Tags).map(({ ResourceType }) => ResourceType);
    expect(types.sort()).toEqual(['image', 'instance', 'vpc']);
    bench.call('DeleteTags', { Resources: [ImageId], Tags: [{ Key: 'a', Value: '1' }, { Key: 'b' }] });
    expect(imageOf(bench, ImageId).Tags).toEqual([{ Key: 'a', Value: '3' }]);
    bench.call('DeleteTags', { Resources: [ImageId] });
    expect(imageOf(bench, ImageId).Tags).toBeUndefined();
  });

  it('change nothing when one resource is not there', () => {
    const bench = createServiceBench(ec2);
    const ImageId = makeImage(bench);
    const Tags = [{ Key: 'a', Value: '1' }];
    const change = (lost: string) => faultOf(() => bench.call('CreateTags', { Resources: [ImageId, lost], Tags })).code;
    expect(['ami-0123456789abcdef0', 'snap-0123456789abcdef0', 'what'].map(change)).toEqual([
      'InvalidAMIID.NotFound',
      'InvalidSnapshot.NotFound',
      'InvalidID',
    ]);
    expect(imageOf(bench, ImageId).Tags).toBeUndefined();
  });

  it('are at most 50', () => {
    const bench = createServiceBench(ec2);
    const Tags = Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: '' }));
    const Resources = [makeImage(bench)];
    expect(faultOf(() => bench.call('CreateTags', { Resources, Tags })).code).toBe('TagLimitExceeded');
    // "Tag values are case-sensitive and accept a maximum of 256 Unicode characters."
    const long = (length: number) => () =>
      bench.call('CreateTags', { Resources, Tags: [{ Key: 'long', Value: 'x'.repeat(length) }] });
    expect(long(256)()).toEqual({});
    expect(faultOf(long(257)).code).toBe('InvalidParameterValue');
  });
});

describe('imports and exports', () => {
  it('import an image, which appears when the task is over', () => {
    const bench = createServiceBench(ec2);
    const DiskContainers = [{ Format: 'ova', UserBucket: { S3Bucket: 'disks', S3Key: 'a.ova' } }];
    const task = bench.call('ImportImage', { DiskContainers, Description: 'from the old world' });
    expect(task).toMatchObject({ Status: 'active', Progress: '0', SnapshotDetails: [{ Format: 'OVA' }] });
    expect(bench.call('DescribeImages', { Owners: ['self'] }).Images).toEqual([]);
    bench.pass(30 * minute);
    const [image] = structuresOf(bench.call('DescribeImages', { Owners: ['self'] }).Images);
    expect(image).toMatchObject({ Name: task.ImportTaskId, Description: 'from the old world', State: 'available' });
    expect(bench.call('DescribeImportImageTasks', { ImportTaskIds: [task.ImportTaskId ?? ''] })).toMatchObject({
      ImportImageTasks: [{ Status: 'completed', ImageId: image?.ImageId }],
    });
    expect(faultOf(() => bench.call('ImportImage')).code).toBe('MissingParameter');
  });

  it('export an image, and can be cancelled while they go on', () => {
    const bench = createServiceBench(ec2);
    const ImageId = makeImage(bench);
    const input = { ImageId, DiskImageFormat: 'VMDK', S3ExportLocation: { S3Bucket: 'disks', S3Prefix: 'out/' } };
    const task = bench.call('ExportImage', input);
    expect(task).toMatchObject({ Status: 'active', DiskImageFormat: 'VMDK', ImageId, RoleName: 'vmimport' });
    bench.pass(10 * minute);
    const second = bench.call('ExportImage', input);
    bench.call('CancelExportTask', { ExportTaskId: second.ExportImageTaskId });
    bench.pass(20 * minute);
    const Filters = [{ Name: 'task-state', Values: ['completed'] }];
    expect(bench.call('DescribeExportImageTasks', { Filters })).toMatchObject({
      ExportImageTasks: [{ ExportImageTaskId: task.ExportImageTaskId, Status: 'completed' }],
    });
    const over = { ExportTaskId: task.ExportImageTaskId };
    expect(faultOf(() => bench.call('CancelExportTask', over)).code).toBe('IncorrectState');
    expect(faultOf(() => bench.call('ExportImage', { ...input, DiskImageFormat: 'ZIP' })).code).toBe(
      'InvalidParameterValue',
    );
  });
});

describe('the use of images', () => {
  it('is told by references and reports', () => {
    const bench = createServiceBench(ec2);
    const ImageId = makeImage(bench);
    const InstanceId = run(bench, { ImageId }).InstanceId;
    bench.call('ModifyImageAttribute', { ImageId, LaunchPermission: { Add: [{ UserId: other }] } });
    const launch = { ImageId, InstanceType: 't3.micro', MinCount: 2, MaxCount: 2 };
    bench.call('RunInstances', launch, { account: other });
    const references = bench.call('DescribeImageReferences', { ImageIds: [ImageId], IncludeAllResourceTypes: true });
    expect(references.ImageReferences).toEqual([
      { ImageId, ResourceType: 'ec2:Instance', Arn: `arn:aws:ec2:us-east-1:${account}:instance/${InstanceId}` },
    ]);
    const report = { ImageId, ResourceTypes: [{ ResourceType: 'ec2:Instance' }] };
    const { ReportId } = bench.call('CreateImageUsageReport', report);
    expect(bench.call('DescribeImageUsageReportEntries').ImageUsageReportEntries).toEqual([]);
    bench.pass(5 * minute);
    expect(bench.call('DescribeImageUsageReports').ImageUsageReports).toMatchObject([{ ReportId, State: 'available' }]);
    expect(bench.call('DescribeImageUsageReportEntries').ImageUsageReportEntries).toMatchObject([
      { AccountId: account, UsageCount: 1 },
      { AccountId: other, UsageCount: 2 },
    ]);
    bench.call('DeleteImageUsageReport', { ReportId });
    expect(bench.call('DescribeImageUsageReports').ImageUsageReports).toEqual([]);
  });
});

describe('regions and zones', () => {
  it('are listed', () => {
    const bench = createServiceBench(ec2);
    const regions = structuresOf(bench.call('DescribeRegions').Regions);
    expect(regions).toContainEqual({
      RegionName: 'eu-central-1',
      Endpoint: 'ec2.eu-central-1.amazonaws.com',
      OptInStatus: 'opt-in-not-required',
    });
    expect(structuresOf(bench.call('DescribeRegions', { AllRegions: true }).Regions).length).toBeGreaterThan(
      regions.length,
    );
    const zones = structuresOf(bench.call('DescribeAvailabilityZones', {}, { region: 'us-west-2' }).AvailabilityZones);
    expect(zones.map(({ ZoneName, ZoneId }) => [ZoneName, ZoneId])).toContainEqual(['us-west-2a', 'usw2-az1']);
    expect(faultOf(() => bench.call('DescribeRegions', { RegionNames: ['mars-1'] })).code).toBe(
      'InvalidParameterValue',
    );
  });
});

describe('allowed images', () => {
  it('can be those with a watermark of some age and region', () => {
    const bench = createServiceBench(ec2);
    const ImageId = makeImage(bench);
    bench.call('AttachImageWatermark', { ImageId, WatermarkName: 'approved' });
    bench.call('ModifyImageAttribute', { ImageId, LaunchPermission: { Add: [{ UserId: other }] } });
    const theirs = { account: other };
    const meets = (criterion: WireStructure) => {
      const ImageCriteria = [{ ImageWatermarks: [{ WatermarkKey: `${account}:approved`, ...criterion }] }];
      bench.call('ReplaceImageCriteriaInAllowedImagesSettings', { ImageCriteria }, theirs);
      return imageOf(bench, ImageId, theirs).ImageAllowed;
    };
    bench.call('EnableAllowedImagesSettings', { AllowedImagesSettingsState: 'audit-mode' }, theirs);
    expect([
      meets({}),
      meets({ SourceImageRegion: 'eu-west-1' }),
      meets({ MaximumDaysSinceWatermarkCreated: 1 }),
    ]).toEqual([true, false, true]);
    bench.pass(2 * day);
    expect([meets({ MaximumDaysSinceWatermarkCreated: 1 }), meets({ MaximumDaysSinceSourceImageCreated: 3 })]).toEqual([
      false,
      true,
    ]);
  });
});
