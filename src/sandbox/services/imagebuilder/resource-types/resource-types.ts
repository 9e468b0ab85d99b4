import type { RequestContext, ResourceHandler } from '../../../service.ts';
import { componentOperations } from '../components/components.ts';
import { distributionConfigurationOperations } from '../distribution/distribution-configurations.ts';
import { infrastructureConfigurationOperations } from '../infrastructure/infrastructure-configurations.ts';
import { lifecyclePolicyOperations } from '../lifecycle/lifecycle-policies.ts';
import { imagePipelines } from '../pipelines/image-pipeline-record.ts';
import { imagePipelineOperations, pipelineStructure } from '../pipelines/image-pipelines.ts';
import { containerRecipeOperations } from '../recipes/container-recipes.ts';
import { imageRecipeOperations } from '../recipes/image-recipes.ts';
import { type NamedRecord, tableOfKind } from '../tables.ts';
import { workflowOperations } from '../workflows/workflows.ts';
import { imageType } from './image-type.ts';
import { simpleType } from './simple-type.ts';

const recordsOf = (kind: string) => ({
  all: (context: RequestContext) => [...context.table<NamedRecord>(tableOfKind[kind] ?? kind).values()],
  find: (arn: string, context: RequestContext) => context.table<NamedRecord>(tableOfKind[kind] ?? kind).get(arn),
});

const component = simpleType({
  noun: 'Component',
  operations: componentOperations,
  arnMember: 'componentBuildVersionArn',
  ...recordsOf('component'),
  readMembers: [
    'arn',
    'name',
    'version',
    'description',
    'changeDescription',
    'type',
    'platform',
    'kmsKeyId',
    'encrypted',
    'tags',
    'supportedOsVersions',
  ],
  listMembers: ['arn', 'name', 'version', 'platform', 'type', 'description', 'supportedOsVersions'],
  isVersioned: true,
});

const containerRecipe = simpleType({
  noun: 'ContainerRecipe',
  operations: containerRecipeOperations,
  arnMember: 'containerRecipeArn',
  ...recordsOf('container-recipe'),
  readMembers: [
    'arn',
    'name',
    'description',
    'version',
    'components',
    'instanceConfiguration',
    'containerType',
    'targetRepository',
    'kmsKeyId',
    'parentImage',
    'workingDirectory',
    'tags',
  ],
  listMembers: ['arn', 'name', 'parentImage', 'tags'],
  isVersioned: true,
});

const imageRecipe = simpleType({
  noun: 'ImageRecipe',
  operations: imageRecipeOperations,
  arnMember: 'imageRecipeArn',
  ...recordsOf('image-recipe'),
  readMembers: [
    'arn',
    'name',
    'description',
    'version',
    'components',
    'blockDeviceMappings',
    'parentImage',
    'workingDirectory',
    'additionalInstanceConfiguration',
    'amiTags',
    'amiWatermarks',
    'tags',
  ],
  listMembers: ['arn', 'name', 'parentImage', 'tags'],
  isVersioned: true,
});

const infrastructureConfiguration = simpleType({
  noun: 'InfrastructureConfiguration',
  operations: infrastructureConfigurationOperations,
  arnMember: 'infrastructureConfigurationArn',
  ...recordsOf('infrastructure-configuration'),
  readMembers: [
    'arn',
    'name',
    'description',
    'instanceTypes',
    'securityGroupIds',
    'logging',
    'subnetId',
    'keyPair',
    'terminateInstanceOnFailure',
    'instanceProfileName',
    'instanceMetadataOptions',
    'snsTopicArn',
    'resourceTags',
    'tags',
    'placement',
  ],
  listMembers: [
    'arn',
    'name',
    'description',
    'resourceTags',
    'tags',
    'instanceTypes',
    'instanceProfileName',
    'placement',
  ],
});

const distributionConfiguration = simpleType({
  noun: 'DistributionConfiguration',
  operations: distributionConfigurationOperations,
  arnMember: 'distributionConfigurationArn',
  ...recordsOf('distribution-configuration'),
  readMembers: ['arn', 'name', 'description', 'distributions', 'tags'],
  listMembers: ['arn', 'name', 'description', 'tags'],
});

const pipelineMembers = [
  'arn',
  'name',
  'description',
  'imageTestsConfiguration',
  'status',
  'schedule',
  'imageRecipeArn',
  'containerRecipeArn',
  'distributionConfigurationArn',
  'infrastructureConfigurationArn',
  'workflows',
  'enhancedImageMetadataEnabled',
  'imageScanningConfiguration',
  'executionRole',
  'loggingConfiguration',
  'tags',
  'imageTags',
];

const imagePipeline = simpleType({
  noun: 'ImagePipeline',
  operations: imagePipelineOperations,
  arnMember: 'imagePipelineArn',
  all: (context) => [...imagePipelines(context).values()].map((pipeline) => pipelineStructure(pipeline, context)),
  find(arn, context) {
    const pipeline = imagePipelines(context).get(arn);
    return pipeline && { ...pipelineStructure(pipeline, context), deploymentId: pipeline.deploymentId };
  },
  readMembers: [...pipelineMembers, 'deploymentId'],
  listMembers: pipelineMembers,
});

const policyMembers = ['arn', 'name', 'description', 'status', 'executionRole', 'resourceType', 'tags'];

const lifecyclePolicy = simpleType({
  noun: 'LifecyclePolicy',
  operations: lifecyclePolicyOperations,
  arnMember: 'lifecyclePolicyArn',
  ...recordsOf('lifecycle-policy'),
  readMembers: [...policyMembers, 'policyDetails', 'resourceSelection'],
  listMembers: policyMembers,
});

const workflow = simpleType({
  noun: 'Workflow',
  operations: workflowOperations,
  arnMember: 'workflowBuildVersionArn',
  ...recordsOf('workflow/build'),
  readMembers: ['arn', 'name', 'version', 'description', 'changeDescription', 'type', 'kmsKeyId', 'tags'],
  listMembers: ['arn', 'name', 'version', 'description', 'type'],
  isVersioned: true,
});

/** The CloudFormation types of Image Builder, over the same state as its own API. */
export const resourceTypes: Readonly<Record<string, ResourceHandler>> = {
  'AWS::ImageBuilder::Component': component,
  'AWS::ImageBuilder::ContainerRecipe': containerRecipe,
  'AWS::ImageBuilder::DistributionConfiguration': distributionConfiguration,
  'AWS::ImageBuilder::Image': imageType,
  'AWS::ImageBuilder::ImagePipeline': imagePipeline,
  'AWS::ImageBuilder::ImageRecipe': imageRecipe,
  'AWS::ImageBuilder::InfrastructureConfiguration': infrastructureConfiguration,
  'AWS::ImageBuilder::LifecyclePolicy': lifecyclePolicy,
  'AWS::ImageBuilder::Workflow': workflow,
};
