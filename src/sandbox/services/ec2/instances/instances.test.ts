import { createPrivateKey, createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { faultOf } from '../../../kit/fault-of.ts';
import { structureOf } from '../../../kit/members.ts';
import { createWorld, listOf } from '../test-world.ts';

const minute = 60_000;

describe('attributes of instances', () => {
  it('protect from termination and stop', () => {
    const { bench, instance: InstanceId } = createWorld();
    const change = (input: WireStructure) => bench.call('ModifyInstanceAttribute', { InstanceId, ...input });
    change({ DisableApiTermination: { Value: true } });
    const Attribute = 'disableApiTermination';
    expect(bench.call('DescribeInstanceAttribute', { InstanceId, Attribute })).toEqual({
      InstanceId,
      DisableApiTermination: { Value: true },
    });
    expect(faultOf(() => bench.call('TerminateInstances', { InstanceIds: [InstanceId] }))).toEqual({
      code: 'OperationNotPermitted',
      message: `The instance '${InstanceId}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`,
    });
    change({ Attribute, Value: 'false' });
    bench.call('TerminateInstances', { InstanceIds: [InstanceId] });
  });

  it('change types of stopped instances alone, one attribute a request', () => {
    const { bench, instance: InstanceId } = createWorld();
    const resize = { InstanceId, InstanceType: { Value: 't3.large' } };
    expect(faultOf(() => bench.call('ModifyInstanceAttribute', resize))).toEqual({
      code: 'IncorrectInstanceState',
      message: `The instance '${InstanceId}' is not in the 'stopped' state.`,
    });
    bench.call('StopInstances', { InstanceIds: [InstanceId] });
    bench.call('ModifyInstanceAttribute', resize);
    const [reservation] = listOf(bench.call('DescribeInstances', { InstanceIds: [InstanceId] }), 'Reservations');
    expect(listOf(reservation ?? {}, 'Instances')).toMatchObject([{ InstanceType: 't3.large' }]);
    const two = { ...resize, EbsOptimized: { Value: true } };
    expect(faultOf(() => bench.call('ModifyInstanceAttribute', two)).message).toBe(
      'Fields for multiple attribute types specified.',
    );
    const UserData = { Value: Buffer.from('#!/bin/sh') };
    bench.call('ModifyInstanceAttribute', { InstanceId, UserData });
    expect(bench.call('DescribeInstanceAttribute', { InstanceId, Attribute: 'userData' })).toMatchObject({
      UserData: { Value: Buffer.from('#!/bin/sh').toString('base64') },
    });
  });
});

describe('the status of instances', () => {
  it('is initializing, then ok; others than running ones show when asked for', () => {
    const { bench, image: ImageId, instance } = createWorld('real');
    const launched = bench.call('RunInstances', { ImageId, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 });
    const id = String(listOf(launched, 'Instances')[0]?.InstanceId);
    const statuses = (input: WireStructure = {}) =>
      listOf(bench.call('DescribeInstanceStatus', { InstanceIds: [id], ...input }), 'InstanceStatuses').map(
        ({ InstanceStatus }) => structureOf(InstanceStatus).Status,
      );
    expect([statuses(), statuses({ IncludeAllInstances: true })]).toEqual([[], ['not-applicable']]);
    bench.pass(minute);
    expect(statuses()).toEqual(['initializing']);
    bench.pass(5 * minute);
    expect(statuses()).toEqual(['ok']);
    expect(listOf(bench.call('DescribeInstanceStatus'), 'InstanceStatuses')).toHaveLength(2);
    bench.call('RebootInstances', { InstanceIds: [instance] });
  });
});

describe('the default network', () => {
  it('is where instances go, and is the same at every look', () => {
    const { bench, instance } = createWorld();
    const [vpc] = listOf(bench.call('DescribeVpcs', { Filters: [{ Name: 'is-default', Values: ['true'] }] }), 'Vpcs');
    const subnets = listOf(
      bench.call('DescribeSubnets', { Filters: [{ Name: 'vpc-id', Values: [String(vpc?.VpcId)] }] }),
      'Subnets',
    );
    const [group] = listOf(bench.call('DescribeSecurityGroups'), 'SecurityGroups');
    expect(subnets.map(({ AvailabilityZone }) => AvailabilityZone).sort()).toEqual(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `us-east-1${letter}`),
    );
    const [reservation] = listOf(bench.call('DescribeInstances', { InstanceIds: [instance] }), 'Reservations');
    const [shown] = listOf(reservation ?? {}, 'Instances');
    expect(shown).toMatchObject({
      VpcId: vpc?.VpcId,
      SecurityGroups: [{ GroupId: group?.GroupId, GroupName: 'default' }],
    });
    const home = subnets.find(({ SubnetId }) => SubnetId === shown?.SubnetId);
    expect(home?.AvailabilityZone).toBe(structureOf(shown?.Placement).AvailabilityZone);
    bench.call('CreateTags', { Resources: [String(home?.SubnetId)], Tags: [{ Key: 'Name', Value: 'home' }] });
    const Filters = [{ Name: 'tag:Name', Values: ['home'] }];
    expect(listOf(bench.call('DescribeSubnets', { Filters }), 'Subnets')).toMatchObject([{ SubnetId: home?.SubnetId }]);
  });

  it.each([
    ['DescribeVpcs', { VpcIds: ['vpc-0123456789abcdef0'] }, 'InvalidVpcID.NotFound'],
    ['DescribeVpcs', { VpcIds: ['x'] }, 'InvalidVpcID.Malformed'],
    ['DescribeSubnets', { SubnetIds: ['subnet-0123456789abcdef0'] }, 'InvalidSubnetID.NotFound'],
    ['DescribeSecurityGroups', { GroupIds: ['sg-0123456789abcdef0'] }, 'InvalidGroup.NotFound'],
    ['DescribeInstanceTypes', { InstanceTypes: ['t3.micro'], MaxResults: 5 }, 'InvalidParameterCombination'],
  ])('%s refuses %j', (operation, input, code) => {
    expect(faultOf(() => createWorld().bench.call(operation, input)).code).toBe(code);
  });
});

describe('key pairs', () => {
  it('give their private key once, to go with the public one', () => {
    const { bench, image: ImageId } = createWorld();
    const made = bench.call('CreateKeyPair', { KeyName: 'ops' });
    const [pair] = listOf(bench.call('DescribeKeyPairs', { IncludePublicKey: true }), 'KeyPairs');
    expect(pair).toMatchObject({ KeyName: 'ops', KeyType: 'rsa', KeyFingerprint: made.KeyFingerprint });
    expect(made.KeyFingerprint).toMatch(/^(?:[0-9a-f]{2}:){19}[0-9a-f]{2}$/);
    const { n } = createPublicKey(createPrivateKey(String(made.KeyMaterial))).export({ format: 'jwk' });
    const blob = Buffer.from(String(pair?.PublicKey).split(' ')[1] ?? '', 'base64');
    expect(blob.includes(Buffer.from(n ?? '', 'base64url'))).toBe(true);
    expect(faultOf(() => bench.call('CreateKeyPair', { KeyName: 'ops' })).code).toBe('InvalidKeyPair.Duplicate');
    const imported = bench.call('ImportKeyPair', {
      KeyName: 'again',
      PublicKeyMaterial: Buffer.from(String(pair?.PublicKey)),
    });
    expect(imported.KeyFingerprint).toMatch(/^(?:[0-9a-f]{2}:){15}[0-9a-f]{2}$/);
    const launch = { ImageId, InstanceType: 't3.micro', KeyName: 'again', MinCount: 1, MaxCount: 1 };
    expect(listOf(bench.call('RunInstances', launch), 'Instances')).toMatchObject([{ KeyName: 'again' }]);
    bench.call('DeleteKeyPair', { KeyName: 'again' });
    expect(listOf(bench.call('DescribeKeyPairs'), 'KeyPairs')).toHaveLength(1);
  });
});

describe('instance types', () => {
  it('say what AWS says of them', () => {
    const { bench } = createWorld();
    const types = (input: WireStructure) => listOf(bench.call('DescribeInstanceTypes', input), 'InstanceTypes');
    expect(types({ InstanceTypes: ['m7g.2xlarge'] })).toMatchObject([
      {
        ProcessorInfo: { SupportedArchitectures: ['arm64'] },
        VCpuInfo: { DefaultVCpus: 8, DefaultThreadsPerCore: 1 },
        MemoryInfo: { SizeInMiB: 32_768 },
      },
    ]);
    const arm = [{ Name: 'processor-info.supported-architecture', Values: ['arm64'] }];
    expect(types({ Filters: arm }).every(({ InstanceType }) => /^[a-z]\d+gn?\./.test(String(InstanceType)))).toBe(true);
    const micro = [{ Name: 'instance-type', Values: ['t2.micro'] }];
    expect(listOf(bench.call('DescribeInstanceTypeOfferings', { Filters: micro }), 'InstanceTypeOfferings')).toEqual([
      { InstanceType: 't2.micro', LocationType: 'region', Location: 'us-east-1' },
    ]);
  });
});
