import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { structureOf, structuresOf, textOf } from '../../../kit/members.ts';
import { ec2 } from '../../ec2/ec2.ts';
import { type ParameterRecord, parametersTable } from '../../ssm/parameters/parameter-record.ts';
import { callEcr } from '../call-service.ts';
import { clientToken, createTestBench, type TestBench, updateLinux } from '../test-bench.ts';

function build(bench: TestBench, distribution: WireStructure, recipe: WireStructure = {}): string {
  const { distributionConfigurationArn } = bench.call('CreateDistributionConfiguration', {
    name: 'World',
    distributions: [{ region: 'us-east-1', ...distribution }],
    clientToken: clientToken(),
  });
  return bench.createImage({
    imageRecipeArn: bench.createRecipe(recipe),
    infrastructureConfigurationArn: bench.createInfrastructure(),
    distributionConfigurationArn,
  });
}

const imageOf = (bench: TestBench, imageBuildVersionArn: string) =>
  structureOf(bench.call('GetImage', { imageBuildVersionArn }).image);
const amisOf = (bench: TestBench, arn: string) =>
  structuresOf(structureOf(imageOf(bench, arn).outputResources).amis).map((ami) => textOf(ami.image) ?? '');

async function ask(bench: TestBench, operation: string, input: WireStructure): Promise<WireStructure> {
  return (await ec2.operations[operation]?.(input, bench.context())) ?? {};
}

describe('a distribution', () => {
  it('writes the AMI into parameters, each time as a new version', () => {
    const bench = createTestBench('instant');
    const arn = build(bench, {
      amiDistributionConfiguration: { targetAccountIds: ['444455556666'] },
      ssmParameterConfigurations: [
        { parameterName: '/golden/latest', dataType: 'aws:ec2:image' },
        { parameterName: '/golden/shared', amiAccountId: '444455556666' },
      ],
    });
    const parameters = (account: string) => [
      ...bench.state.table<ParameterRecord>({ account, region: 'us-east-1' }, parametersTable).values(),
    ];
    const [own, copy] = amisOf(bench, arn);
    expect(parameters('111122223333')).toMatchObject([
      { name: '/golden/latest', versions: [{ type: 'String', value: own, dataType: 'aws:ec2:image' }] },
    ]);
    expect(parameters('444455556666')).toMatchObject([
      { name: '/golden/shared', versions: [{ value: copy, dataType: 'text' }] },
    ]);
    const again = bench.createImage({
      imageRecipeArn: 'arn:aws:imagebuilder:us-east-1:111122223333:image-recipe/golden-linux/1.0.0',
      infrastructureConfigurationArn:
        'arn:aws:imagebuilder:us-east-1:111122223333:infrastructure-configuration/build-hosts',
      distributionConfigurationArn: 'arn:aws:imagebuilder:us-east-1:111122223333:distribution-configuration/world',
    });
    expect(parameters('111122223333')[0]?.versions).toMatchObject([
      { value: own, version: 1 },
      { value: amisOf(bench, again)[0], version: 2 },
    ]);
    const child = bench.createRecipe({ name: 'Web', parentImage: 'ssm:/golden/latest' });
    const built = bench.createImage({
      imageRecipeArn: child,
      infrastructureConfigurationArn:
        'arn:aws:imagebuilder:us-east-1:111122223333:infrastructure-configuration/build-hosts',
    });
    expect(amisOf(bench, built)).toHaveLength(1);
  });

  it('exports to S3', async () => {
    const bench = createTestBench('instant');
    const arn = build(bench, {
      s3ExportConfiguration: { roleName: 'vmimport', diskImageFormat: 'VMDK', s3Bucket: 'disks', s3Prefix: 'golden/' },
    });
    const { ExportImageTasks } = await ask(bench, 'DescribeExportImageTasks', {});
    expect(ExportImageTasks).toMatchObject([
      { ImageId: amisOf(bench, arn)[0], S3ExportLocation: { S3Bucket: 'disks', S3Prefix: 'golden/' } },
    ]);
  });

  it('names AMIs after the build', async () => {
    const bench = createTestBench('instant');
    const name = 'golden {{ imagebuilder:buildVersion }} of {{imagebuilder:buildDate}}';
    const arn = build(bench, { amiDistributionConfiguration: { name } });
    const { Images } = await ask(bench, 'DescribeImages', { ImageIds: amisOf(bench, arn) });
    expect(Images).toMatchObject([{ Name: 'golden 1 of 2026-11-21T12-00-00.000001Z' }]);
  });

  it('fails for a public AMI with a watermark, and can be tried again without building', () => {
    const bench = createTestBench('real');
    const minute = 60_000;
    const launchPermission = { userGroups: ['all'] };
    const arn = build(bench, { amiDistributionConfiguration: { launchPermission } }, { amiWatermarks: ['golden'] });
    bench.pass(30 * minute);
    expect(imageOf(bench, arn).state).toEqual({
      status: 'FAILED',
      reason: "Distribution failed with message = 'AMIs with watermarks cannot be made public.'",
      failureContext: {
        imageStatus: 'DISTRIBUTING',
        distributionFailure: {
          errorMessage: "Distribution failed with message = 'AMIs with watermarks cannot be made public.'",
          regionFailures: [
            {
              region: 'us-east-1',
              status: 'FAILED',
              errorMessage: 'AMIs with watermarks cannot be made public.',
              targetAccountId: '111122223333',
            },
          ],
        },
      },
    });
    bench.call('RetryImage', { imageBuildVersionArn: arn, clientToken: clientToken() });
    bench.pass(11_000);
    expect(imageOf(bench, arn).state).toEqual({ status: 'DISTRIBUTING' });
    const { workflowExecutions } = bench.call('ListWorkflowExecutions', { imageBuildVersionArn: arn });
    expect(structuresOf(workflowExecutions).map(({ status, retried }) => [status, retried])).toEqual([
      ['COMPLETED', false],
      ['COMPLETED', false],
    ]);
  });

  it('fails where EC2 refuses what it asks for, and leaves no AMI behind', async () => {
    const bench = createTestBench('instant');
    const launchTemplateId = 'lt-0123456789abcdef0';
    const arn = build(bench, { launchTemplateConfigurations: [{ launchTemplateId }] });
    expect(imageOf(bench, arn).state).toMatchObject({
      status: 'FAILED',
      reason: expect.stringContaining('Distribution failed with message'),
    });
    expect((await ask(bench, 'DescribeImages', { Owners: ['self'] })).Images).toEqual([]);
  });

  it('gives a launch template a version with the AMI', async () => {
    const bench = createTestBench('instant');
    const launchTemplateId = bench.createLaunchTemplate();
    const arn = build(bench, { launchTemplateConfigurations: [{ launchTemplateId, setDefaultVersion: true }] });
    const versions = await ask(bench, 'DescribeLaunchTemplateVersions', {
      LaunchTemplateId: launchTemplateId,
      Versions: ['$Default'],
    });
    expect(versions.LaunchTemplateVersions).toMatchObject([
      { VersionNumber: 2, LaunchTemplateData: { ImageId: amisOf(bench, arn)[0], InstanceType: 't3.micro' } },
    ]);
  });

  it('puts containers into the registry, and a lifecycle takes them out', () => {
    const bench = createTestBench('instant');
    const { containerRecipeArn } = bench.call('CreateContainerRecipe', {
      name: 'Web',
      containerType: 'DOCKER',
      semanticVersion: '1.0.0',
      parentImage: 'amazonlinux:2023',
      components: [{ componentArn: updateLinux }],
      targetRepository: { service: 'ECR', repositoryName: 'web' },
      clientToken: clientToken(),
    });
    const infrastructureConfigurationArn = bench.createInfrastructure();
    const resourceArn = bench.createImage({ containerRecipeArn, infrastructureConfigurationArn });
    const images = () =>
      structuresOf(callEcr('DescribeImages', { repositoryName: 'web' }, bench.context()).imageDetails);
    expect(images()).toMatchObject([{ imageTags: ['1.0.0-1'] }]);
    bench.call('StartResourceStateUpdate', {
      resourceArn,
      state: { status: 'DELETED' },
      executionRole: 'lifecycle',
      includeResources: { containers: true },
      clientToken: clientToken(),
    });
    expect(images()).toEqual([]);
  });
});
