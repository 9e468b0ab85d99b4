import type { SeedFacts } from './seed-facts.ts';

export const sagemakerImages: SeedFacts = {
  name: 'aws.sagemaker.images',
  title: 'images',
  description: 'Resource Type definition for AWS::SageMaker::Image',
  keywords: ['images', 'sagemaker', 'aws', 'infrastructure-as-code', 'cloud inventory'],
  columns: [
    'image_name string',
    'image_arn string',
    'image_role_arn string',
    'image_display_name string',
    'image_description string',
    'tags array',
    'region string',
  ],
  methods: [
    ['create_resource', 'INSERT', 'ImageName, ImageRoleArn, region'],
    ['delete_resource', 'DELETE', 'data__Identifier, region'],
    ['update_resource', 'UPDATE', 'data__Identifier, data__PatchDocument, region'],
    ['list_resource', 'SELECT', 'region'],
    ['get_resource', 'SELECT', 'data__Identifier, region'],
  ],
  hasFurtherMethods: true,
  statements: [
    { verb: 'SELECT', columns: ['region', 'image_arn'], conditions: { region: 'us-east-1' } },
    {
      verb: 'SELECT',
      columns: [
        'region',
        'image_name',
        'image_arn',
        'image_role_arn',
        'image_display_name',
        'image_description',
        'tags',
      ],
      conditions: { region: 'us-east-1', data__Identifier: '<ImageArn>' },
    },
    { verb: 'INSERT', columns: ['ImageName', 'ImageRoleArn', 'region'], conditions: {} },
    {
      verb: 'INSERT',
      columns: ['ImageName', 'ImageRoleArn', 'ImageDisplayName', 'ImageDescription', 'Tags', 'region'],
      conditions: {},
    },
    { verb: 'DELETE', columns: [], conditions: { data__Identifier: '<ImageArn>', region: 'us-east-1' } },
  ],
  permissions: {
    create: [
      'sagemaker:CreateImage',
      'sagemaker:DescribeImage',
      'iam:PassRole',
      'sagemaker:AddTags',
      'sagemaker:ListTags',
    ],
    read: ['sagemaker:DescribeImage', 'sagemaker:ListTags'],
    update: [
      'sagemaker:UpdateImage',
      'sagemaker:DescribeImage',
      'sagemaker:ListTags',
      'sagemaker:AddTags',
      'sagemaker:DeleteTags',
      'iam:PassRole',
    ],
    delete: ['sagemaker:DeleteImage', 'sagemaker:DescribeImage'],
    list: ['sagemaker:ListImages'],
  },
  manifest: {
    version: 1,
    name: 'stack name',
    description: 'stack description',
    providers: ['aws'],
    globals: [{ name: 'region', value: '{{ vars.AWS_REGION }}' }],
    resources: [
      {
        name: 'image',
        props: [
          { name: 'ImageName', value: '{{ ImageName }}' },
          { name: 'ImageRoleArn', value: '{{ ImageRoleArn }}' },
          { name: 'ImageDisplayName', value: '{{ ImageDisplayName }}' },
          { name: 'ImageDescription', value: '{{ ImageDescription }}' },
          { name: 'Tags', value: [{ Value: '{{ Value }}', Key: '{{ Key }}' }] },
        ],
      },
    ],
  },
};
