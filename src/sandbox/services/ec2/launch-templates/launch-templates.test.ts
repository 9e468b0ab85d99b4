import { describe, expect, it } from 'vitest';
import { faultOf } from '../../../kit/fault-of.ts';
import { structureOf, structuresOf } from '../../../kit/members.ts';
import { createWorld, listOf, publicImage } from '../test-world.ts';

const day = 86_400_000;

describe('launch templates', () => {
  it('have versions that count up, one of them the default', () => {
    const { bench, template: LaunchTemplateId, image } = createWorld();
    const second = bench.call('CreateLaunchTemplateVersion', {
      LaunchTemplateId,
      SourceVersion: '1',
      VersionDescription: 'larger',
      LaunchTemplateData: { InstanceType: 't3.large', MetadataOptions: { HttpTokens: 'required' } },
    });
    expect(second.LaunchTemplateVersion).toMatchObject({
      VersionNumber: 2,
      VersionDescription: 'larger',
      DefaultVersion: false,
      LaunchTemplateData: { ImageId: image, InstanceType: 't3.large', MetadataOptions: { State: 'applied' } },
    });
    bench.call('ModifyLaunchTemplate', { LaunchTemplateId, DefaultVersion: '2' });
    const versions = (input: object) =>
      listOf(
        bench.call('DescribeLaunchTemplateVersions', { LaunchTemplateId, ...input }),
        'LaunchTemplateVersions',
      ).map(({ VersionNumber }) => VersionNumber);
    expect(versions({})).toEqual([2, 1]);
    expect(versions({ Versions: ['$Default'] })).toEqual([2]);
    expect(versions({ MaxVersion: '1' })).toEqual([1]);
    expect(versions({ Filters: [{ Name: 'is-default-version', Values: ['false'] }] })).toEqual([1]);
    expect(versions({ Filters: [{ Name: 'instance-type', Values: ['t3.l*'] }] })).toEqual([2]);
    expect(bench.call('DeleteLaunchTemplateVersions', { LaunchTemplateId, Versions: ['1', '2', '9'] })).toMatchObject({
      SuccessfullyDeletedLaunchTemplateVersions: [{ VersionNumber: 1 }],
      UnsuccessfullyDeletedLaunchTemplateVersions: [
        { VersionNumber: 2, ResponseError: { Code: 'unexpectedError' } },
        { VersionNumber: 9, ResponseError: { Code: 'launchTemplateVersionDoesNotExist' } },
      ],
    });
    bench.call('CreateLaunchTemplateVersion', { LaunchTemplateId, LaunchTemplateData: { ImageId: image } });
    expect(versions({})).toEqual([3, 2]);
    bench.call('DeleteLaunchTemplate', { LaunchTemplateName: 'web' });
    expect(faultOf(() => bench.call('DescribeLaunchTemplates', { LaunchTemplateIds: [LaunchTemplateId] }))).toEqual({
      code: 'InvalidLaunchTemplateId.NotFound',
      message: `The specified launch template, with template ID ${LaunchTemplateId}, does not exist.`,
    });
    const code = 'InvalidLaunchTemplateName.NotFoundException';
    const LaunchTemplate = { LaunchTemplateName: 'web' };
    expect(faultOf(() => bench.call('RunInstances', { LaunchTemplate, MinCount: 1, MaxCount: 1 }))).toEqual({
      code,
      message: 'The specified launch template, with template name web, does not exist.',
    });
    expect(faultOf(() => bench.call('DescribeLaunchTemplates', { LaunchTemplateNames: ['web'] }))).toEqual({
      code,
      message: 'At least one of the launch templates specified in the request does not exist.',
    });
  });

  it('launch instances, with what the request says over what they say', () => {
    const { bench, template: LaunchTemplateId, image } = createWorld();
    bench.call('CreateLaunchTemplateVersion', {
      LaunchTemplateId,
      LaunchTemplateData: {
        ImageId: image,
        InstanceType: 't3.large',
        BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 50, VolumeType: 'gp3' } }],
        TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'team', Value: 'web' }] }],
      },
    });
    const answer = bench.call('RunInstances', {
      LaunchTemplate: { LaunchTemplateId, Version: '$Latest' },
      InstanceType: 't3.small',
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 60 } }],
      MinCount: 1,
      MaxCount: 1,
    });
    const [instance] = structuresOf(answer.Instances);
    expect(instance).toMatchObject({
      ImageId: image,
      InstanceType: 't3.small',
      Tags: [
        { Key: 'team', Value: 'web' },
        { Key: 'aws:ec2launchtemplate:id', Value: LaunchTemplateId },
        { Key: 'aws:ec2launchtemplate:version', Value: '2' },
      ],
    });
    const Filters = [{ Name: 'attachment.instance-id', Values: [String(instance?.InstanceId)] }];
    expect(listOf(bench.call('DescribeVolumes', { Filters }), 'Volumes')).toMatchObject([
      { Size: 60, VolumeType: 'gp3' },
    ]);
    const launch = { LaunchTemplate: { LaunchTemplateId, Version: '7' }, MinCount: 1, MaxCount: 1 };
    expect(faultOf(() => bench.call('RunInstances', launch))).toEqual({
      code: 'InvalidLaunchTemplateId.VersionNotFound',
      message: `Could not find the specified version 7 for the launch template with ID ${LaunchTemplateId}.`,
    });
  });

  it('take the id of an image from a parameter', () => {
    const { bench, template: LaunchTemplateId } = createWorld();
    const parameter = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-x86_64';
    const ImageId = `resolve:ssm:${parameter}`;
    bench.call('CreateLaunchTemplateVersion', { LaunchTemplateId, LaunchTemplateData: { ImageId } });
    const latest = publicImage(bench, 'public-ssm-parameter-name', parameter);
    const versions = (ResolveAlias: boolean) =>
      listOf(
        bench.call('DescribeLaunchTemplateVersions', { LaunchTemplateId, Versions: ['2'], ResolveAlias }),
        'LaunchTemplateVersions',
      ).map(({ LaunchTemplateData }) => structureOf(LaunchTemplateData).ImageId);
    expect(versions(false)).toEqual([ImageId]);
    expect(versions(true)[0]).toMatch(/^ami-[0-9a-f]{17}$/);
    const launch = { LaunchTemplate: { LaunchTemplateId, Version: '2' }, MinCount: 1, MaxCount: 1 };
    const [instance] = listOf(bench.call('RunInstances', launch), 'Instances');
    expect([instance?.ImageId]).toEqual(versions(true));
    expect(latest).not.toBe('');
    const lost = { ...launch, ImageId: 'resolve:ssm:/no/such' };
    expect(faultOf(() => bench.call('RunInstances', lost)).code).toBe('InvalidParameterValue');
  });

  it('are made once for a client token', () => {
    const { bench, image } = createWorld();
    const input = { LaunchTemplateName: 'api', ClientToken: 't', LaunchTemplateData: { ImageId: image } };
    expect(bench.call('CreateLaunchTemplate', input)).toEqual(bench.call('CreateLaunchTemplate', input));
    const other = { ...input, LaunchTemplateName: 'other' };
    expect(faultOf(() => bench.call('CreateLaunchTemplate', other)).code).toBe('IdempotentParameterMismatch');
  });
});

describe('references to images', () => {
  it('are in instances, launch templates, parameters and recipes', () => {
    const world = createWorld();
    const { bench, image, template: LaunchTemplateId } = world;
    const launch = { ImageId: image, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 };
    const [instance] = listOf(bench.call('RunInstances', launch), 'Instances');
    const { state } = bench;
    const place = { account: '111122223333', region: 'us-east-1' };
    const arn = (kind: string) => `arn:aws:imagebuilder:us-east-1:111122223333:${kind}/web/1.0.0`;
    state.table(place, 'imagebuilder.image-recipes').set('a', { arn: arn('image-recipe'), parentImage: image });
    state
      .table(place, 'imagebuilder.container-recipes')
      .set('a', { arn: arn('container-recipe'), instanceConfiguration: { image } });
    const ask = (input: object) =>
      listOf(bench.call('DescribeImageReferences', { ImageIds: [image], ...input }), 'ImageReferences');
    expect(ask({ IncludeAllResourceTypes: true })).toEqual([
      {
        ImageId: image,
        ResourceType: 'ec2:Instance',
        Arn: `arn:aws:ec2:us-east-1:111122223333:instance/${instance?.InstanceId}`,
      },
      {
        ImageId: image,
        ResourceType: 'ec2:LaunchTemplate',
        Arn: `arn:aws:ec2:us-east-1:111122223333:launch-template/${LaunchTemplateId}`,
      },
      { ImageId: image, ResourceType: 'imagebuilder:ImageRecipe', Arn: arn('image-recipe') },
      { ImageId: image, ResourceType: 'imagebuilder:ContainerRecipe', Arn: arn('container-recipe') },
    ]);
    for (let version = 0; version < 2; version += 1) {
      bench.call('CreateLaunchTemplateVersion', { LaunchTemplateId, LaunchTemplateData: { ImageId: world.windows } });
    }
    const templates = (depth: string) =>
      ask({
        ResourceTypes: [
          {
            ResourceType: 'ec2:LaunchTemplate',
            ResourceTypeOptions: [{ OptionName: 'version-depth', OptionValues: [depth] }],
          },
        ],
      });
    expect([templates('2').length, templates('3').length]).toEqual([0, 1]);
    const stopped = [{ OptionName: 'state-name', OptionValues: ['stopped'] }];
    expect(ask({ ResourceTypes: [{ ResourceType: 'ec2:Instance', ResourceTypeOptions: stopped }] })).toEqual([]);
  });

  it('are counted in usage reports, for each account and kind', () => {
    const { bench, image: ImageId } = createWorld();
    const ResourceTypes = [{ ResourceType: 'ec2:LaunchTemplate' }];
    const other = { account: '999988887777' };
    const data = { LaunchTemplateName: 'theirs', LaunchTemplateData: { ImageId } };
    bench.call('CreateLaunchTemplate', data, other);
    bench.call('CreateImageUsageReport', { ImageId, ResourceTypes });
    bench.pass(day);
    const entries = listOf(bench.call('DescribeImageUsageReportEntries'), 'ImageUsageReportEntries');
    expect(entries.map(({ AccountId, ResourceType, UsageCount }) => [AccountId, ResourceType, UsageCount])).toEqual([
      ['111122223333', 'ec2:LaunchTemplate', 1],
      ['999988887777', 'ec2:LaunchTemplate', 1],
    ]);
    const AccountIds = ['999988887777'];
    const { ReportId } = bench.call('CreateImageUsageReport', { ImageId, ResourceTypes, AccountIds });
    bench.pass(day);
    const wanted = { ReportIds: [String(ReportId)] };
    expect(listOf(bench.call('DescribeImageUsageReportEntries', wanted), 'ImageUsageReportEntries')).toHaveLength(1);
  });
});
