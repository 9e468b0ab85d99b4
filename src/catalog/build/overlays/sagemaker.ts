import type { NativePathFilter, ResourceOverlay, ServiceOverlay } from './overlay.ts';
import { words } from './words.ts';

/** `NameContains` looks for a text inside names, whatever their case. */
const nameContains: NativePathFilter = {
  column: 'image_name',
  name: 'NameContains',
  style: 'member',
  operators: ['equals', 'prefix', 'contains'],
  maxValues: 1,
};
const moments: readonly NativePathFilter[] = [
  {
    column: 'creation_time',
    name: 'CreationTimeAfter,CreationTimeBefore',
    style: 'member',
    operators: ['range'],
    maxValues: 1,
  },
  {
    column: 'last_modified_time',
    name: 'LastModifiedTimeAfter,LastModifiedTimeBefore',
    style: 'member',
    operators: ['range'],
    maxValues: 1,
  },
];
const imageNames = { Description: 'image_description', DisplayName: 'image_display_name' };
const withoutUpdate: ResourceOverlay = { withoutHandlers: ['update'] };

/** Sources: the service's model; seed 002; the types' own schemas for handlers that are not there. */
export const sagemaker: ServiceOverlay = {
  methodNames: 'snake-case',
  pageSize: 100,
  // The wire has no "Exception" at the end of these codes.
  notFound: ['ResourceNotFound'],
  operations: { ListAliases: 'image_versions' },
  resources: {
    images: {
      description: 'Resource Type definition for AWS::SageMaker::Image',
      columnOrder: words(`
        image_name image_arn image_role_arn image_display_name image_description tags
      `),
      schema: { additionalIdentifiers: [['/properties/ImageName']] },
      permissions: {
        create: words(`
          sagemaker:CreateImage sagemaker:DescribeImage iam:PassRole sagemaker:AddTags sagemaker:ListTags
        `),
        read: ['sagemaker:DescribeImage', 'sagemaker:ListTags'],
        update: words(`
          sagemaker:UpdateImage sagemaker:DescribeImage sagemaker:ListTags sagemaker:AddTags
          sagemaker:DeleteTags iam:PassRole
        `),
        delete: ['sagemaker:DeleteImage', 'sagemaker:DescribeImage'],
        list: ['sagemaker:ListImages'],
      },
      paths: [
        {
          operation: 'ListImages',
          kind: 'list',
          result: 'Images',
          rename: imageNames,
          filters: [nameContains, ...moments],
        },
        {
          operation: 'DescribeImage',
          kind: 'get',
          result: '',
          rename: { ...imageNames, RoleArn: 'image_role_arn' },
          parameters: [{ name: 'ImageName', input: 'ImageName', columns: [['image_name']], required: true }],
        },
      ],
    },
    image_versions: {
      columnOrder: words(`
        image_version_arn image_name image_arn version base_image container_image
      `),
      permissions: {
        create: ['sagemaker:CreateImageVersion', 'sagemaker:DescribeImageVersion'],
        read: ['sagemaker:DescribeImageVersion'],
        update: ['sagemaker:UpdateImageVersion', 'sagemaker:DescribeImageVersion', 'sagemaker:ListAliases'],
        delete: ['sagemaker:DeleteImageVersion', 'sagemaker:DescribeImageVersion'],
        list: ['sagemaker:ListImageVersions'],
      },
      listNeeds: ['ImageName'],
      paths: [
        {
          operation: 'ListImageVersions',
          kind: 'list',
          result: 'ImageVersions',
          further: { image_name: '$input.ImageName' },
          parameters: [{ name: 'ImageName', input: 'ImageName', columns: [['image_name']], required: true }],
          filters: moments,
        },
        {
          operation: 'DescribeImageVersion',
          kind: 'get',
          result: '',
          further: { image_name: '$input.ImageName' },
          parameters: [
            { name: 'ImageName', input: 'ImageName', columns: [['image_name']], required: true },
            { name: 'Version', input: 'Version', columns: [['version']], required: true },
          ],
        },
        {
          operation: 'ListAliases',
          kind: 'get',
          result: '',
          rename: { SageMakerImageVersionAliases: 'aliases' },
          omit: ['NextToken'],
          further: { image_name: '$input.ImageName', version: '$input.Version' },
          fixed: { MaxResults: 100 },
          parameters: [
            { name: 'ImageName', input: 'ImageName', columns: [['image_name']], required: true },
            { name: 'Version', input: 'Version', columns: [['version']], required: true },
          ],
        },
      ],
      relationships: {
        image_arn: 'aws.sagemaker.images.image_arn',
        image_name: 'aws.sagemaker.images.image_name',
      },
    },
    actions: { schema: { additionalIdentifiers: [['/properties/ActionName']] } },
    algorithms: { schema: { additionalIdentifiers: [['/properties/AlgorithmName']] } },
    clusters: { schema: { additionalIdentifiers: [['/properties/ClusterName']] } },
    contexts: { schema: { additionalIdentifiers: [['/properties/ContextName']] } },
    data_quality_job_definitions: withoutUpdate,
    device_fleets: { withoutHandlers: ['list'] },
    // Its identifier lies inside the property `Device`.
    devices: { withoutHandlers: ['list'] },
    experiments: { schema: { additionalIdentifiers: [['/properties/ExperimentName']] } },
    hubs: { schema: { additionalIdentifiers: [['/properties/HubName']] } },
    mlflow_apps: { schema: { additionalIdentifiers: [['/properties/MlflowAppId']] } },
    model_bias_job_definitions: withoutUpdate,
    model_explainability_job_definitions: withoutUpdate,
    model_quality_job_definitions: withoutUpdate,
    processing_jobs: { ...withoutUpdate, schema: { additionalIdentifiers: [['/properties/ProcessingJobName']] } },
    studio_lifecycle_configs: withoutUpdate,
    trial_components: { schema: { additionalIdentifiers: [['/properties/TrialComponentName']] } },
  },
};
