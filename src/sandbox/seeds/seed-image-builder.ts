import type { WireStructure } from '../../aws/service-model.ts';
import { callOperation } from '../kit/call-operation.ts';
import { contextAt } from '../kit/context-at.ts';
import { textOf } from '../kit/members.ts';
import type { Place, SandboxState } from '../service.ts';
import { settleImages } from '../services/imagebuilder/builds/settle-image.ts';
import { imagebuilder } from '../services/imagebuilder/imagebuilder.ts';
import { type DemoPipeline, demoPipelines } from './demo-pipelines.ts';
import { demoAccounts } from './estate.ts';
import { day, hour, monthOf } from './seed-context.ts';

/** Pipelines with the builds of their past, run by Image Builder itself at back-dated times. */
export function seedImageBuilder(state: SandboxState, now: number): void {
  for (const pipeline of demoPipelines) seedPipeline(state, pipeline, now);
  createCleanupPolicy(state, now);
}

function seedPipeline(state: SandboxState, pipeline: DemoPipeline, now: number): void {
  const { name, place } = pipeline;
  const begun = now - (pipeline.builds[0]?.daysAgo ?? 0) * day - 7 * day;
  const at = (time: number, operation: string, input: WireStructure) =>
    callOperation(imagebuilder, operation, { ...input, clientToken: state.uuid() }, contextAt(state, place, time));
  const infrastructure = at(begun, 'CreateInfrastructureConfiguration', {
    name: `${name}-build-hosts`,
    description: `Build hosts of ${name}`,
    instanceProfileName: 'image-builder-instance-profile',
    instanceTypes: pipeline.architecture === 'arm64' ? ['m7g.large'] : ['m7i.large', 'm6i.large'],
    terminateInstanceOnFailure: true,
    snsTopicArn: `arn:aws:sns:${place.region}:${place.account}:image-builds`,
    tags: pipeline.tags,
  });
  const distribution = at(begun, 'CreateDistributionConfiguration', {
    name: `${name}-distribution`,
    description: `Where ${name} goes`,
    distributions: distributionsOf(pipeline, `${name}-first`),
    tags: pipeline.tags,
  });
  const hardening = componentOf(pipeline, '1.0.0', true);
  const working = at(begun, 'CreateComponent', hardening);
  const broken = at(begun + hour, 'CreateComponent', componentOf(pipeline, '1.1.0', false));
  let pipelineArn: string | undefined;
  for (const [index, build] of pipeline.builds.entries()) {
    const time = now - build.daysAgo * day;
    const month = monthOf(time);
    const earlier = pipeline.builds.slice(0, index).filter(({ daysAgo }) => monthOf(now - daysAgo * day) === month);
    const version = `${month}.${earlier.length + 1}`;
    const component = textOf((build.fails ? broken : working).componentBuildVersionArn);
    const recipe = at(time, pipeline.container ? 'CreateContainerRecipe' : 'CreateImageRecipe', {
      name,
      semanticVersion: version,
      description: pipeline.description,
      parentImage: pipeline.parentImage,
      components: [...pipeline.components, component].map((componentArn) => ({ componentArn })),
      tags: pipeline.tags,
      ...(pipeline.container ? containerMembers(name) : imageMembers(pipeline)),
    });
    const settings = {
      description: pipeline.description,
      [pipeline.container ? 'containerRecipeArn' : 'imageRecipeArn']:
        recipe.containerRecipeArn ?? recipe.imageRecipeArn,
      infrastructureConfigurationArn: infrastructure.infrastructureConfigurationArn,
      distributionConfigurationArn: distribution.distributionConfigurationArn,
      imageTestsConfiguration: { imageTestsEnabled: true, timeoutMinutes: 90 },
      enhancedImageMetadataEnabled: true,
      ...(pipeline.scanned && { imageScanningConfiguration: { imageScanningEnabled: true } }),
      schedule: {
        scheduleExpression: pipeline.schedule,
        pipelineExecutionStartCondition: 'EXPRESSION_MATCH_AND_DEPENDENCY_UPDATES_AVAILABLE',
      },
      status: index === pipeline.builds.length - 1 && pipeline.disabled ? 'DISABLED' : 'ENABLED',
    };
    at(time, 'UpdateDistributionConfiguration', {
      distributionConfigurationArn: distribution.distributionConfigurationArn,
      description: `Where ${name} goes`,
      distributions: distributionsOf(pipeline, `${name}-${version}`),
    });
    if (pipelineArn === undefined) {
      const created = at(time, 'CreateImagePipeline', { ...settings, name, tags: pipeline.tags });
      pipelineArn = textOf(created.imagePipelineArn) ?? '';
    } else at(time, 'UpdateImagePipeline', { ...settings, imagePipelineArn: pipelineArn });
    at(time, 'StartImagePipelineExecution', { imagePipelineArn: pipelineArn });
    settleImages(contextAt(state, place, Math.min(now, time + hour)));
  }
  // Whoever starts a pipeline of the estate gets an AMI that is called after the pipeline alone.
  const lastBuild = now - (pipeline.builds.at(-1)?.daysAgo ?? 0) * day;
  at(Math.min(now, lastBuild + 2 * hour), 'UpdateDistributionConfiguration', {
    distributionConfigurationArn: distribution.distributionConfigurationArn,
    description: `Where ${name} goes`,
    distributions: distributionsOf(pipeline, name),
  });
}

function componentOf(pipeline: DemoPipeline, version: string, works: boolean): WireStructure {
  const windows = pipeline.windows === true;
  const check = windows
    ? ['Get-Service AmazonSSMAgent', 'Get-MpComputerStatus']
    : ['sudo dnf -y upgrade --security || sudo apt-get -y upgrade', 'sudo sysctl --system'];
  // Image Builder fails a build whose component ends with an error: here a package repository that moved.
  const commands = works ? check : [...check, 'echo "agent repository answered 404" >&2', 'exit 1'];
  return {
    name: `${pipeline.name}-hardening`,
    semanticVersion: version,
    description: 'CIS level 1 settings and the security agent',
    platform: windows ? 'Windows' : 'Linux',
    data: [
      `name: ${pipeline.name}-hardening`,
      'schemaVersion: 1.0',
      'phases:',
      '  - name: build',
      '    steps:',
      '      - name: Harden',
      `        action: ${windows ? 'ExecutePowerShell' : 'ExecuteBash'}`,
      '        inputs:',
      '          commands:',
      ...commands.map((command) => `            - ${command}`),
    ].join('\n'),
    tags: pipeline.tags,
  };
}

function imageMembers(pipeline: DemoPipeline): WireStructure {
  const device = pipeline.windows ? '/dev/sda1' : '/dev/xvda';
  const encrypted = pipeline.encrypted === true;
  return {
    blockDeviceMappings: [
      {
        deviceName: device,
        ebs: { volumeSize: pipeline.windows ? 60 : 20, volumeType: 'gp3', encrypted, deleteOnTermination: true },
      },
    ],
    workingDirectory: pipeline.windows ? 'C:/' : '/tmp',
  };
}

function containerMembers(name: string): WireStructure {
  return {
    containerType: 'DOCKER',
    dockerfileTemplateData:
      'FROM {{{ imagebuilder:parentImage }}}\n{{{ imagebuilder:environments }}}\n{{{ imagebuilder:components }}}\n',
    targetRepository: { service: 'ECR', repositoryName: name },
  };
}

function distributionsOf(pipeline: DemoPipeline, name: string): readonly WireStructure[] {
  return pipeline.regions.map((region) =>
    pipeline.container
      ? {
          region,
          containerDistributionConfiguration: {
            containerTags: ['latest'],
            targetRepository: { service: 'ECR', repositoryName: pipeline.name },
          },
        }
      : {
          region,
          amiDistributionConfiguration: {
            name: `${name} {{ imagebuilder:buildDate }}`,
            description: pipeline.description,
            amiTags: { ...pipeline.tags, Name: name },
            launchPermission: { userIds: pipeline.sharedWith },
          },
        },
  );
}

/** Disabled, so that nothing of the estate goes while somebody looks at it. */
function createCleanupPolicy(state: SandboxState, now: number): void {
  const place: Place = { account: demoAccounts.build, region: 'us-east-1' };
  const policy = {
    name: 'retire-golden-images',
    description: 'Deletes golden images a year after they were made, but keeps the last three',
    status: 'DISABLED',
    executionRole: `arn:aws:iam::${place.account}:role/service-role/image-builder-lifecycle`,
    resourceType: 'AMI_IMAGE',
    policyDetails: [
      {
        action: { type: 'DELETE', includeResources: { amis: true, snapshots: true } },
        filter: { type: 'AGE', value: 12, unit: 'MONTHS', retainAtLeast: 3 },
      },
    ],
    resourceSelection: { tagMap: { team: 'platform' } },
    tags: { team: 'platform', owner: 'platform@example.com' },
    clientToken: state.uuid(),
  };
  callOperation(imagebuilder, 'CreateLifecyclePolicy', policy, contextAt(state, place, now - 40 * day));
}
