import type { NativePath, NativePathFilter, NativePathParameter, ServiceOverlay } from './overlay.ts';
import { words } from './words.ts';

/** At most 10 filters of at most 10 values each; they are matched as they are, without wildcards. */
const filter = (column: string, name: string): NativePathFilter => ({
  column,
  name,
  operators: ['equals'],
  maxValues: 10,
});
/**
 * Whose things a list is of: one's own unless it is said. The enum has no account ids: rows of `Self` and of `Shared` say their
 * account, and those of the others say the word.
 */
const owner: NativePathParameter = {
  name: 'data__owner',
  input: 'owner',
  columns: [['owner']],
  required: false,
  words: { owner: ['Self', 'Shared'] },
  others: { said: ['Amazon', 'ThirdParty', 'AWSMarketplace'], askedBy: ['Self', 'Shared'] },
};
const byIdentifier = (input: string): Pick<NativePath, 'kind' | 'parameters'> => ({
  kind: 'get',
  parameters: [{ name: 'data__Identifier', input, columns: [['arn']], required: true }],
});
/** The version whose builds a list is of. What is said of its builds' shared columns leaves fewer versions to ask for. */
const ofVersion = (
  input: string,
  resource: string,
  sharedColumns: readonly string[],
): Pick<NativePath, 'parameters'> => ({
  parameters: [
    {
      name: input,
      input,
      required: true,
      parent: { resource: `aws.imagebuilder.${resource}`, column: 'arn', sharedColumns },
    },
    { ...owner, isOfParent: true, parent: { resource: `aws.imagebuilder.${resource}`, column: owner.name } },
  ],
});
const latestVersions = { latest_version_references: '$.latestVersionReferences', request_id: '$.requestId' };
/** The AMI in the region of the call, as the handlers of the type tell it. */
const ownImage = { image_id: 'outputResources.amis[region=$region].image' };
const requestId = { request_id: '$.requestId' };

/** Sources: the service's model; its user guide for filters; seeds 000, 001 and 004. */
export const imagebuilder: ServiceOverlay = {
  methodNames: 'snake-case',
  timestampShapes: ['DateTime'],
  filterStyle: 'imagebuilder',
  pageSize: 25,
  notFound: ['ResourceNotFoundException'],
  operations: {
    CancelLifecycleExecution: 'lifecycle_policies',
    GetLifecycleExecution: 'lifecycle_policies',
    GetMarketplaceResource: 'components',
    ImportDiskImage: 'images',
    ImportVmImage: 'images',
    ListLifecycleExecutionResources: 'lifecycle_policies',
    ListLifecycleExecutions: 'lifecycle_policies',
    ListTagsForResource: 'images',
    ListWaitingWorkflowSteps: 'workflows',
    StartResourceStateUpdate: 'images',
    TagResource: 'images',
    UntagResource: 'images',
  },
  resources: {
    images: {
      description: 'Resource schema for AWS::ImageBuilder::Image',
      columnOrder: words(`
        arn name image_tests_configuration image_recipe_arn container_recipe_arn
        distribution_configuration_arn infrastructure_configuration_arn workflows image_id image_uri
        enhanced_image_metadata_enabled image_scanning_configuration execution_role tags
      `),
      nativeForm: ['image_tests_configuration', 'image_scanning_configuration', 'workflows', 'logging_configuration'],
      schema: {
        required: [],
        oneOf: [
          { required: ['ContainerRecipeArn', 'InfrastructureConfigurationArn'] },
          { required: ['ImageRecipeArn', 'InfrastructureConfigurationArn'] },
          { required: ['ImagePipelineExecutionSettings'] },
        ],
      },
      permissions: {
        create: words(`
          ecr:BatchGetRepositoryScanningConfiguration iam:GetRole iam:PassRole iam:CreateServiceLinkedRole
          imagebuilder:GetImageRecipe imagebuilder:GetContainerRecipe
          imagebuilder:GetInfrastructureConfiguration imagebuilder:GetDistributionConfiguration
          imagebuilder:GetWorkflow imagebuilder:GetImage imagebuilder:CreateImage
          imagebuilder:StartImagePipelineExecution imagebuilder:TagResource inspector2:BatchGetAccountStatus
        `),
        read: ['imagebuilder:GetImage'],
        update: ['imagebuilder:TagResource', 'imagebuilder:UntagResource'],
        delete: [
          'imagebuilder:GetImage',
          'imagebuilder:DeleteImage',
          'imagebuilder:UnTagResource',
          'imagebuilder:CancelImageCreation',
        ],
        list: ['imagebuilder:ListImages', 'imagebuilder:ListImageBuildVersions'],
      },
      // AWS has since given the type an update handler, for tags alone; the page of the resource has none.
      twinWithout: ['update'],
      listReturns: ['name'],
      paths: [
        {
          operation: 'ListImageBuildVersions',
          kind: 'list',
          result: 'imageSummaryList',
          ...ofVersion('imageVersionArn', 'image_versions', ['name', 'platform', 'type', 'owner']),
          further: ownImage,
          // A build's version has its number (`1.0.0/2`), the filter `version` takes none, so it cannot serve the column.
          filters: [
            filter('name', 'name'),
            filter('platform', 'platform'),
            filter('type', 'type'),
            filter('os_version', 'osVersion'),
          ],
        },
        {
          operation: 'ListImagePipelineImages',
          kind: 'list',
          result: 'imageSummaryList',
          further: { source_pipeline_arn: '$input.imagePipelineArn', ...ownImage },
          parameters: [
            { name: 'ImagePipelineArn', input: 'imagePipelineArn', columns: [['source_pipeline_arn']], required: true },
          ],
          filters: [filter('name', 'name')],
        },
        {
          operation: 'GetImage',
          ...byIdentifier('imageBuildVersionArn'),
          result: 'image',
          further: {
            image_recipe_arn: 'imageRecipe.arn',
            container_recipe_arn: 'containerRecipe.arn',
            distribution_configuration_arn: 'distributionConfiguration.arn',
            infrastructure_configuration_arn: 'infrastructureConfiguration.arn',
            // GetImage leaves the owner to the ARN, where ListImageBuildVersions names it.
            owner: 'arn#account',
            ...ownImage,
            ...latestVersions,
          },
        },
      ],
      relationships: {
        container_recipe_arn: 'aws.imagebuilder.container_recipes.arn',
        image_id: 'aws.ec2.images.image_id',
        source_pipeline_arn: 'aws.imagebuilder.image_pipelines.arn',
      },
    },
    image_versions: {
      title: 'ImageVersion',
      description: 'Versions of images. The builds of each are rows of aws.imagebuilder.images.',
      identifier: ['arn'],
      methods: { list_images: 'SELECT' },
      paths: [
        {
          operation: 'ListImages',
          kind: 'list',
          result: 'imageVersionList',
          fixed: { includeDeprecated: true },
          filters: [
            filter('name', 'name'),
            filter('platform', 'platform'),
            filter('type', 'type'),
            filter('version', 'version'),
            filter('os_version', 'osVersion'),
          ],
          parameters: [owner],
        },
      ],
    },
    image_pipelines: {
      description: 'Resource schema for AWS::ImageBuilder::ImagePipeline',
      columnOrder: words(`
        arn name description image_tests_configuration status schedule image_recipe_arn container_recipe_arn
        distribution_configuration_arn infrastructure_configuration_arn workflows
        enhanced_image_metadata_enabled image_scanning_configuration execution_role tags
      `),
      schema: {
        required: ['Name', 'InfrastructureConfigurationArn'],
        oneOf: [
          { required: ['Name', 'ContainerRecipeArn', 'InfrastructureConfigurationArn'] },
          { required: ['Name', 'ImageRecipeArn', 'InfrastructureConfigurationArn'] },
        ],
      },
      permissions: {
        create: words(`
          ecr:BatchGetRepositoryScanningConfiguration iam:GetRole iam:PassRole iam:CreateServiceLinkedRole
          imagebuilder:TagResource imagebuilder:GetImagePipeline imagebuilder:GetImageRecipe
          imagebuilder:GetContainerRecipe imagebuilder:GetInfrastructureConfiguration
          imagebuilder:GetDistributionConfiguration imagebuilder:CreateImagePipeline imagebuilder:GetWorkflow
          inspector2:BatchGetAccountStatus
        `),
        read: ['imagebuilder:GetImagePipeline'],
        update: [
          'iam:PassRole',
          'imagebuilder:GetImagePipeline',
          'imagebuilder:UpdateImagePipeline',
          'imagebuilder:GetWorkflow',
        ],
        delete: ['imagebuilder:UnTagResource', 'imagebuilder:GetImagePipeline', 'imagebuilder:DeleteImagePipeline'],
        list: ['imagebuilder:ListImagePipelines'],
      },
      listReturns: words(`
        name description image_tests_configuration status schedule image_recipe_arn container_recipe_arn
        distribution_configuration_arn infrastructure_configuration_arn enhanced_image_metadata_enabled
        image_scanning_configuration tags
      `),
      paths: [
        {
          operation: 'ListImagePipelines',
          kind: 'list',
          result: 'imagePipelineList',
          filters: [
            filter('name', 'name'),
            filter('description', 'description'),
            filter('status', 'status'),
            filter('image_recipe_arn', 'imageRecipeArn'),
            filter('distribution_configuration_arn', 'distributionConfigurationArn'),
            filter('infrastructure_configuration_arn', 'infrastructureConfigurationArn'),
          ],
        },
        {
          operation: 'GetImagePipeline',
          ...byIdentifier('imagePipelineArn'),
          result: 'imagePipeline',
        },
      ],
      relationships: { container_recipe_arn: 'aws.imagebuilder.container_recipes.arn' },
    },
    image_recipes: {
      columnOrder: words(`
        arn name description version components block_device_mappings parent_image working_directory
        additional_instance_configuration ami_tags ami_watermarks tags
      `),
      listReturns: ['name', 'parent_image', 'tags'],
      paths: [
        {
          operation: 'ListImageRecipes',
          kind: 'list',
          result: 'imageRecipeSummaryList',
          filters: [filter('name', 'name'), filter('parent_image', 'parentImage'), filter('platform', 'platform')],
          parameters: [owner],
        },
        {
          operation: 'GetImageRecipe',
          ...byIdentifier('imageRecipeArn'),
          result: 'imageRecipe',
          further: latestVersions,
        },
      ],
    },
    container_recipes: {
      columnOrder: words(`
        arn name description version components instance_configuration dockerfile_template_data
        dockerfile_template_uri platform_override container_type image_os_version_override target_repository
        kms_key_id parent_image working_directory tags
      `),
      listReturns: ['name', 'parent_image', 'tags'],
      paths: [
        {
          operation: 'ListContainerRecipes',
          kind: 'list',
          result: 'containerRecipeSummaryList',
          filters: [
            filter('name', 'name'),
            filter('container_type', 'containerType'),
            filter('parent_image', 'parentImage'),
            filter('platform', 'platform'),
          ],
          parameters: [owner],
        },
        {
          operation: 'GetContainerRecipe',
          ...byIdentifier('containerRecipeArn'),
          result: 'containerRecipe',
          further: { instance_image: 'instanceConfiguration.image', ...latestVersions },
        },
      ],
    },
    components: {
      columnOrder: words(`
        arn name version description change_description type platform data kms_key_id encrypted uri
        supported_os_versions tags
      `),
      listReturns: words(`
        name version platform type description supported_os_versions
      `),
      paths: [
        {
          operation: 'ListComponentBuildVersions',
          kind: 'list',
          result: 'componentSummaryList',
          ...ofVersion('componentVersionArn', 'component_versions', ['name', 'platform', 'type', 'version', 'owner']),
        },
        {
          operation: 'GetComponent',
          ...byIdentifier('componentBuildVersionArn'),
          result: 'component',
          further: latestVersions,
        },
      ],
    },
    component_versions: {
      title: 'ComponentVersion',
      description: 'Versions of components. The builds of each are rows of aws.imagebuilder.components.',
      identifier: ['arn'],
      methods: { list_components: 'SELECT' },
      paths: [
        {
          operation: 'ListComponents',
          kind: 'list',
          result: 'componentVersionList',
          filters: [
            filter('name', 'name'),
            filter('platform', 'platform'),
            filter('type', 'type'),
            filter('version', 'version'),
          ],
          parameters: [owner],
        },
      ],
    },
    infrastructure_configurations: {
      columnOrder: words(`
        arn name description instance_types security_group_ids logging subnet_id key_pair
        terminate_instance_on_failure instance_profile_name instance_metadata_options sns_topic_arn
        resource_tags tags
      `),
      paths: [
        {
          operation: 'ListInfrastructureConfigurations',
          kind: 'list',
          result: 'infrastructureConfigurationSummaryList',
          filters: [filter('name', 'name')],
        },
        {
          operation: 'GetInfrastructureConfiguration',
          ...byIdentifier('infrastructureConfigurationArn'),
          result: 'infrastructureConfiguration',
          further: requestId,
        },
      ],
    },
    distribution_configurations: {
      columnOrder: words(`
        arn name description distributions tags
      `),
      paths: [
        {
          operation: 'ListDistributionConfigurations',
          kind: 'list',
          result: 'distributionConfigurationSummaryList',
          filters: [filter('name', 'name')],
        },
        {
          operation: 'GetDistributionConfiguration',
          ...byIdentifier('distributionConfigurationArn'),
          result: 'distributionConfiguration',
          further: { regions: 'distributions.region', ...requestId },
        },
      ],
    },
    lifecycle_policies: {
      columnOrder: words(`
        arn name description status execution_role resource_type policy_details resource_selection tags
      `),
      paths: [
        {
          operation: 'ListLifecyclePolicies',
          kind: 'list',
          result: 'lifecyclePolicySummaryList',
          filters: [filter('name', 'Name'), filter('status', 'Status')],
        },
        {
          operation: 'GetLifecyclePolicy',
          ...byIdentifier('lifecyclePolicyArn'),
          result: 'lifecyclePolicy',
        },
      ],
    },
    workflow_versions: {
      title: 'WorkflowVersion',
      description: 'Versions of workflows. The builds of each are rows of aws.imagebuilder.workflows.',
      identifier: ['arn'],
      methods: { list_workflows: 'SELECT' },
      paths: [{ operation: 'ListWorkflows', kind: 'list', result: 'workflowVersionList', parameters: [owner] }],
    },
    workflows: {
      columnOrder: words(`
        arn name version description change_description type data uri kms_key_id tags
      `),
      paths: [
        {
          operation: 'ListWorkflowBuildVersions',
          kind: 'list',
          result: 'workflowSummaryList',
          ...ofVersion('workflowVersionArn', 'workflow_versions', ['owner']),
        },
        {
          operation: 'GetWorkflow',
          ...byIdentifier('workflowBuildVersionArn'),
          result: 'workflow',
          further: { latest_version_references: '$.latestVersionReferences' },
        },
      ],
    },
  },
};
