import { describe, expect, it } from 'vitest';
import { isStructure } from '../../../../aws/protocols/structure-values.ts';
import type { WireStructure, WireValue } from '../../../../aws/service-model.ts';
import { structureOf, textOf } from '../../../kit/members.ts';
import { clientToken, componentData, createTestBench, type TestBench } from '../test-bench.ts';
import { outputPaths } from '../test-conformance.ts';

const components = 'components[componentArn parameters[name value]]';
const devices =
  'blockDeviceMappings[deviceName ebs{encrypted deleteOnTermination iops kmsKeyId snapshotId volumeSize volumeType throughput} virtualName noDevice]';
const repository = 'targetRepository{service repositoryName}';
const state = 'state{status reason}';

/** The response structure of get_image; names end with `{}` for structures, `[]` for lists of structures. */
const fields = `requestId
image{arn type name version platform enhancedImageMetadataEnabled osVersion ${state}
imageRecipe{arn name description platform owner version ${components} parentImage ${devices} dateCreated tags
workingDirectory additionalInstanceConfiguration{systemsManagerAgent{uninstallAfterBuild} userDataOverride} amiTags}
containerRecipe{arn containerType name description platform owner version ${components}
instanceConfiguration{image ${devices}} dockerfileTemplateData kmsKeyId encrypted parentImage dateCreated tags
workingDirectory ${repository}}
sourcePipelineArn
infrastructureConfiguration{arn name description instanceTypes instanceProfileName securityGroupIds subnetId
logging{s3Logs{s3BucketName s3KeyPrefix}} keyPair terminateInstanceOnFailure snsTopicArn dateCreated dateUpdated
resourceTags instanceMetadataOptions{httpTokens httpPutResponseHopLimit} tags
placement{availabilityZone tenancy hostId hostResourceGroupArn}}
distributionConfiguration{arn name description distributions[region amiDistributionConfiguration{name description
targetAccountIds amiTags kmsKeyId launchPermission{userIds userGroups organizationArns organizationalUnitArns}}
containerDistributionConfiguration{description containerTags ${repository}} licenseConfigurationArns
launchTemplateConfigurations[launchTemplateId accountId setDefaultVersion]
s3ExportConfiguration{roleName diskImageFormat s3Bucket s3Prefix}
fastLaunchConfigurations[enabled snapshotConfiguration{targetResourceCount} maxParallelLaunches
launchTemplate{launchTemplateId launchTemplateName launchTemplateVersion} accountId]
ssmParameterConfigurations[amiAccountId parameterName dataType]] timeoutMinutes dateCreated dateUpdated tags}
imageTestsConfiguration{imageTestsEnabled timeoutMinutes} dateCreated
outputResources{amis[region image name description ${state} accountId] containers[region imageUris]} tags
buildType imageSource scanState{status reason} imageScanningConfiguration{imageScanningEnabled
ecrConfiguration{repositoryName containerTags}} deprecationTime lifecycleExecutionId executionRole
workflows[workflowArn parameters[name value] parallelGroup onFailure] loggingConfiguration{logGroupName}}
latestVersionReferences{latestVersionArn latestMajorVersionArn latestMinorVersionArn latestPatchVersionArn}`;

/** `image{arn state{status}}` -> `image`, `image.arn`, `image.state`, `image.state.status`. */
function pathsIn(text: string): readonly string[] {
  const paths: string[] = [];
  const parents: string[] = [];
  let last = '';
  for (const [token] of text.matchAll(/[A-Za-z0-9]+|[{}[\]]/g)) {
    if (token === '{' || token === '[') parents.push(last);
    else if (token === '}' || token === ']') parents.pop();
    else {
      last = [...parents.slice(-1), token].join('.');
      paths.push(last);
    }
  }
  return paths;
}

function populated(value: WireValue | undefined, path = ''): readonly string[] {
  if (value === undefined || value === null) return [];
  if (isList(value)) return value.length === 0 ? [] : [path, ...value.flatMap((item) => populated(item, path))];
  if (!isStructure(value)) return [path];
  const own = path === '' ? [] : [path];
  return [...own, ...Object.entries(value).flatMap(([member, inner]) => populated(inner, [...own, member].join('.')))];
}

function isList(value: WireValue): value is readonly WireValue[] {
  return Array.isArray(value);
}

const mappings = [
  {
    deviceName: '/dev/xvda',
    ebs: {
      encrypted: true,
      deleteOnTermination: true,
      iops: 3000,
      kmsKeyId: 'alias/images',
      snapshotId: 'snap-0123456789abcdef0',
      volumeSize: 20,
      volumeType: 'gp3',
      throughput: 125,
    },
  },
  { deviceName: '/dev/sdb', virtualName: 'ephemeral0' },
  { deviceName: '/dev/sdc', noDevice: '' },
];

function fullPipeline(bench: TestBench, recipe: WireStructure): string {
  const launchTemplateId = bench.createLaunchTemplate();
  const infrastructure = bench.call('CreateInfrastructureConfiguration', {
    name: 'hosts',
    description: 'Build hosts',
    instanceTypes: ['m7i.large'],
    instanceProfileName: 'image-builder',
    securityGroupIds: ['sg-1'],
    subnetId: 'subnet-1',
    logging: { s3Logs: { s3BucketName: 'logs', s3KeyPrefix: 'images' } },
    keyPair: 'debug',
    terminateInstanceOnCompletion: true,
    parentInstance: { autoScalingGroup: { name: 'builders', capacityWaitTimeoutSeconds: 60 } },
    snsTopicArn: 'arn:aws:sns:us-east-1:111122223333:images',
    resourceTags: { cost: 'platform' },
    instanceMetadataOptions: { httpTokens: 'required', httpPutResponseHopLimit: 1 },
    tags: { team: 'platform' },
    placement: { availabilityZone: 'us-east-1a', tenancy: 'host', hostId: 'h-1', hostResourceGroupArn: 'arn:aws:x' },
    clientToken: clientToken(),
  });
  const distribution = bench.call('CreateDistributionConfiguration', {
    name: 'world',
    description: 'Everywhere',
    distributions: [
      {
        region: 'us-east-1',
        amiDistributionConfiguration: {
          name: 'golden {{ imagebuilder:buildDate }}',
          description: 'Golden image',
          targetAccountIds: ['444455556666'],
          amiTags: { stage: 'prod' },
          kmsKeyId: 'alias/images',
          launchPermission: {
            userIds: ['444455556666'],
            userGroups: ['all'],
            organizationArns: ['arn:aws:organizations::111122223333:organization/o-abcdefghij'],
            organizationalUnitArns: ['arn:aws:organizations::111122223333:ou/o-abcdefghij/ou-abcd-abcdefgh'],
          },
        },
        containerDistributionConfiguration: {
          description: 'Golden container',
          containerTags: ['latest'],
          targetRepository: { service: 'ECR', repositoryName: 'golden' },
        },
        licenseConfigurationArns: [
          'arn:aws:license-manager:us-east-1:111122223333:license-configuration:lic-0123456789abcdef0123456789abcdef',
        ],
        launchTemplateConfigurations: [{ launchTemplateId, accountId: '111122223333', setDefaultVersion: true }],
        s3ExportConfiguration: { roleName: 'vm', diskImageFormat: 'VMDK', s3Bucket: 'disks', s3Prefix: 'x' },
        fastLaunchConfigurations: [
          {
            // Fast launch is for Windows alone.
            enabled: false,
            snapshotConfiguration: { targetResourceCount: 2 },
            maxParallelLaunches: 6,
            launchTemplate: {
              launchTemplateId: 'lt-0123456789abcdef0',
              launchTemplateName: 'x',
              launchTemplateVersion: '1',
            },
            accountId: '111122223333',
          },
        ],
        ssmParameterConfigurations: [
          { amiAccountId: '111122223333', parameterName: '/golden', dataType: 'aws:ec2:image' },
        ],
      },
    ],
    tags: { team: 'platform' },
    clientToken: clientToken(),
  });
  const { workflowBuildVersionArn } = bench.call('CreateWorkflow', {
    name: 'Own tests',
    semanticVersion: '1.0.0',
    type: 'TEST',
    data: 'steps:\n  - name: Check\n    action: RunCommand\n',
    clientToken: clientToken(),
  });
  const pipeline = bench.call('CreateImagePipeline', {
    name: 'Nightly',
    ...recipe,
    infrastructureConfigurationArn: infrastructure.infrastructureConfigurationArn,
    distributionConfigurationArn: distribution.distributionConfigurationArn,
    imageTags: { team: 'platform' },
    imageScanningConfiguration: {
      imageScanningEnabled: true,
      imageScanningTypes: ['TEST_INSTANCE_CVE'],
      scanResultCondition: { maximumSeverityLabel: 'HIGH', fixAvailable: true },
      ecrConfiguration: { repositoryName: 'scans', containerTags: ['scan'] },
    },
    executionRole: 'arn:aws:iam::111122223333:role/image-builder',
    workflows: [
      { workflowArn: 'arn:aws:imagebuilder:us-east-1:aws:workflow/build/build-image/x.x.x', onFailure: 'ABORT' },
      {
        workflowArn: workflowBuildVersionArn,
        parameters: [{ name: 'depth', value: ['2'] }],
        parallelGroup: 'group-a',
        onFailure: 'CONTINUE',
      },
    ],
    loggingConfiguration: { imageLogGroupName: '/images/golden' },
    clientToken: clientToken(),
  });
  return textOf(pipeline.imagePipelineArn) ?? '';
}

const parameters = [{ name: 'Level', value: ['high'] }];
const leveled = `${componentData('- echo')}\nparameters:\n  - Level:\n      type: string`;

function fullImageRecipe(bench: TestBench): WireStructure {
  const { imageRecipeArn } = bench.call('CreateImageRecipe', {
    name: 'Golden Linux',
    description: 'Golden image',
    semanticVersion: '1.0.0',
    components: [{ componentArn: bench.createComponent({ data: leveled }), parameters }],
    parentImage: 'arn:aws:imagebuilder:us-east-1:aws:image/amazon-linux-2023-x86/x.x.x',
    blockDeviceMappings: mappings,
    tags: { team: 'platform' },
    workingDirectory: '/tmp',
    additionalInstanceConfiguration: {
      systemsManagerAgent: { uninstallAfterBuild: true },
      userDataOverride: 'IyEvYmluL3No',
    },
    amiTags: { stage: 'prod' },
    clientToken: clientToken(),
  });
  return { imageRecipeArn };
}

function fullContainerRecipe(bench: TestBench): WireStructure {
  const { containerRecipeArn } = bench.call('CreateContainerRecipe', {
    containerType: 'DOCKER',
    name: 'Golden Container',
    description: 'Golden container',
    semanticVersion: '1.0.0',
    components: [{ componentArn: bench.createComponent({ name: 'In container', data: leveled }), parameters }],
    instanceConfiguration: { image: 'ami-0123456789abcdef0', blockDeviceMappings: mappings },
    dockerfileTemplateData: 'FROM {{{ imagebuilder:parentImage }}}',
    kmsKeyId: 'alias/images',
    parentImage: 'amazonlinux:2023',
    tags: { team: 'platform' },
    workingDirectory: '/tmp',
    targetRepository: { service: 'ECR', repositoryName: 'golden' },
    clientToken: clientToken(),
  });
  return { containerRecipeArn };
}

/** A public image cannot be watermarked, so this is one of its own. */
function watermarkedImage(bench: TestBench): string {
  const { imageRecipeArn } = bench.call('CreateImageRecipe', {
    name: 'Marked',
    semanticVersion: '1.0.0',
    components: [{ componentArn: 'arn:aws:imagebuilder:us-east-1:aws:component/update-linux/x.x.x' }],
    parentImage: 'ami-0123456789abcdef0',
    amiWatermarks: ['golden'],
    clientToken: clientToken(),
  });
  const infrastructureConfigurationArn = bench.createInfrastructure('Other hosts');
  return bench.createImage({ imageRecipeArn, infrastructureConfigurationArn });
}

/** An image whose distribution asks for a launch template that is not there. */
function undistributedImage(bench: TestBench): string {
  const { imageRecipeArn } = bench.call('CreateImageRecipe', {
    name: 'Stranded',
    semanticVersion: '1.0.0',
    components: [{ componentArn: 'arn:aws:imagebuilder:us-east-1:aws:component/update-linux/x.x.x' }],
    parentImage: 'ami-0123456789abcdef0',
    clientToken: clientToken(),
  });
  const { distributionConfigurationArn } = bench.call('CreateDistributionConfiguration', {
    name: 'nowhere',
    distributions: [
      { region: 'us-east-1', launchTemplateConfigurations: [{ launchTemplateId: 'lt-0123456789abcdef0' }] },
    ],
    clientToken: clientToken(),
  });
  const infrastructureConfigurationArn = bench.createInfrastructure('Stranding hosts');
  return bench.createImage({ imageRecipeArn, infrastructureConfigurationArn, distributionConfigurationArn });
}

describe('GetImage', () => {
  it('says where a distribution failed', () => {
    const bench = createTestBench('instant');
    const { image } = bench.call('GetImage', { imageBuildVersionArn: undistributedImage(bench) });
    const errorMessage = 'The specified launch template, with template ID lt-0123456789abcdef0, does not exist.';
    expect(structureOf(image).state).toMatchObject({
      status: 'FAILED',
      failureContext: {
        imageStatus: 'DISTRIBUTING',
        distributionFailure: {
          errorMessage: expect.stringContaining(errorMessage),
          regionFailures: [
            {
              region: 'us-east-1',
              status: 'FAILED',
              imageConfigurationStep: 'UPDATE_LAUNCH_TEMPLATES',
              errorMessage,
              targetAccountId: '111122223333',
            },
          ],
        },
      },
    });
  });

  it('fills every field of its response structure', () => {
    const bench = createTestBench('instant');
    const built = (recipe: WireStructure, pipeline = fullPipeline(bench, recipe)) =>
      textOf(
        bench.call('StartImagePipelineExecution', { imagePipelineArn: pipeline, clientToken: clientToken() })
          .imageBuildVersionArn,
      ) ?? '';
    const ami = built(fullImageRecipe(bench));
    bench.call('StartResourceStateUpdate', {
      resourceArn: ami,
      state: { status: 'DEPRECATED' },
      executionRole: 'lifecycle',
      includeResources: { amis: true },
      clientToken: clientToken(),
    });
    const answer = bench.call('GetImage', { imageBuildVersionArn: ami });

    const containerBench = createTestBench('instant');
    const recipe = fullContainerRecipe(containerBench);
    const pipeline = fullPipeline(containerBench, recipe);
    const start = { imagePipelineArn: pipeline, clientToken: clientToken() };
    const started = containerBench.call('StartImagePipelineExecution', start);
    const container = containerBench.call('GetImage', { imageBuildVersionArn: started.imageBuildVersionArn });
    expect(structureOf(structureOf(container.image).outputResources).containers).toEqual([
      {
        region: 'us-east-1',
        imageUris: [
          '111122223333.dkr.ecr.us-east-1.amazonaws.com/golden:latest',
          '111122223333.dkr.ecr.us-east-1.amazonaws.com/golden:1.0.0-1',
        ],
      },
    ]);

    const failing = bench.createComponent({ name: 'Broken', data: failingDocument });
    const { imageRecipeArn } = bench.call('CreateImageRecipe', {
      name: 'Broken',
      semanticVersion: '1.0.0',
      components: [{ componentArn: failing }],
      parentImage: 'ami-0123456789abcdef0',
      clientToken: clientToken(),
    });
    const infrastructureConfigurationArn = structureOf(structureOf(answer.image).infrastructureConfiguration).arn;
    const broken = bench.createImage({ imageRecipeArn, infrastructureConfigurationArn });
    const failed = bench.call('GetImage', { imageBuildVersionArn: broken });
    expect(structureOf(structureOf(structureOf(failed.image).state).failureContext).componentFailure).toMatchObject({
      componentArn: failing,
      action: expect.stringMatching(/^Execute/),
      errorMessage: expect.stringContaining('failed!'),
    });

    const watermarked = bench.call('GetImage', { imageBuildVersionArn: watermarkedImage(bench) });
    const undistributed = bench.call('GetImage', {
      imageBuildVersionArn: undistributedImage(bench),
    });
    const found = new Set([answer, container, failed, watermarked, undistributed].flatMap((each) => populated(each)));
    const absent = pathsIn(fields).filter((path) => !found.has(path));
    expect(absent).toEqual([]);
    expect(pathsIn(fields).length).toBeGreaterThan(200);
    // "Image Builder doesn't return this field for new images"; "this field isn't currently returned in responses".
    const neverTold = ['image.imageRecipe.type', 'image.sourcePipelineName'];
    // AMIs have the type of an image's state, and no build of their own that could fail.
    const told = outputPaths('GetImage').filter((path) => !path.includes('amis.state.failureContext'));
    expect(told.filter((path) => !found.has(path))).toEqual(neverTold);
  });

  it('shows of the recipe what was used, not what was asked for', () => {
    const bench = createTestBench('instant');
    const imagePipelineArn = fullPipeline(bench, fullImageRecipe(bench));
    const started = bench.call('StartImagePipelineExecution', { imagePipelineArn, clientToken: clientToken() });
    const { image } = bench.call('GetImage', { imageBuildVersionArn: started.imageBuildVersionArn });
    expect(image).toMatchObject({
      name: 'Golden Linux',
      version: '1.0.0/1',
      osVersion: 'Amazon Linux 2023',
      buildType: 'USER_INITIATED',
      imageSource: 'AMAZON_MANAGED',
      sourcePipelineArn: imagePipelineArn,
      imageRecipe: { parentImage: 'arn:aws:imagebuilder:us-east-1:aws:image/amazon-linux-2023-x86/2025.11.3/1' },
      workflows: [{ workflowArn: 'arn:aws:imagebuilder:us-east-1:aws:workflow/build/build-image/1.0.2/1' }, {}],
      scanState: { status: 'COMPLETED' },
    });
  });

  it('answers images of Amazon', () => {
    const bench = createTestBench('real');
    const imageBuildVersionArn = 'arn:aws:imagebuilder:us-east-1:aws:image/amazon-linux-2023-x86/x.x.x';
    expect(bench.call('GetImage', { imageBuildVersionArn }).image).toMatchObject({
      arn: 'arn:aws:imagebuilder:us-east-1:aws:image/amazon-linux-2023-x86/2025.11.3/1',
      state: { status: 'AVAILABLE' },
    });
  });
});

const failingDocument = `phases:
  - name: build
    steps:
      - name: Break
        action: ExecuteBash
        inputs:
          commands:
            - exit 1
`;
