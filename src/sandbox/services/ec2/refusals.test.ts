import { describe, expect, it } from 'vitest';
import { structuresOf } from '../../kit/members.ts';
import { createServiceBench } from '../../kit/service-bench.ts';
import { ec2 } from './ec2.ts';
import { publicImage } from './test-world.ts';

describe('EC2 refuses', () => {
  const zone = { AvailabilityZone: 'us-east-1a' };

  it.each([
    [{ ...zone, Size: 10, VolumeType: 'gp9' }, 'InvalidParameterValue', "Invalid value 'gp9' for VolumeType."],
    [
      { ...zone, Size: 10, VolumeType: 'st1' },
      'InvalidParameterValue',
      /too small for volume type st1; minimum is 125GiB/,
    ],
    [{ ...zone, Size: 20_000, VolumeType: 'gp2' }, 'InvalidParameterValue', /too large for volume type gp2/],
    [
      { ...zone, Size: 10, VolumeType: 'gp2', Iops: 300 },
      'InvalidParameterCombination',
      /iops is not supported for gp2/,
    ],
    [{ ...zone, Size: 10, VolumeType: 'io2' }, 'MissingParameter', /iops/],
    [
      { ...zone, Size: 10, VolumeType: 'io1', Iops: 1_000 },
      'InvalidParameterCombination',
      /size ratio of 100.000000 is too high; maximum is 50/,
    ],
    [
      { ...zone, Size: 10, VolumeType: 'gp3', Iops: 100 },
      'InvalidParameterValue',
      /iops of 100 is too low; minimum is 3000/,
    ],
    [
      { ...zone, Size: 10, VolumeType: 'gp3', Throughput: 1_000 },
      'InvalidParameterCombination',
      /to iops ratio of 0.333333 is too high/,
    ],
    [{ ...zone, Size: 10, Throughput: 200 }, 'InvalidParameterCombination', /throughput is not supported for gp2/],
    [{ ...zone, Size: 10, KmsKeyId: 'alias/x' }, 'InvalidParameterDependency', /requires the parameter Encrypted/],
    [{ ...zone, Size: 10, MultiAttachEnabled: true }, 'InvalidParameterCombination', /MultiAttach/],
    [{ ...zone, AvailabilityZoneId: 'use1-az1', Size: 10 }, 'InvalidParameterCombination', /not both/],
  ] as const)('the volume %j', (input, code, message) => {
    const bench = createServiceBench(ec2);
    const refused = expect.objectContaining({
      code,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
    expect(() => bench.call('CreateVolume', input)).toThrowError(refused);
    expect(bench.call('DescribeVolumes').Volumes).toEqual([]);
  });

  it.each([
    { ...zone, Size: 1, VolumeType: 'gp3' },
    { ...zone, Size: 10, VolumeType: 'gp3', Iops: 4_000, Throughput: 1_000 },
    { ...zone, Size: 10, VolumeType: 'io2', Iops: 1_000, MultiAttachEnabled: true },
    { ...zone, Size: 10, Encrypted: true, KmsKeyId: 'alias/x' },
    { AvailabilityZoneId: 'use1-az1', Size: 10 },
  ])('no volume that EBS has: %j', (input) => {
    expect(createServiceBench(ec2).call('CreateVolume', input)).toMatchObject({ State: 'creating' });
  });

  it.each([
    [{ InstanceType: 't99.micro' }, "Invalid value 't99.micro' for InstanceType."],
    [
      { IamInstanceProfile: { Name: 'nobody' } },
      'Value (nobody) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name',
    ],
    [
      { IamInstanceProfile: { Arn: 'arn:aws:iam::111122223333:instance-profile/nobody' } },
      'Value (arn:aws:iam::111122223333:instance-profile/nobody) for parameter iamInstanceProfile.arn is invalid. Invalid IAM Instance Profile ARN',
    ],
  ])('to launch %j', (input, message) => {
    const bench = createServiceBench(ec2);
    const ImageId = publicImage(bench, 'name', 'al2023-ami-*-x86_64');
    const launch = { ImageId, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1, ...input };
    expect(() => bench.call('RunInstances', launch)).toThrowError(
      expect.objectContaining({ code: 'InvalidParameterValue', message }),
    );
  });

  it('user data that is not in base64, or too long, and names of launch templates that are none', () => {
    const bench = createServiceBench(ec2);
    const launch = { ImageId: publicImage(bench, 'name', 'al2023-ami-*-x86_64'), MinCount: 1, MaxCount: 1 };
    const template = (LaunchTemplateName: string, UserData: string) =>
      bench.call('CreateLaunchTemplate', { LaunchTemplateName, LaunchTemplateData: { UserData } });
    const malformed = { code: 'InvalidUserData.Malformed', message: 'Invalid BASE64 encoding of user data' };
    const refused = (fault: object) => expect.objectContaining(fault);
    expect(() => bench.call('RunInstances', { ...launch, UserData: '#!/bin/sh' })).toThrow(refused(malformed));
    expect(() => template('web', '#!/bin/sh')).toThrow(refused(malformed));
    const long = Buffer.alloc(16_385).toString('base64');
    expect(() => template('web', long)).toThrow('User data is limited to 16384 bytes');
    expect(() => template('web!', '')).toThrow(
      refused({
        code: 'InvalidLaunchTemplateName.MalformedException',
        message: expect.stringMatching(/: - \( \) \. \/ _\.$/),
      }),
    );
    expect(bench.call('DescribeLaunchTemplates').LaunchTemplates).toEqual([]);
    template('web', Buffer.from('#!/bin/sh').toString('base64'));
    const version = { LaunchTemplateName: 'web', LaunchTemplateData: { UserData: 'x' } };
    expect(() => bench.call('CreateLaunchTemplateVersion', version)).toThrow(refused(malformed));
  });

  it('no filter that DescribeInstances documents, and finds by the values of tags', () => {
    const bench = createServiceBench(ec2);
    const ImageId = publicImage(bench, 'name', 'al2023-ami-*-x86_64');
    const TagSpecifications = [{ ResourceType: 'instance', Tags: [{ Key: 'team', Value: 'web' }] }];
    bench.call('RunInstances', { ImageId, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1, TagSpecifications });
    const found = (Name: string, value: string) =>
      structuresOf(bench.call('DescribeInstances', { Filters: [{ Name, Values: [value] }] }).Reservations).length;
    expect(found('tag-value', 'w*')).toBe(1);
    expect(found('tag-value', 'team')).toBe(0);
    expect(found('network-interface.owner-id', '111122223333')).toBe(1);
    expect(found('enclave-options.enabled', 'false')).toBe(1);
    for (const name of ['host-id', 'instance-lifecycle', 'outpost-arn', 'reason', 'spot-instance-request-id'])
      expect(found(name, '*')).toBe(0);
  });

  it.each([
    [{ Filters: [{ Name: 'nme', Values: ['x'] }] }, 'InvalidParameterValue', "The filter 'nme' is invalid"],
    [{ Filters: [{ Values: ['x'] }] }, 'InvalidParameterValue', 'The filter name must be specified.'],
    [
      { Filters: [{ Name: 'volume-id', Values: Array.from({ length: 201 }, String) }] },
      'FilterLimitExceeded',
      'The maximum number of filter values specified on a single call is 200',
    ],
    [
      { MaxResults: 0 },
      'InvalidParameterValue',
      'Value ( 0 ) for parameter maxResults is invalid. Expecting a value greater than or equal to 1.',
    ],
    [
      { MaxResults: 1001 },
      'InvalidParameterValue',
      'Value ( 1001 ) for parameter maxResults is invalid. Expecting a value less than or equal to 1000.',
    ],
    [{ NextToken: 'nonsense' }, 'InvalidNextToken', 'The specified NextToken is not valid.'],
  ])('%j', (input, code, message) => {
    const bench = createServiceBench(ec2);
    expect(() => bench.call('DescribeVolumes', input)).toThrowError(expect.objectContaining({ code, message }));
    expect(bench.call('DescribeVolumes', { NextToken: '' }).Volumes).toEqual([]);
  });
});
