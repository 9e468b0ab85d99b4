import type { ServiceOverlay } from '../overlay.ts';
import { list } from '../parts.ts';
import { words } from '../words.ts';
import {
  attribute,
  byIds,
  exact,
  maxValues,
  moment,
  ownersOfRows,
  ownWord,
  taggedAs,
  tags,
  tagUpdate,
  text,
} from './ec2-parts.ts';

export const images: ServiceOverlay['resources'] = {
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
};
