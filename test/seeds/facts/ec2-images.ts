import type { SeedFacts } from './seed-facts.ts';

/** Its page has methods alone: no fields, no statements and no permissions. */
export const ec2Images: SeedFacts = {
  name: 'aws.ec2.images',
  title: 'images',
  keywords: ['images', 'ec2', 'aws', 'infrastructure-as-code', 'cloud inventory'],
  columns: [],
  methods: [
    ['images_Describe', 'SELECT', ''],
    ['image_Create', 'INSERT', 'InstanceId, Name'],
    ['image_Copy', 'EXEC', 'Name, SourceImageId, SourceRegion'],
    ['image_Deregister', 'EXEC', 'ImageId'],
    ['image_Export', 'EXEC', 'DiskImageFormat, ImageId, S3ExportLocation'],
    ['image_Import', 'EXEC', ''],
    ['image_Register', 'EXEC', 'Name'],
  ],
  hasFurtherMethods: true,
  statements: [],
  permissions: {},
};
