import type { ColumnUpdate } from '../../resource-description.ts';
import type { NativePath, NativePathFilter, ServiceOverlay } from './overlay.ts';
import { get, given, list } from './parts.ts';
import { words } from './words.ts';

/** EC2 takes at most 200 values a request: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html */
const maxValues = 200;
const text = (column: string, name: string): NativePathFilter => ({
  column,
  name,
  wildcard: true,
  operators: ['equals', 'prefix', 'contains', 'wildcard'],
  maxValues,
});
/** Booleans and numbers: texts to the API, but no wildcards. */
const exact = (column: string, name: string): NativePathFilter => ({ column, name, operators: ['equals'], maxValues });
/** Moments, which the API compares as the text that they are written in: ranges are said in wildcards. */
const moment = (column: string, name: string): NativePathFilter => ({ ...text(column, name), operators: ['range'] });
/** Words for owners; rows have the ids of their accounts, and the alias where it is one of AWS's own. */
const ownWord = 'self';
const ownersOfRows = [ownWord, 'amazon', 'aws-marketplace', 'aws-backup-vault'];
const tags: NativePathFilter = { ...text('tags', 'tag:'), key: 'any' };

/** By ids, of which one call takes many; those that are not there fail the call, and are asked for no more (`notFound`). */
const byIds = (name: string, column: string, input: string): Pick<NativePath, 'kind' | 'parameters'> => ({
  kind: 'get',
  parameters: [{ name, input, columns: [[column]], required: true, batch: 100 }],
});

/** What one attribute of a resource holds, and no list of these. */
const attribute = (
  operation: string,
  [id, column]: readonly [string, string],
  name: string,
  others: string,
): NativePath =>
  get(operation, '', [given(id, column)], { fixed: { Attribute: name }, omit: words(others), isForNamed: true });

const tagUpdate: ColumnUpdate = {
  kind: 'tags',
  calls: [
    { method: 'tags_Create', for: 'added', input: { Tags: '$added' } },
    { method: 'tags_Delete', for: 'removed', input: { Tags: '$removed' } },
  ],
};

/** Tags of something that is made: its call has them under its kind, as it may make other things beside it. */
const taggedAs = (kind: string) => ({
  inputs: { Tags: { TagSpecifications: [{ ResourceType: kind, Tags: '$value' }] } },
});

const templateId = given('LaunchTemplateId', 'launch_template_id');
const latestVersion: Partial<NativePath> = {
  fixed: { Versions: '$Latest' },
  omit: words('LaunchTemplateData VersionNumber CreateTime CreatedBy DefaultVersion Operator'),
  further: { launch_template_data: 'LaunchTemplateData' },
};

/** Sources: the service's model and its documentation of filters; seed 003. */
export const ec2: ServiceOverlay = {
  methodNames: 'noun-verb',
  filterStyle: 'ec2',
  pageSize: 1000,
  // Its model names no errors: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
  notFound: words(`
    InvalidAMIID.NotFound InvalidAMIID.Malformed InvalidAMIID.Unavailable InvalidInstanceID.NotFound
    InvalidInstanceID.Malformed InvalidSnapshot.NotFound InvalidSnapshotID.Malformed
    InvalidVolume.NotFound InvalidVolumeID.Malformed
    ClientVpnEndpointNotFound InvalidAddress.NotFound InvalidAllocationID.NotFound InvalidAssociationID.NotFound
    InvalidCapacityReservationId.NotFound InvalidCarrierGatewayID.NotFound InvalidClientVpnEndpointId.NotFound
    InvalidCustomerGatewayID.NotFound InvalidCustomerGatewayId.Malformed
    InvalidDhcpOptionID.NotFound InvalidDhcpOptionsID.NotFound InvalidDhcpOptionsId.Malformed InvalidEgressOnlyInternetGatewayId.NotFound
    InvalidFleetId.NotFound InvalidFlowLogId.NotFound InvalidGatewayID.NotFound
    InvalidGroup.NotFound InvalidGroupId.Malformed InvalidHostID.NotFound InvalidHostId.NotFound
    InvalidInternetGatewayID.NotFound InvalidInternetGatewayId.Malformed InvalidInternetGatewayId.NotFound
    InvalidIpamId.NotFound InvalidIpamPoolId.NotFound InvalidIpamScopeId.NotFound InvalidKeyPair.NotFound
    InvalidLaunchTemplateId.Malformed InvalidLaunchTemplateId.NotFound InvalidLaunchTemplateName.NotFoundException
    InvalidLocalGatewayRouteTableID.NotFound InvalidNatGatewayID.NotFound NatGatewayMalformed NatGatewayNotFound
    InvalidNetworkAclID.NotFound InvalidNetworkAclId.Malformed InvalidNetworkInterfaceID.NotFound
    InvalidNetworkInterfaceId.Malformed InvalidNetworkInsightsPathId.NotFound InvalidNetworkInsightsAnalysisId.NotFound
    InvalidPermission.NotFound InvalidPlacementGroup.Unknown InvalidPrefixListID.NotFound InvalidPrefixListId.NotFound
    InvalidRoute.NotFound InvalidRouteTableID.NotFound InvalidRouteTableId.Malformed InvalidSecurityGroupID.NotFound
    InvalidSecurityGroupId.Malformed InvalidServiceId.NotFound InvalidSpotFleetRequestId.NotFound
    InvalidSubnetID.NotFound InvalidSubnetId.Malformed InvalidSubnetID.Malformed InvalidTransitGatewayAttachmentID.NotFound
    InvalidTransitGatewayID.NotFound InvalidTransitGatewayID.Malformed InvalidTransitGatewayRouteTableID.NotFound
    InvalidVpcID.NotFound InvalidVpcID.Malformed InvalidVpcEndpointId.NotFound InvalidVpcEndpointId.Malformed
    InvalidVpcEndpointServiceId.NotFound InvalidVpcPeeringConnectionID.NotFound InvalidVpcPeeringConnectionId.Malformed
    InvalidVpnConnectionID.NotFound InvalidVpnConnectionID.Malformed InvalidVpnGatewayID.NotFound InvalidVpnGatewayID.Malformed
  `),
  operations: {
    CancelExportTask: 'images',
    CancelImportTask: 'images',
    CreateRestoreImageTask: 'images',
    CreateStoreImageTask: 'images',
    CreateTags: 'images',
    DeleteTags: 'images',
    DescribeExportImageTasks: 'images',
    DescribeFastLaunchImages: 'images',
    DescribeImportImageTasks: 'images',
    DescribeLaunchTemplateVersions: 'launch_template_versions',
    DescribeStoreImageTasks: 'images',
    DescribeTags: 'images',
    DisableAllowedImagesSettings: 'images',
    DisableFastLaunch: 'images',
    EnableAllowedImagesSettings: 'images',
    EnableFastLaunch: 'images',
    GetAllowedImagesSettings: 'images',
    RunInstances: 'instances',
  },
  resources: {
    images: {
      title: 'images',
      description:
        'Amazon Machine Images (AMIs): those of your account, those shared with it, and public ones, which `Owners` narrows down.',
      identifier: ['image_id'],
      columnTypes: {
        creation_date: 'timestamp',
        deprecation_time: 'timestamp',
        last_launched_time: 'timestamp',
        tags: 'object',
      },
      methods: {
        images_Describe: 'SELECT',
        image_Create: 'INSERT',
        image_Copy: 'EXEC',
        image_Deregister: 'EXEC',
        image_Export: 'EXEC',
        image_Import: 'EXEC',
        image_Register: 'EXEC',
      },
      identifierInputs: {
        CreateTags: { image_id: 'Resources' },
        DeleteTags: { image_id: 'Resources' },
        DeregisterImage: { image_id: 'ImageId' },
        DisableImage: { image_id: 'ImageId' },
        DisableImageDeprecation: { image_id: 'ImageId' },
        DisableImageDeregistrationProtection: { image_id: 'ImageId' },
        EnableImage: { image_id: 'ImageId' },
        EnableImageDeprecation: { image_id: 'ImageId' },
        EnableImageDeregistrationProtection: { image_id: 'ImageId' },
        ModifyImageAttribute: { image_id: 'ImageId' },
      },
      // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeregisterImage.html and those of the others.
      changes: {
        create: taggedAs('image'),
        delete: {
          method: 'image_Deregister',
          permissions: { DeleteAssociatedSnapshots: ['ec2:DeleteSnapshot'] },
        },
        update: {
          tags: tagUpdate,
          description: {
            kind: 'value',
            calls: [
              { method: 'image_attribute_Modify', for: 'value', input: { Description: { Value: '$value' } } },
              { method: 'image_attribute_Modify', for: 'null', input: { Description: { Value: '' } } },
            ],
          },
          deprecation_time: {
            kind: 'value',
            calls: [
              { method: 'image_deprecation_Enable', for: 'value', input: { DeprecateAt: '$value' } },
              { method: 'image_deprecation_Disable', for: 'null', input: {} },
            ],
          },
          deregistration_protection: {
            kind: 'value',
            calls: [
              {
                method: 'image_deregistration_protection_Enable',
                for: ['enabled-without-cooldown'],
                input: { WithCooldown: false },
              },
              {
                method: 'image_deregistration_protection_Enable',
                for: ['enabled-with-cooldown'],
                input: { WithCooldown: true },
              },
              { method: 'image_deregistration_protection_Disable', for: ['disabled'], input: {} },
            ],
          },
          launch_permissions: {
            kind: 'list',
            calls: [
              {
                method: 'image_attribute_Modify',
                for: 'changed',
                input: { LaunchPermission: { Add: '$added', Remove: '$removed' } },
              },
            ],
          },
          state: {
            kind: 'value',
            calls: [
              // A disabled image cannot be shared.
              { method: 'image_Enable', for: ['available'], input: {}, order: 'first' },
              { method: 'image_Disable', for: ['disabled'], input: {}, order: 'last' },
            ],
          },
        },
      },
      columnOrder: words(`
        image_id name image_location state owner_id creation_date public product_codes architecture
        image_type kernel_id ramdisk_id platform platform_details usage_operation block_device_mappings
        description ena_support hypervisor image_owner_alias root_device_name root_device_type
        sriov_net_support state_reason virtualization_type boot_mode tpm_support deprecation_time
        imds_support source_instance_id deregistration_protection last_launched_time image_allowed
        source_image_id source_image_region free_tier_eligible public_ssm_parameter_name image_watermarks
      `),
      paths: [
        {
          operation: 'DescribeImages',
          kind: 'list',
          result: 'Images',
          // Those of everybody, as AWS's users count them in a region.
          rows: { usual: 100_000, unless: ['Owners', 'Owner', 'ExecutableUsers'] },
          parameters: [
            {
              name: 'Owners',
              input: 'Owners',
              required: false,
              batch: maxValues,
              words: { owner_id: ownersOfRows, image_owner_alias: [ownWord] },
            },
            { name: 'Owner', input: 'Owners', required: false, batch: maxValues },
            { name: 'ExecutableUsers', input: 'ExecutableUsers', required: false, batch: maxValues },
            { name: 'IncludeDeprecated', input: 'IncludeDeprecated', required: false },
            { name: 'IncludeDisabled', input: 'IncludeDisabled', required: false },
          ],
          filters: [
            text('image_id', 'image-id'),
            text('architecture', 'architecture'),
            moment('creation_date', 'creation-date'),
            text('description', 'description'),
            exact('ena_support', 'ena-support'),
            exact('free_tier_eligible', 'free-tier-eligible'),
            text('hypervisor', 'hypervisor'),
            exact('image_allowed', 'image-allowed'),
            text('image_type', 'image-type'),
            exact('public', 'is-public'),
            text('kernel_id', 'kernel-id'),
            text('image_location', 'manifest-location'),
            text('name', 'name'),
            text('image_owner_alias', 'owner-alias'),
            text('owner_id', 'owner-id'),
            text('platform', 'platform'),
            text('public_ssm_parameter_name', 'public-ssm-parameter-name'),
            text('ramdisk_id', 'ramdisk-id'),
            text('root_device_name', 'root-device-name'),
            text('root_device_type', 'root-device-type'),
            text('source_image_id', 'source-image-id'),
            text('source_image_region', 'source-image-region'),
            text('source_instance_id', 'source-instance-id'),
            text('state', 'state'),
            text('sriov_net_support', 'sriov-net-support'),
            text('virtualization_type', 'virtualization-type'),
            tags,
          ],
        },
        {
          operation: 'DescribeImages',
          ...byIds('ImageId', 'image_id', 'ImageIds'),
          result: 'Images',
        },
        attribute(
          'DescribeImageAttribute',
          ['ImageId', 'image_id'],
          'launchPermission',
          `Description KernelId RamdiskId SriovNetSupport BootMode TpmSupport UefiData LastLaunchedTime ImdsSupport
           DeregistrationProtection ProductCodes BlockDeviceMappings`,
        ),
      ],
      relationships: {
        source_image_id: 'aws.ec2.images.image_id',
        source_instance_id: 'aws.ec2.instances.instance_id',
      },
    },
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
    snapshots: {
      title: 'snapshots',
      description:
        'Amazon EBS snapshots of your account; with `OwnerIds`, or by their ids, those shared with it and public ones, too.',
      identifier: ['snapshot_id'],
      columnTypes: { tags: 'object' },
      methods: { snapshots_Describe: 'SELECT', snapshot_Create: 'INSERT', snapshot_Delete: 'DELETE' },
      identifierInputs: {
        DeleteSnapshot: { snapshot_id: 'SnapshotId' },
        ModifySnapshotAttribute: { snapshot_id: 'SnapshotId' },
      },
      changes: {
        create: taggedAs('snapshot'),
        update: {
          create_volume_permissions: {
            kind: 'list',
            calls: [
              {
                method: 'snapshot_attribute_Modify',
                for: 'changed',
                input: { CreateVolumePermission: { Add: '$added', Remove: '$removed' } },
              },
            ],
          },
        },
      },
      columnOrder: ['snapshot_id', 'volume_id', 'state'],
      paths: [
        {
          operation: 'DescribeSnapshots',
          kind: 'list',
          result: 'Snapshots',
          // Public snapshots are tens of thousands; a given `OwnerIds` takes its place.
          fixed: { OwnerIds: 'self' },
          isPartUnless: ['OwnerIds'],
          parameters: [
            {
              name: 'OwnerIds',
              input: 'OwnerIds',
              columns: [['owner_id'], ['owner_alias']],
              required: false,
              batch: maxValues,
              words: { owner_id: ownersOfRows, owner_alias: [ownWord] },
            },
            { name: 'RestorableByUserIds', input: 'RestorableByUserIds', required: false, batch: maxValues },
          ],
          filters: [
            text('snapshot_id', 'snapshot-id'),
            text('description', 'description'),
            exact('encrypted', 'encrypted'),
            text('progress', 'progress'),
            text('state', 'status'),
            text('storage_tier', 'storage-tier'),
            text('volume_id', 'volume-id'),
            exact('volume_size', 'volume-size'),
            tags,
          ],
        },
        {
          operation: 'DescribeSnapshots',
          ...byIds('SnapshotId', 'snapshot_id', 'SnapshotIds'),
          result: 'Snapshots',
        },
        attribute('DescribeSnapshotAttribute', ['SnapshotId', 'snapshot_id'], 'createVolumePermission', 'ProductCodes'),
      ],
      relationships: { volume_id: 'aws.ec2.volumes.volume_id' },
    },
    // Without the resource types the API refuses the call; what uses an image is asked for in full.
    image_references: {
      title: 'image_references',
      description:
        'What of your account uses an image: instances, launch templates, SSM parameters, Image Builder recipes.',
      methods: { image_references_Describe: 'SELECT' },
      paths: [
        {
          operation: 'DescribeImageReferences',
          kind: 'list',
          result: 'ImageReferences',
          fixed: { IncludeAllResourceTypes: true },
          // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeImageReferences.html
          parameters: [{ name: 'ImageIds', input: 'ImageIds', columns: [['image_id']], required: true, batch: 10 }],
        },
      ],
      relationships: { image_id: 'aws.ec2.images.image_id' },
    },
    allowed_images_settings: {
      title: 'allowed_images_settings',
      description: 'Which images an account lets be found and used in a region; a row a region.',
      identifier: ['region'],
      methods: { allowed_images_settings_Get: 'SELECT' },
      // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EnableAllowedImagesSettings.html and those of the others.
      changes: {
        update: {
          state: {
            kind: 'value',
            calls: [
              {
                method: 'allowed_images_settings_Enable',
                for: ['enabled', 'audit-mode'],
                input: { AllowedImagesSettingsState: '$value' },
              },
              { method: 'allowed_images_settings_Disable', for: ['disabled'], input: {} },
            ],
          },
          image_criteria: {
            kind: 'value',
            calls: [
              {
                method: 'image_criteria_in_allowed_images_settings_Replace',
                for: 'value',
                input: { ImageCriteria: '$value' },
                // Nothing is hidden by criteria that are about to go.
                order: 'first',
              },
            ],
          },
        },
      },
      paths: [list('GetAllowedImagesSettings', '')],
    },
    image_block_public_access_states: {
      title: 'image_block_public_access_states',
      description: 'Whether the images of an account can be shared with everyone in a region; a row a region.',
      identifier: ['region'],
      methods: { image_block_public_access_state_Get: 'SELECT' },
      changes: {
        update: {
          image_block_public_access_state: {
            kind: 'value',
            calls: [
              {
                method: 'image_block_public_access_Enable',
                for: ['block-new-sharing'],
                input: { ImageBlockPublicAccessState: '$value' },
              },
              { method: 'image_block_public_access_Disable', for: ['unblocked'], input: {} },
            ],
          },
        },
      },
      paths: [list('GetImageBlockPublicAccessState', '')],
    },
    snapshot_block_public_access_states: {
      title: 'snapshot_block_public_access_states',
      description: 'Whether the snapshots of an account can be shared with everyone in a region; a row a region.',
      identifier: ['region'],
      methods: { snapshot_block_public_access_state_Get: 'SELECT' },
      changes: {
        update: {
          state: {
            kind: 'value',
            calls: [
              {
                method: 'snapshot_block_public_access_Enable',
                for: ['block-all-sharing', 'block-new-sharing'],
                input: { State: '$value' },
              },
              { method: 'snapshot_block_public_access_Disable', for: ['unblocked'], input: {} },
            ],
          },
        },
      },
      paths: [list('GetSnapshotBlockPublicAccessState', '')],
    },
    volumes: {
      withoutHandlers: ['create'],
      methods: { volumes_Describe: 'SELECT', volume_Create: 'INSERT' },
      changes: { create: taggedAs('volume') },
      relationships: { snapshot_id: 'aws.ec2.snapshots.snapshot_id' },
    },
    eips: {
      readBy: [
        list('DescribeAddresses', 'Addresses'),
        get('DescribeAddresses', 'Addresses', [given('AllocationIds', 'allocation_id', 100)]),
      ],
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
          parameters: [
            { ...templateId, parent: { resource: 'aws.ec2.launch_templates', column: 'launch_template_id' } },
          ],
        }),
      ],
      relationships: { launch_template_id: 'aws.ec2.launch_templates.launch_template_id' },
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
    // `DescribePrefixLists` is of those of AWS's services alone.
    prefix_lists: {
      readBy: [
        list('DescribeManagedPrefixLists', 'PrefixLists', { rename: { PrefixListArn: 'arn' } }),
        get('DescribeManagedPrefixLists', 'PrefixLists', [given('PrefixListIds', 'prefix_list_id', 100)], {
          rename: { PrefixListArn: 'arn' },
        }),
      ],
    },
    spot_fleets: {
      readBy: [
        list('DescribeSpotFleetRequests', 'SpotFleetRequestConfigs', { rename: { SpotFleetRequestId: 'id' } }),
        get('DescribeSpotFleetRequests', 'SpotFleetRequestConfigs', [given('SpotFleetRequestIds', 'id', 100)], {
          rename: { SpotFleetRequestId: 'id' },
        }),
      ],
    },
    transit_gateway_vpc_attachments: {
      readBy: [
        list('DescribeTransitGatewayVpcAttachments', 'TransitGatewayVpcAttachments', {
          rename: { TransitGatewayAttachmentId: 'id' },
        }),
        get(
          'DescribeTransitGatewayVpcAttachments',
          'TransitGatewayVpcAttachments',
          [given('TransitGatewayAttachmentIds', 'id', 100)],
          { rename: { TransitGatewayAttachmentId: 'id' } },
        ),
      ],
    },
    vpc_endpoint_connection_notifications: {
      readBy: [
        list('DescribeVpcEndpointConnectionNotifications', 'ConnectionNotificationSet', {
          rename: { ConnectionNotificationId: 'vpc_endpoint_connection_notification_id' },
        }),
      ],
    },
    // `DescribeVpcEndpointServices` is of all that one can connect to, AWS's own included.
    vpc_endpoint_services: {
      readBy: [
        list('DescribeVpcEndpointServiceConfigurations', 'ServiceConfigurations'),
        get('DescribeVpcEndpointServiceConfigurations', 'ServiceConfigurations', [
          given('ServiceIds', 'service_id', 100),
        ]),
      ],
    },
  },
};
