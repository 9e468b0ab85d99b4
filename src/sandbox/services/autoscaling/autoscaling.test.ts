import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../../aws/service-model.ts';
import { callOperation } from '../../kit/call-operation.ts';
import { structuresOf, textOf } from '../../kit/members.ts';
import { modelConformance } from '../../kit/model-conformance.ts';
import { benchPlace, createServiceBench, type ServiceBench } from '../../kit/service-bench.ts';
import { ec2 } from '../ec2/ec2.ts';
import { autoscaling } from './autoscaling.ts';

const { account } = benchPlace;
const model = modelConformance('autoscaling');
const minute = 60_000;

/** A bench whose answers have to be as the model says, with a launch template and a launch configuration named `web`. */
function createBench() {
  const bench = createServiceBench(autoscaling);
  const ofEc2 = (operation: string, input: WireStructure = {}) => callOperation(ec2, operation, input, bench.context());
  const call: ServiceBench['call'] = (operation, input = {}, place = {}) => {
    const answer = bench.call(operation, input, place);
    expect(model.violationsOf(operation, 'output', answer)).toEqual([]);
    return answer;
  };
  const filters = [
    { Name: 'architecture', Values: ['x86_64'] },
    { Name: 'name', Values: ['al2023*'] },
  ];
  const [image] = structuresOf(ofEc2('DescribeImages', { Owners: ['amazon'], Filters: filters }).Images);
  const ImageId = textOf(image?.ImageId) ?? '';
  ofEc2('CreateLaunchTemplate', {
    LaunchTemplateName: 'web',
    LaunchTemplateData: { ImageId, InstanceType: 't3.micro' },
  });
  call('CreateLaunchConfiguration', { LaunchConfigurationName: 'web', ImageId, InstanceType: 't3.small' });
  return {
    ...bench,
    call,
    ofEc2,
    ImageId,
    make: (more: WireStructure = {}) =>
      call('CreateAutoScalingGroup', {
        AutoScalingGroupName: 'web',
        LaunchConfigurationName: 'web',
        MinSize: 1,
        MaxSize: 4,
        AvailabilityZones: ['us-east-1a', 'us-east-1b'],
        ...more,
      }),
    group: (name = 'web') => {
      const { AutoScalingGroups } = call('DescribeAutoScalingGroups', { AutoScalingGroupNames: [name] });
      return structuresOf(AutoScalingGroups)[0] ?? {};
    },
    pass: (milliseconds: number) => {
      bench.pass(milliseconds);
      autoscaling.advance?.(bench.state, bench.clock);
    },
  };
}

const refusal = (code: string, message: string) =>
  expect.objectContaining({ code, message: expect.stringContaining(message) });
const idsIn = (group: WireStructure) => structuresOf(group.Instances).map(({ InstanceId }) => String(InstanceId));

describe('a group', () => {
  it('launches what it wants, over its zones, and tells of it', () => {
    const bench = createBench();
    const Tags = [
      { Key: 'team', Value: 'web', PropagateAtLaunch: true },
      { Key: 'own', Value: 'x', PropagateAtLaunch: false },
    ];
    expect(bench.make({ DesiredCapacity: 3, Tags, HealthCheckGracePeriod: 60 })).toEqual({});
    expect(bench.group()).toMatchObject({
      AutoScalingGroupName: 'web',
      AutoScalingGroupARN: expect.stringMatching(
        `^arn:aws:autoscaling:us-east-1:${account}:autoScalingGroup:[0-9a-f-]{36}:autoScalingGroupName/web$`,
      ),
      LaunchConfigurationName: 'web',
      MinSize: 1,
      MaxSize: 4,
      DesiredCapacity: 3,
      DefaultCooldown: 300,
      AvailabilityZones: ['us-east-1a', 'us-east-1b'],
      HealthCheckType: 'EC2',
      HealthCheckGracePeriod: 60,
      Instances: ['us-east-1a', 'us-east-1b', 'us-east-1a'].map((AvailabilityZone) => ({
        AvailabilityZone,
        InstanceType: 't3.small',
        LifecycleState: 'Pending',
        HealthStatus: 'Healthy',
        LaunchConfigurationName: 'web',
      })),
      CreatedTime: '2026-11-21T12:00:00.000Z',
      Tags: Tags.map((tag) => ({ ...tag, ResourceId: 'web', ResourceType: 'auto-scaling-group' })),
    });
    const [id = ''] = idsIn(bench.group());
    const launched = bench.ofEc2('DescribeTags', { Filters: [{ Name: 'resource-id', Values: [id] }] });
    expect(structuresOf(launched.Tags).map(({ Key, Value }) => `${Key}=${Value}`)).toEqual([
      'team=web',
      'aws:autoscaling:groupName=web',
    ]);
    bench.pass(10 * minute);
    expect(structuresOf(bench.group().Instances).map(({ LifecycleState }) => LifecycleState)).toEqual(
      Array(3).fill('InService'),
    );
    expect(bench.call('DescribeAutoScalingInstances', { InstanceIds: [id] }).AutoScalingInstances).toMatchObject([
      { InstanceId: id, AutoScalingGroupName: 'web', HealthStatus: 'HEALTHY' },
    ]);
  });

  it('has as many as it should: it scales out and in, and replaces what was terminated', () => {
    const bench = createBench();
    bench.make();
    const [first = ''] = idsIn(bench.group());
    bench.call('SetDesiredCapacity', { AutoScalingGroupName: 'web', DesiredCapacity: 3 });
    const three = idsIn(bench.group());
    expect(three).toEqual([first, expect.any(String), expect.any(String)]);
    bench.call('UpdateAutoScalingGroup', { AutoScalingGroupName: 'web', MaxSize: 2 });
    expect(idsIn(bench.group())).toEqual(three.slice(1));
    bench.ofEc2('TerminateInstances', { InstanceIds: three.slice(1, 2) });
    bench.pass(minute);
    expect(idsIn(bench.group())).toEqual([three[2], expect.not.stringMatching(three.join('|'))]);
    for (const [DesiredCapacity, message] of [
      [3, 'New SetDesiredCapacity value 3 is above max value 2'],
      [0, 'New SetDesiredCapacity value 0 is below min value 1'],
    ] as const)
      expect(() => bench.call('SetDesiredCapacity', { AutoScalingGroupName: 'web', DesiredCapacity })).toThrow(
        refusal('ValidationError', message),
      );
  });

  it('launches from a template in subnets, alone or by a policy of mixed instances', () => {
    const bench = createBench();
    const [subnet] = structuresOf(bench.ofEc2('DescribeSubnets').Subnets);
    const place = { AvailabilityZones: undefined, VPCZoneIdentifier: String(subnet?.SubnetId) };
    const LaunchTemplate = { LaunchTemplateName: 'web', Version: '$Latest' };
    bench.make({ ...place, LaunchConfigurationName: undefined, LaunchTemplate });
    expect(bench.group()).toMatchObject({
      VPCZoneIdentifier: place.VPCZoneIdentifier,
      AvailabilityZones: [subnet?.AvailabilityZone],
      LaunchTemplate: { ...LaunchTemplate, LaunchTemplateId: expect.stringMatching(/^lt-/) },
      Instances: [{ InstanceType: 't3.micro', LaunchTemplate: { LaunchTemplateName: 'web' } }],
    });
    const MixedInstancesPolicy = {
      LaunchTemplate: { LaunchTemplateSpecification: LaunchTemplate, Overrides: [{ InstanceType: 'm5.large' }] },
    };
    const mixed = { LaunchConfigurationName: undefined, MixedInstancesPolicy };
    bench.make({ ...mixed, AutoScalingGroupName: 'mixed' });
    expect(bench.group('mixed')).toMatchObject({ MixedInstancesPolicy, Instances: [{ InstanceType: 'm5.large' }] });
    bench.call('UpdateAutoScalingGroup', { AutoScalingGroupName: 'mixed', LaunchConfigurationName: 'web' });
    expect(bench.group('mixed')).not.toHaveProperty('MixedInstancesPolicy');
  });

  it('like an instance has a launch configuration of its name', () => {
    const bench = createBench();
    const { Instances } = bench.ofEc2('RunInstances', {
      ImageId: bench.ImageId,
      InstanceType: 't3.large',
      MinCount: 1,
      MaxCount: 1,
    });
    const [like] = structuresOf(Instances);
    bench.make({ AutoScalingGroupName: 'like', LaunchConfigurationName: undefined, InstanceId: like?.InstanceId });
    expect(bench.group('like')).toMatchObject({
      LaunchConfigurationName: 'like',
      Instances: [{ InstanceType: 't3.large' }],
    });
  });

  it('is deleted empty, or with what it has', () => {
    const bench = createBench();
    bench.make();
    const AutoScalingGroupName = 'web';
    const [id = ''] = idsIn(bench.group());
    expect(() => bench.call('DeleteLaunchConfiguration', { LaunchConfigurationName: 'web' })).toThrow(
      refusal('ResourceInUse', 'attached to AutoScalingGroup web'),
    );
    expect(() => bench.call('DeleteAutoScalingGroup', { AutoScalingGroupName })).toThrow(
      refusal('ResourceInUse', 'while there are instances still in the group'),
    );
    bench.call('DeleteAutoScalingGroup', { AutoScalingGroupName, ForceDelete: true });
    expect(bench.group()).toEqual({});
    bench.pass(10 * minute);
    const { Reservations } = bench.ofEc2('DescribeInstances', { InstanceIds: [id] });
    expect(structuresOf(Reservations)[0]).toMatchObject({ Instances: [{ State: { Name: 'terminated' } }] });
    bench.call('DeleteLaunchConfiguration', { LaunchConfigurationName: 'web' });
    expect(bench.call('DescribeLaunchConfigurations')).toMatchObject({ LaunchConfigurations: [] });
  });

  it.each<[WireStructure, string, string]>([
    [{}, 'AlreadyExists', 'A group with the name web already exists'],
    [{ LaunchConfigurationName: undefined }, 'ValidationError', 'must contain either LaunchTemplate'],
    [{ LaunchTemplate: { LaunchTemplateName: 'web' } }, 'ValidationError', 'must contain either LaunchTemplate'],
    [{ LaunchConfigurationName: 'no' }, 'ValidationError', 'Launch configuration no not found'],
    [
      { LaunchConfigurationName: undefined, LaunchTemplate: { LaunchTemplateName: 'no' } },
      'ValidationError',
      'You must use a valid fully-formed launch template. ',
    ],
    [
      { LaunchConfigurationName: undefined, LaunchTemplate: { LaunchTemplateName: 'web', Version: '9' } },
      'ValidationError',
      'You must use a valid fully-formed launch template. ',
    ],
    [{ MinSize: 5 }, 'ValidationError', 'Max bound, 4, must be greater than or equal to min bound, 5'],
    [{ DesiredCapacity: 5 }, 'ValidationError', 'Desired capacity:5 must be between'],
    [{ AvailabilityZones: [] }, 'ValidationError', 'At least one Availability Zone or VPC Subnet'],
    [{ VPCZoneIdentifier: 'subnet-01234567' }, 'ValidationError', "The subnet ID 'subnet-01234567' does not exist"],
    [{ Tags: [{ Key: 'aws:x', Value: '' }] }, 'ValidationError', 'may not start with aws:'],
  ])('is refused with %j', (more, code, message) => {
    const bench = createBench();
    bench.make();
    const name = code === 'AlreadyExists' ? 'web' : 'other';
    expect(() => bench.make({ AutoScalingGroupName: name, ...more })).toThrow(refusal(code, message));
    expect(structuresOf(bench.call('DescribeAutoScalingGroups').AutoScalingGroups)).toHaveLength(1);
  });
});

describe('launch configurations', () => {
  it('are told as they were made', () => {
    const bench = createBench();
    expect(bench.call('DescribeLaunchConfigurations', { LaunchConfigurationNames: ['web'] })).toMatchObject({
      LaunchConfigurations: [
        {
          LaunchConfigurationARN: expect.stringContaining(':launchConfigurationName/web'),
          ImageId: bench.ImageId,
          InstanceType: 't3.small',
          InstanceMonitoring: { Enabled: true },
          EbsOptimized: false,
        },
      ],
    });
    const again = { LaunchConfigurationName: 'web', ImageId: bench.ImageId, InstanceType: 't3.small' };
    expect(() => bench.call('CreateLaunchConfiguration', again)).toThrow(refusal('AlreadyExists', 'web'));
    const make = (more: WireStructure) =>
      bench.call('CreateLaunchConfiguration', { LaunchConfigurationName: 'b', ...more });
    expect(() => make({ InstanceType: 't3.small' })).toThrow(refusal('ValidationError', 'both the ImageId and'));
    expect(() => make({ ImageId: 'ami-0123456789abcdef0', InstanceType: 't3.small' })).toThrow(
      refusal('ValidationError', 'AMI ami-0123456789abcdef0 is invalid: The image id'),
    );
  });
});

describe('lists and tags', () => {
  it('are filtered and come page by page', () => {
    const bench = createBench();
    for (const [name, team] of [
      ['a', 'web'],
      ['b', 'data'],
      ['c', 'web'],
    ] as const)
      bench.make({ AutoScalingGroupName: name, MinSize: 0, Tags: [{ Key: 'team', Value: team }] });
    const names = (input: WireStructure) =>
      structuresOf(bench.call('DescribeAutoScalingGroups', input).AutoScalingGroups).map(
        (one) => one.AutoScalingGroupName,
      );
    expect(names({ Filters: [{ Name: 'tag:team', Values: ['web'] }] })).toEqual(['a', 'c']);
    const page = bench.call('DescribeAutoScalingGroups', { MaxRecords: 2 });
    expect(names({ MaxRecords: 2, NextToken: page.NextToken })).toEqual(['c']);
    expect(() => names({ Filters: [{ Name: 'colour', Values: ['red'] }] })).toThrow(
      refusal('ValidationError', 'colour'),
    );
    const tag = { ResourceId: 'b', ResourceType: 'auto-scaling-group', Key: 'env' };
    bench.call('CreateOrUpdateTags', { Tags: [{ ...tag, Value: 'test', PropagateAtLaunch: true }] });
    const found = (Name: string, ...Values: string[]) =>
      bench.call('DescribeTags', { Filters: [{ Name, Values }] }).Tags;
    expect(found('auto-scaling-group', 'b')).toMatchObject([{ Key: 'env', Value: 'test' }, { Key: 'team' }]);
    expect(found('propagate-at-launch', 'true')).toMatchObject([{ Key: 'env' }]);
    bench.call('DeleteTags', { Tags: [tag] });
    expect(found('key', 'env')).toEqual([]);
  });
});

describe('types of CloudFormation', () => {
  it('share their groups and launch configurations with the API', () => {
    const bench = createBench();
    const context = bench.context();
    const types = autoscaling.resourceTypes ?? {};
    const configuration = types['AWS::AutoScaling::LaunchConfiguration'];
    const group = types['AWS::AutoScaling::AutoScalingGroup'];
    const launched = {
      LaunchConfigurationName: 'cfn',
      ImageId: bench.ImageId,
      InstanceType: 't3.nano',
      UserData: 'aGk=',
    };
    expect(configuration?.create(launched, context)).toEqual({ status: 'SUCCESS', identifier: 'cfn' });
    expect(configuration?.read('cfn', context)).toEqual({ ...launched, EbsOptimized: false, InstanceMonitoring: true });
    const wanted = {
      AutoScalingGroupName: 'cfn',
      LaunchConfigurationName: 'cfn',
      MinSize: '1',
      MaxSize: '2',
      Cooldown: '60',
      AvailabilityZones: ['us-east-1a'],
      Tags: [{ Key: 'team', Value: 'web', PropagateAtLaunch: true }],
      MetricsCollection: [{ Granularity: '1Minute' }],
    };
    expect(group?.create(wanted, context)).toEqual({ status: 'SUCCESS', identifier: 'cfn' });
    expect(group?.read('cfn', context)).toMatchObject({ ...wanted, DesiredCapacity: '1', HealthCheckType: 'EC2' });
    expect(bench.group('cfn')).toMatchObject({ DefaultCooldown: 60, Instances: [{ InstanceType: 't3.nano' }] });
    group?.update?.('cfn', { ...wanted, DesiredCapacity: '2', Tags: [] }, wanted, context);
    expect(bench.group('cfn')).toMatchObject({ DesiredCapacity: 2, Tags: [] });
    expect(group?.list({}, context)).toEqual([{ AutoScalingGroupName: 'cfn' }]);
    expect(group?.delete('cfn', context)).toEqual({ status: 'SUCCESS', identifier: 'cfn' });
    expect(group?.delete('cfn', context)).toMatchObject({ errorCode: 'NotFound' });
    expect(configuration?.delete('cfn', context)).toEqual({ status: 'SUCCESS', identifier: 'cfn' });
    expect(configuration?.read('cfn', context)).toBeUndefined();
  });
});
