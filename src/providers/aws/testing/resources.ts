import type {
  AccessPath,
  ColumnDescription,
  NativeCall,
  ResourceDescription,
} from '../../../catalog/resource-description.ts';
import type { ResourceSchema } from '../../../cloudformation/resource-schema.ts';
import type { ScanRequest } from '../../provider.ts';

export const imagesSchema: ResourceSchema = {
  typeName: 'AWS::ImageBuilder::Image',
  primaryIdentifier: ['/properties/Arn'],
  properties: {
    Arn: { type: 'string' },
    Name: { type: 'string' },
    ImageTestsConfiguration: {
      type: 'object',
      properties: { ImageTestsEnabled: { type: 'boolean' }, TimeoutMinutes: { type: 'integer' } },
    },
    Tags: { type: 'object', patternProperties: { '.{1,}': { type: 'string' } } },
  },
};

function column(
  name: string,
  type: ColumnDescription['type'],
  rest: Partial<ColumnDescription> = {},
): ColumnDescription {
  return { name, type, description: `The ${name}.`, ...rest };
}

/** `aws.imagebuilder.images` in small, for tests. */
export const images: ResourceDescription = {
  provider: 'aws',
  service: 'imagebuilder',
  name: 'images',
  title: 'images',
  description: 'Images.',
  cloudFormationType: 'AWS::ImageBuilder::Image',
  identifier: ['arn'],
  columns: [
    column('arn', 'string', { property: 'Arn' }),
    column('name', 'string', { property: 'Name' }),
    column('image_tests_configuration', 'object', { property: 'ImageTestsConfiguration', form: 'cloudformation' }),
    column('state', 'object', { form: 'native' }),
    column('tags', 'object', { property: 'Tags' }),
  ],
  methods: [],
  accessPaths: [],
  permissions: {},
  relationships: [],
};

export function nativePath(
  call: Partial<NativeCall> & Pick<NativeCall, 'service' | 'operation'>,
  rest: Partial<AccessPath> = {},
) {
  const whole: NativeCall = { api: 'native', result: '', columns: {}, inputs: {}, filters: {}, ...call };
  return {
    method: 'method',
    kind: 'list',
    columns: Object.keys(whole.columns),
    parameters: [],
    filters: [],
    pageSize: 25,
    permissions: [],
    ...rest,
    call: whole,
  } as const;
}

export function scanOf(rest: Partial<ScanRequest> = {}): ScanRequest {
  return {
    resource: { provider: 'aws', service: 'imagebuilder', resource: 'images' },
    scope: { connection: 'main', region: 'us-east-1' },
    path: 'method',
    parameters: {},
    filters: [],
    columns: [],
    ...rest,
  };
}
