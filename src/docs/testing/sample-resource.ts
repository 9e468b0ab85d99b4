import type { ServiceModel } from '../../aws/service-model.ts';
import { documentedOperation } from '../../catalog/documented-operation.ts';
import type { MethodDescription, ResourceDescription } from '../../catalog/resource-description.ts';
import type { DocumentationFile } from '../../catalog/service-file.ts';
import type { ResourceSchema } from '../../cloudformation/resource-schema.ts';
import type { DocumentedResource } from '../documented-resource.ts';

const type = 'AWS::Shop::Box';

function cloudControl(
  name: string,
  verb: MethodDescription['verb'],
  handler: 'create' | 'read' | 'update' | 'delete' | 'list',
  requiredParameters: readonly string[],
): MethodDescription {
  return {
    name,
    verb,
    requiredParameters,
    description: `Does ${handler} {with} <care> | speed.`,
    changes: verb !== 'SELECT',
    permissions: [`cloudformation:${handler}`, `shop:${handler}`],
    call: { api: 'cloud-control', type, handler },
  };
}

const getBox = {
  api: 'native',
  service: 'shop',
  operation: 'GetBox',
  result: 'box',
  columns: { arn: 'arn', content: 'content', tree: 'tree' },
  inputs: { data__Identifier: 'boxArn' },
  filters: {},
} as const;

/** A resource of a service that does not exist, small enough to be read whole. */
export const boxes: ResourceDescription = {
  provider: 'aws',
  service: 'shop',
  name: 'boxes',
  title: 'Box',
  description: 'Resource Type definition for AWS::Shop::Box',
  cloudFormationType: type,
  twin: 'box',
  identifier: ['arn'],
  columns: [
    { name: 'arn', type: 'string', description: 'The ARN of the box.', property: 'Arn', readOnly: true },
    { name: 'name', type: 'string', description: 'The name, such as {a|b}.', property: 'Name', createOnly: true },
    { name: 'order', type: 'integer', description: 'Its place <n>.', property: 'Order' },
    { name: 'size', type: 'object', description: 'How large it is.', property: 'Size', form: 'cloudformation' },
    { name: 'content', type: 'array', description: 'What is in it.', form: 'native' },
    { name: 'tree', type: 'object', description: 'What it is in.', form: 'native' },
    { name: 'secret', type: 'string', description: 'Its lock.', property: 'Secret', writeOnly: true },
    { name: 'region', type: 'string', description: 'AWS region.' },
  ],
  methods: [
    cloudControl('create_resource', 'INSERT', 'create', ['Name', 'region']),
    cloudControl('list_resource', 'SELECT', 'list', ['region']),
    cloudControl('get_resource', 'SELECT', 'read', ['data__Identifier', 'region']),
    cloudControl('update_resource', 'UPDATE', 'update', ['data__Identifier', 'data__PatchDocument', 'region']),
    cloudControl('delete_resource', 'DELETE', 'delete', ['data__Identifier', 'region']),
    {
      name: 'get_box',
      verb: 'EXEC',
      requiredParameters: ['boxArn'],
      description: 'Gets a box.',
      changes: false,
      permissions: ['shop:GetBox'],
      permissionsNote: 'Follows from the name.',
      call: getBox,
    },
  ],
  accessPaths: [
    {
      method: 'list_resource',
      kind: 'list',
      columns: ['arn', 'region'],
      parameters: [],
      filters: [],
      pageSize: 100,
      permissions: [],
      call: { api: 'cloud-control', type, handler: 'list' },
    },
    {
      method: 'get_box',
      kind: 'get',
      columns: ['arn', 'name', 'order', 'size', 'content', 'tree', 'region'],
      parameters: [{ name: 'data__Identifier', columns: [['arn']], required: true, batch: 1 }],
      filters: [],
      pageSize: 1,
      permissions: [],
      call: getBox,
    },
  ],
  permissions: { create: ['shop:create'], read: ['shop:read'] },
  relationships: [{ column: 'name', references: 'aws.shop.names.name' }],
  referencedBy: [{ column: 'arn', by: 'aws.shop.shelves.box_arn' }],
};

export const boxSchema: ResourceSchema = {
  typeName: type,
  properties: {
    Arn: { type: 'string' },
    Name: { type: 'string', pattern: '^[A-Z]{3}$' },
    Order: { type: 'integer', minimum: 7 },
    Size: { $ref: '#/definitions/Size' },
    Secret: { type: 'string' },
  },
  definitions: {
    Size: {
      type: 'object',
      required: ['Width'],
      properties: {
        Width: { type: 'integer', description: 'From left to right.' },
        Unit: { type: 'string', enum: ['cm', 'in'], description: 'What is counted.' },
        Inner: { $ref: '#/definitions/Size' },
      },
    },
  },
  required: ['Name'],
  primaryIdentifier: ['/properties/Arn'],
  readOnlyProperties: ['/properties/Arn'],
};

const model: ServiceModel = {
  service: 'shop',
  metadata: { apiVersion: '1', uid: 'shop-1', endpointPrefix: 'shop', protocol: 'json', serviceId: 'Shop' },
  operations: {
    GetBox: {
      name: 'GetBox',
      http: { method: 'POST', requestUri: '/' },
      input: { shape: 'GetBoxRequest' },
      output: { shape: 'GetBoxResponse' },
      errors: [{ shape: 'NoSuchBox' }],
    },
  },
  shapes: {
    GetBoxRequest: { type: 'structure', required: ['boxArn'], members: { boxArn: { shape: 'Text' } } },
    GetBoxResponse: { type: 'structure', members: { box: { shape: 'Box' } } },
    Box: {
      type: 'structure',
      members: { arn: { shape: 'Text' }, content: { shape: 'Things' }, tree: { shape: 'Tree' } },
    },
    Things: { type: 'list', member: { shape: 'Thing' } },
    Thing: { type: 'structure', members: { kind: { shape: 'Kind' }, labels: { shape: 'Labels' } } },
    Kind: { type: 'string', enum: ['SOFT', 'HARD'] },
    Labels: { type: 'map', key: { shape: 'Text' }, value: { shape: 'Text' } },
    Tree: { type: 'structure', members: { name: { shape: 'Text' }, parent: { shape: 'Tree' } } },
    Text: { type: 'string' },
  },
  paginators: {},
};

const documentation: DocumentationFile = {
  operations: { GetBox: 'Gets a box.\nMind:\n- {this}\n- <that>' },
  shapes: { Box: { content: 'The things.\n- one\n- two' }, Thing: { kind: 'What it is.' } },
};

export function documentedBoxes(changes: Partial<ResourceDescription> = {}): DocumentedResource {
  const operation = documentedOperation(model, documentation, 'GetBox');
  return {
    description: { ...boxes, ...changes },
    schema: boxSchema,
    operations: new Map(operation ? [['get_box', operation]] : []),
  };
}
