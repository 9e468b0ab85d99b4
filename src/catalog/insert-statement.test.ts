import { expect, it } from 'vitest';
import { insertStatement } from './insert-statement.ts';
import type { ResourceDescription } from './resource-description.ts';

const resource: ResourceDescription = {
  provider: 'aws',
  service: 'sagemaker',
  name: 'images',
  title: 'Image',
  description: '',
  identifier: ['image_arn'],
  columns: [
    { name: 'image_name', type: 'string', description: '', property: 'ImageName', required: true },
    { name: 'image_arn', type: 'string', description: '', property: 'ImageArn', readOnly: true },
    { name: 'tags', type: 'array', description: '', property: 'Tags' },
    { name: 'image_status', type: 'string', description: '', readOnly: true },
  ],
  methods: [
    {
      name: 'create_resource',
      verb: 'INSERT',
      requiredParameters: ['ImageName', 'region'],
      description: '',
      changes: true,
      permissions: [],
      call: { api: 'cloud-control', type: 'AWS::SageMaker::Image', handler: 'create' },
    },
  ],
  accessPaths: [],
  permissions: {},
  relationships: [],
};
const schema = { typeName: 'AWS::SageMaker::Image', properties: {}, primaryIdentifier: [] };

it('names every property that can be given, required ones first, and the region', () => {
  expect(insertStatement(resource, schema)).toBe(`INSERT INTO aws.sagemaker.images (
  ImageName,
  Tags,
  region
)
SELECT
  '{{ ImageName }}',
  '{{ Tags }}',
  '{{ region }}';`);
});

it('is empty for what cannot be created', () => {
  expect(insertStatement({ ...resource, methods: [] }, schema)).toBe('');
});
