import type { ServiceOverlay } from '../overlay.ts';
import { get, given, list } from '../parts.ts';
import { latestVersion, taggedAs, templateId, text } from './ec2-parts.ts';

export const instances: ServiceOverlay['resources'] = {
  instances: {
    // Its own API creates instances that its own API reads at once.
    withoutHandlers: ['create'],
    methods: { instances_Describe: 'SELECT', instances_Run: 'INSERT' },
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-instance.html
    changes: {
      create: {
        inputs: {
          Affinity: { Placement: { Affinity: '$value' } },
          AvailabilityZone: { Placement: { AvailabilityZone: '$value' } },
          ElasticGpuSpecifications: { ElasticGpuSpecification: '$value' },
          HostId: { Placement: { HostId: '$value' } },
          HostResourceGroupArn: { Placement: { HostResourceGroupArn: '$value' } },
          IamInstanceProfile: { IamInstanceProfile: { Name: '$value' } },
          Monitoring: { Monitoring: { Enabled: '$value' } },
          PlacementGroupName: { Placement: { GroupName: '$value' } },
          ...taggedAs('instance').inputs,
          Tenancy: { Placement: { Tenancy: '$value' } },
        },
        usual: { MinCount: 1, MaxCount: 1 },
      },
    },
    relationships: { image_id: 'aws.ec2.images.image_id' },
  },
  launch_templates: {
    readBy: [
      list('DescribeLaunchTemplates', 'LaunchTemplates'),
      get('DescribeLaunchTemplates', 'LaunchTemplates', [given('LaunchTemplateIds', 'launch_template_id', 100)]),
      // What a template launches stands in its versions alone; without a template the latest of each are listed.
      list('DescribeLaunchTemplateVersions', 'LaunchTemplateVersions', latestVersion),
      get('DescribeLaunchTemplateVersions', 'LaunchTemplateVersions', [templateId], latestVersion),
    ],
  },
  launch_template_versions: {
    title: 'launch_template_versions',
    description: 'The versions of launch templates, with what each of them launches.',
    identifier: ['launch_template_id', 'version_number'],
    methods: { launch_template_versions_Describe: 'SELECT', launch_template_version_Create: 'INSERT' },
    paths: [
      list('DescribeLaunchTemplateVersions', 'LaunchTemplateVersions', {
        parameters: [{ ...templateId, parent: { resource: 'aws.ec2.launch_templates', column: 'launch_template_id' } }],
      }),
    ],
    relationships: { launch_template_id: 'aws.ec2.launch_templates.launch_template_id' },
  },
  spot_fleets: {
    readBy: [
      list('DescribeSpotFleetRequests', 'SpotFleetRequestConfigs', { rename: { SpotFleetRequestId: 'id' } }),
      get('DescribeSpotFleetRequests', 'SpotFleetRequestConfigs', [given('SpotFleetRequestIds', 'id', 100)], {
        rename: { SpotFleetRequestId: 'id' },
      }),
    ],
  },
  // Its operations are methods of images.
  tags: {
    title: 'tags',
    description: 'Tags of the resources of EC2, a row a tag.',
    identifier: ['resource_id', 'key'],
    methods: { tags_Describe: 'SELECT' },
    paths: [
      list('DescribeTags', 'Tags', {
        filters: [
          text('key', 'key'),
          text('resource_id', 'resource-id'),
          text('resource_type', 'resource-type'),
          text('value', 'value'),
        ],
      }),
    ],
  },
};
