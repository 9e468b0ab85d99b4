import { beforeAll, describe, expect, it } from 'vitest';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { loadSchema } from '../../../../catalog/schema-store.ts';
import { structureOf, textOf } from '../../../kit/members.ts';
import { createCloudControl } from '../../cloudcontrol/cloud-control-service.ts';
import { ec2 } from '../ec2.ts';
import { createWorld, listOf, type World } from '../test-world.ts';

const cloudControl = createCloudControl([ec2], loadSchema);
let world: World;

beforeAll(() => {
  world = createWorld();
});

async function call(operation: string, input: WireStructure): Promise<WireStructure> {
  return (await cloudControl.operations[operation]?.(input, world.bench.context())) ?? {};
}

/** The end of a change: what its event says. */
async function change(operation: string, input: WireStructure): Promise<WireStructure> {
  const { RequestToken } = structureOf((await call(operation, input)).ProgressEvent);
  return structureOf((await call('GetResourceRequestStatus', { RequestToken })).ProgressEvent);
}

async function create(TypeName: string, properties: WireStructure): Promise<string> {
  const event = await change('CreateResource', { TypeName, DesiredState: JSON.stringify(properties) });
  expect(event).toMatchObject({ OperationStatus: 'SUCCESS' });
  return textOf(event.Identifier) ?? '';
}

async function read(TypeName: string, Identifier: string): Promise<WireStructure> {
  const { Properties } = structureOf((await call('GetResource', { TypeName, Identifier })).ResourceDescription);
  return JSON.parse(textOf(Properties) ?? '') as WireStructure;
}

async function identifiers(TypeName: string): Promise<readonly unknown[]> {
  const { ResourceDescriptions } = await call('ListResources', { TypeName });
  return (ResourceDescriptions as readonly WireStructure[]).map(({ Identifier }) => Identifier);
}

const patch = (TypeName: string, Identifier: string, ...operations: readonly WireStructure[]) =>
  change('UpdateResource', { TypeName, Identifier, PatchDocument: JSON.stringify(operations) });
const remove = (TypeName: string, Identifier: string) => change('DeleteResource', { TypeName, Identifier });

describe('one state of EC2 and Cloud Control', () => {
  it('has instances', async () => {
    const type = 'AWS::EC2::Instance';
    expect(await identifiers(type)).toContain(world.instance);
    const id = await create(type, {
      ImageId: world.image,
      InstanceType: 't3.small',
      Tags: [{ Key: 'Name', Value: 'web' }],
    });
    const shown = () => {
      const [reservation] = listOf(world.bench.call('DescribeInstances', { InstanceIds: [id] }), 'Reservations');
      return listOf(reservation ?? {}, 'Instances')[0] ?? {};
    };
    expect(shown()).toMatchObject({ InstanceType: 't3.small', State: { Name: 'running' } });
    expect(await read(type, id)).toMatchObject({
      ImageId: world.image,
      InstanceType: 't3.small',
      State: { Code: '16', Name: 'running' },
      SubnetId: shown().SubnetId,
      Tags: [{ Key: 'Name', Value: 'web' }],
    });
    const updated = await patch(
      type,
      id,
      { op: 'replace', path: '/InstanceType', value: 't3.large' },
      { op: 'replace', path: '/Tags/0/Value', value: 'api' },
    );
    expect(updated.OperationStatus).toBe('SUCCESS');
    expect(shown()).toMatchObject({
      InstanceType: 't3.large',
      Tags: [{ Key: 'Name', Value: 'api' }],
      State: { Name: 'running' },
    });
    await patch(type, id, { op: 'replace', path: '/DisableApiTermination', value: true });
    expect(await remove(type, id)).toMatchObject({ OperationStatus: 'FAILED' });
    await patch(type, id, { op: 'replace', path: '/DisableApiTermination', value: false });
    expect((await remove(type, id)).OperationStatus).toBe('SUCCESS');
    expect(shown()).toMatchObject({ State: { Name: 'terminated' } });
    expect(await identifiers(type)).not.toContain(id);
    expect(await remove(type, id)).toMatchObject({ OperationStatus: 'FAILED', ErrorCode: 'NotFound' });
  });

  it('waits for an instance as long as it starts', async () => {
    const slow = createWorld('real');
    const context = () => slow.bench.context();
    const input = { TypeName: 'AWS::EC2::Instance', DesiredState: JSON.stringify({ ImageId: slow.image }) };
    const { ProgressEvent } = (await cloudControl.operations.CreateResource?.(input, context())) ?? {};
    const { RequestToken } = structureOf(ProgressEvent);
    const status = async () => {
      const answer = await cloudControl.operations.GetResourceRequestStatus?.({ RequestToken }, context());
      return structureOf(answer?.ProgressEvent).OperationStatus;
    };
    slow.bench.pass(3_000);
    expect(await status()).toBe('IN_PROGRESS');
    slow.bench.pass(600_000);
    expect(await status()).toBe('SUCCESS');
  });

  it('has volumes', async () => {
    const type = 'AWS::EC2::Volume';
    expect(await identifiers(type)).toContain(world.volume);
    const { AvailabilityZone } = await read(type, world.volume);
    const id = await create(type, { AvailabilityZone, Size: 8, VolumeType: 'gp3' });
    expect(listOf(world.bench.call('DescribeVolumes', { VolumeIds: [id] }), 'Volumes')).toMatchObject([{ Size: 8 }]);
    await patch(
      type,
      id,
      { op: 'replace', path: '/Size', value: 20 },
      { op: 'add', path: '/Tags', value: [{ Key: 'a', Value: 'b' }] },
    );
    const [volume] = listOf(world.bench.call('DescribeVolumes', { VolumeIds: [id] }), 'Volumes');
    expect(volume).toMatchObject({ Size: 20, Tags: [{ Key: 'a', Value: 'b' }] });
    const smaller = await patch(type, id, { op: 'replace', path: '/Size', value: 1 });
    expect(smaller).toMatchObject({ OperationStatus: 'FAILED', ErrorCode: 'InvalidRequest' });
    expect((await remove(type, id)).OperationStatus).toBe('SUCCESS');
    expect(await identifiers(type)).not.toContain(id);
    const elsewhere = { TypeName: type, DesiredState: '{"AvailabilityZone": "nowhere-1a", "Size": 1}' };
    expect(await change('CreateResource', elsewhere)).toMatchObject({ ErrorCode: 'NotFound' });
  });

  it('has launch templates, whose versions are updates', async () => {
    const type = 'AWS::EC2::LaunchTemplate';
    expect(await identifiers(type)).toEqual([world.template]);
    const LaunchTemplateData = { ImageId: world.image, InstanceType: 't3.micro' };
    const id = await create(type, { LaunchTemplateData });
    expect(await read(type, id)).toMatchObject({ LatestVersionNumber: '1', DefaultVersionNumber: '1' });
    await patch(type, id, { op: 'add', path: '/LaunchTemplateData', value: { ...LaunchTemplateData, KeyName: 'k' } });
    expect(await read(type, id)).toMatchObject({ LatestVersionNumber: '2', DefaultVersionNumber: '1' });
    const versions = world.bench.call('DescribeLaunchTemplateVersions', { LaunchTemplateId: id, Versions: ['2'] });
    expect(listOf(versions, 'LaunchTemplateVersions')).toMatchObject([{ LaunchTemplateData: { KeyName: 'k' } }]);
    const again = await change('CreateResource', {
      TypeName: type,
      DesiredState: JSON.stringify({ LaunchTemplateName: 'web', LaunchTemplateData }),
    });
    expect(again).toMatchObject({ OperationStatus: 'FAILED', ErrorCode: 'AlreadyExists' });
    expect((await remove(type, id)).OperationStatus).toBe('SUCCESS');
  });

  it('has key pairs', async () => {
    const type = 'AWS::EC2::KeyPair';
    expect(await create(type, { KeyName: 'deploy', KeyType: 'ed25519' })).toBe('deploy');
    const { KeyPairId, KeyFingerprint } = await read(type, 'deploy');
    const described = world.bench.call('DescribeKeyPairs', { KeyNames: ['deploy'] });
    expect(listOf(described, 'KeyPairs')).toMatchObject([{ KeyPairId, KeyFingerprint }]);
    const again = { TypeName: type, DesiredState: '{"KeyName": "deploy"}' };
    expect(await change('CreateResource', again)).toMatchObject({ ErrorCode: 'AlreadyExists' });
    expect((await remove(type, 'deploy')).OperationStatus).toBe('SUCCESS');
    expect(await remove(type, 'deploy')).toMatchObject({ ErrorCode: 'NotFound' });
  });

  it('has networks beside the default one', async () => {
    const vpcs = () => listOf(world.bench.call('DescribeVpcs'), 'Vpcs').map(({ VpcId }) => VpcId);
    const [usual] = vpcs();
    expect(await identifiers('AWS::EC2::VPC')).toEqual([usual]);
    const usualSubnets = listOf(world.bench.call('DescribeSubnets'), 'Subnets').map(({ SubnetId }) => SubnetId);
    expect(await identifiers('AWS::EC2::Subnet')).toEqual(usualSubnets);

    const vpc = await create('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16', Tags: [{ Key: 'Name', Value: 'apps' }] });
    expect(vpcs()).toEqual([usual, vpc]);
    const tagged = { Filters: [{ Name: 'tag:Name', Values: ['apps'] }] };
    expect(listOf(world.bench.call('DescribeVpcs', tagged), 'Vpcs')).toMatchObject([
      { VpcId: vpc, CidrBlock: '10.0.0.0/16', IsDefault: false },
    ]);
    const subnet = await create('AWS::EC2::Subnet', { VpcId: vpc, CidrBlock: '10.0.1.0/24' });
    const inside = { Filters: [{ Name: 'vpc-id', Values: [vpc] }] };
    expect(listOf(world.bench.call('DescribeSubnets', inside), 'Subnets')).toMatchObject([
      { SubnetId: subnet, AvailableIpAddressCount: 251, DefaultForAz: false },
    ]);
    const group = await create('AWS::EC2::SecurityGroup', {
      GroupName: 'web',
      GroupDescription: 'of the web',
      VpcId: vpc,
      SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '0.0.0.0/0' }],
    });
    expect(listOf(world.bench.call('DescribeSecurityGroups', { GroupIds: [group] }), 'SecurityGroups')).toMatchObject([
      { GroupName: 'web', IpPermissions: [{ FromPort: 443, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] },
    ]);
    const twice = {
      TypeName: 'AWS::EC2::SecurityGroup',
      DesiredState: JSON.stringify({ GroupName: 'web', GroupDescription: 'again', VpcId: vpc }),
    };
    expect(await change('CreateResource', twice)).toMatchObject({ ErrorCode: 'AlreadyExists' });

    await patch('AWS::EC2::Subnet', subnet, { op: 'replace', path: '/MapPublicIpOnLaunch', value: true });
    expect(listOf(world.bench.call('DescribeSubnets', inside), 'Subnets')).toMatchObject([
      { MapPublicIpOnLaunch: true },
    ]);
    await patch('AWS::EC2::VPC', textOf(usual) ?? '', {
      op: 'add',
      path: '/Tags',
      value: [{ Key: 'own', Value: '1' }],
    });
    expect(listOf(world.bench.call('DescribeVpcs'), 'Vpcs')[0]).toMatchObject({ Tags: [{ Key: 'own', Value: '1' }] });

    expect(await remove('AWS::EC2::VPC', vpc)).toMatchObject({ ErrorCode: 'ResourceConflict' });
    expect((await remove('AWS::EC2::Subnet', subnet)).OperationStatus).toBe('SUCCESS');
    expect((await remove('AWS::EC2::SecurityGroup', group)).OperationStatus).toBe('SUCCESS');
    expect((await remove('AWS::EC2::VPC', vpc)).OperationStatus).toBe('SUCCESS');
    expect(listOf(world.bench.call('DescribeSecurityGroups'), 'SecurityGroups')).toHaveLength(1);
    expect(await remove('AWS::EC2::VPC', vpc)).toMatchObject({ ErrorCode: 'NotFound' });
    expect(await remove('AWS::EC2::VPC', textOf(usual) ?? '')).toMatchObject({ ErrorCode: 'InvalidRequest' });
    const empty = { TypeName: 'AWS::EC2::VPC', DesiredState: '{}' };
    expect(await change('CreateResource', empty)).toMatchObject({ ErrorCode: 'InvalidRequest' });
  });

  it('says what it cannot change', async () => {
    const id = await create('AWS::EC2::Instance', { ImageId: world.image });
    const updated = await patch('AWS::EC2::Instance', id, { op: 'add', path: '/HostId', value: 'h-1' });
    expect(updated).toMatchObject({
      OperationStatus: 'FAILED',
      ErrorCode: 'InvalidRequest',
      StatusMessage: 'The sandbox cannot change HostId of this resource.',
    });
  });
});
