import { describe, expect, it } from 'vitest';
import type { ResourceSchema } from '../../cloudformation/resource-schema.ts';
import type { AccessPath, ColumnDescription, MethodDescription, ResourceDescription } from '../resource-description.ts';
import { applySchema } from './apply-schema.ts';
import { placeColumns } from './place-columns.ts';
import { namesOfType, resourceOfSchema } from './resource-of-schema.ts';

const text = (name: string, more: Partial<ColumnDescription> = {}): ColumnDescription => ({
  name,
  type: 'string',
  description: `About ${name}.`,
  ...more,
});

const nativeCall = {
  api: 'native',
  service: 'shop',
  operation: 'ListOrders',
  result: 'Orders',
  columns: {},
  inputs: {},
  filters: {},
} as const;
const nativeMethod: MethodDescription = {
  name: 'list_orders',
  verb: 'SELECT',
  requiredParameters: ['region'],
  description: 'Lists orders.',
  changes: false,
  permissions: ['shop:ListOrders'],
  call: nativeCall,
};
const nativePath: AccessPath = {
  method: 'list_orders',
  kind: 'list',
  columns: ['order_name', 'state'],
  parameters: [],
  filters: [],
  pageSize: 50,
  permissions: ['shop:ListOrders'],
  call: nativeCall,
};
const cloudControlList: AccessPath = {
  ...nativePath,
  method: 'list_resource',
  columns: ['order_name', 'order_arn'],
  parameters: [
    {
      name: 'ShopName',
      columns: [['shop_name']],
      required: true,
      batch: 1,
      parent: { resource: 'aws.shop.shops', column: 'name' },
    },
  ],
  pageSize: 20,
  permissionsNote: 'derived from names',
  call: { api: 'cloud-control', type: 'AWS::Shop::Order', handler: 'list' },
};

const built: ResourceDescription = {
  provider: 'aws',
  service: 'shop',
  name: 'orders',
  twin: 'order',
  title: 'Order',
  description: 'An order.',
  cloudFormationType: 'AWS::Shop::Order',
  identifier: ['order_arn'],
  columns: [
    text('order_arn', { property: 'OrderArn', readOnly: true }),
    text('order_name', { property: 'OrderName', required: true }),
    text('shop_name', { property: 'ShopName' }),
    text('clerk_id', { property: 'ClerkId' }),
    text('settings', { property: 'Settings', type: 'object', form: 'native' }),
    text('old', { property: 'Old', createOnly: true }),
    text('state'),
    text('lines', { type: 'array' }),
    ...placeColumns,
  ],
  methods: [nativeMethod],
  accessPaths: [nativePath, cloudControlList],
  permissions: { create: ['shop:Guessed'], list: ['shop:ListOrders'] },
  relationships: [
    { column: 'clerk_id', references: 'aws.shop.clerks.clerk_id' },
    { column: 'shop_name', references: 'aws.shop.shops.arn' },
  ],
};

const schema: ResourceSchema = {
  typeName: 'AWS::Shop::Order',
  properties: {
    OrderArn: { type: 'string' },
    OrderName: { type: 'string' },
    ShopName: { type: 'string' },
    ClerkId: { type: 'string' },
    Settings: { type: 'object', properties: { Express: { type: 'boolean' } } },
    State: { type: 'string' },
    Lines: { type: 'array', items: { type: 'string' } },
    Secret: { type: 'string', description: 'A secret.' },
    Region: { type: 'string' },
  },
  required: ['ShopName'],
  primaryIdentifier: ['/properties/ShopName', '/properties/OrderName'],
  readOnlyProperties: ['/properties/OrderArn', '/properties/State'],
  writeOnlyProperties: ['/properties/Secret', '/properties/Settings/Express'],
  createOnlyProperties: ['/properties/OrderName', '/properties/ShopName'],
  handlers: {
    create: { permissions: ['shop:CreateOrder', 'kms:Encrypt'] },
    read: { permissions: ['shop:GetOrder'] },
    delete: {},
    list: { permissions: ['shop:ListOrders'], handlerSchema: { required: ['ShopName', 'ClerkId'] } },
  },
  source: 'cloudformation-schema',
};

const applied = applySchema(built, schema);
const column = (name: string) => applied.columns.find((own) => own.name === name);

describe('applySchema', () => {
  it('keeps names, order, descriptions and forms, and puts new properties after the old', () => {
    expect(applied.columns.map(({ name }) => name)).toEqual([
      'order_arn',
      'order_name',
      'shop_name',
      'clerk_id',
      'settings',
      'old',
      'state',
      'cloudformation_lines',
      'secret',
      'property_region',
      'lines',
      'region',
      'account_id',
      'connection',
    ]);
    expect(column('settings')).toMatchObject({ description: 'About settings.', form: 'native' });
    expect(column('secret')).toMatchObject({ property: 'Secret', description: 'A secret.', writeOnly: true });
  });

  it('takes what may be set, and must be, from the schema alone', () => {
    expect(column('order_name')).toEqual(text('order_name', { property: 'OrderName', createOnly: true }));
    expect(column('shop_name')).toMatchObject({ required: true, createOnly: true });
    // A plain column of the service's own API is the property of its name; a structure may hold something else.
    expect(column('state')).toEqual(text('state', { property: 'State', readOnly: true }));
    expect(column('lines')).toEqual(text('lines', { type: 'array' }));
    // Only a part of it is never read.
    expect(column('settings')).not.toHaveProperty('writeOnly');
    // A property that the archive does not know stays what it was.
    expect(column('old')).toMatchObject({ createOnly: true });
  });

  it('has the methods that the handlers are, and those of the service', () => {
    expect(applied.methods.map(({ name, requiredParameters }) => `${name} ${requiredParameters.join(' ')}`)).toEqual([
      'create_resource ShopName region',
      'delete_resource data__Identifier region',
      'list_resource ShopName ClerkId region',
      'get_resource data__Identifier region',
      'list_orders region',
    ]);
    expect(applied.methods[0]?.permissions).toEqual([
      'cloudformation:CreateResource',
      'cloudformation:GetResourceRequestStatus',
      'shop:CreateOrder',
      'kms:Encrypt',
    ]);
    expect(applied.methods.every(({ permissionsNote }) => permissionsNote === undefined)).toBe(true);
    expect(applied.permissions).toEqual({
      create: ['shop:CreateOrder', 'kms:Encrypt'],
      read: ['shop:GetOrder'],
      delete: [],
      list: ['shop:ListOrders'],
    });
  });

  it('reads by the identifier and the list parameters of the schema, with the parents of the build', () => {
    expect(applied.identifier).toEqual(['shop_name', 'order_name']);
    const [native, list, get] = applied.accessPaths;
    expect(native).toBe(nativePath);
    expect(list).toMatchObject({
      method: 'list_resource',
      columns: ['shop_name', 'order_name', 'clerk_id', 'order_arn'],
      pageSize: 20,
      permissions: ['cloudformation:ListResources', 'shop:ListOrders'],
    });
    expect(list).not.toHaveProperty('permissionsNote');
    expect(list?.parameters).toEqual([
      {
        name: 'ShopName',
        columns: [['shop_name']],
        required: true,
        batch: 1,
        parent: { resource: 'aws.shop.shops', column: 'name' },
      },
      {
        name: 'ClerkId',
        columns: [['clerk_id']],
        required: true,
        batch: 1,
        parent: { resource: 'aws.shop.clerks', column: 'clerk_id' },
      },
    ]);
    expect(get?.parameters[0]?.columns).toEqual([['shop_name', 'order_name']]);
    expect(get?.columns).not.toContain('secret');
    expect(get?.columns).toContain('state');
  });

  it('leaves the service alone where Cloud Control does not serve the type', () => {
    const { handlers: _, ...unserved } = schema;
    const alone = applySchema(built, unserved);
    expect(alone.methods).toEqual([nativeMethod]);
    expect(alone.accessPaths).toEqual([nativePath]);
    expect(alone.permissions).toEqual({ list: ['shop:ListOrders'] });
  });

  it('changes nothing when it is applied again', () => {
    expect(applySchema(applied, schema)).toEqual(applied);
  });

  it('takes the first of the alternatives of a list', () => {
    const either: ResourceSchema = {
      ...schema,
      handlers: { list: { handlerSchema: { oneOf: [{ required: ['ShopName'] }, { required: ['ClerkId'] }] } } },
    };
    const list = applySchema(built, either).accessPaths.find(({ method }) => method === 'list_resource');
    expect(list?.parameters.map(({ name }) => name)).toEqual(['ShopName']);
  });
});

describe('resourceOfSchema', () => {
  it('makes a resource of a type that only the archive knows', () => {
    const resource = resourceOfSchema('shop', namesOfType('AWS::Shop::SpecialOrder', new Set()), {
      ...schema,
      typeName: 'AWS::Shop::SpecialOrder',
    });
    expect(resource).toMatchObject({ name: 'special_orders', twin: 'special_order', title: 'SpecialOrder' });
    expect(resource.identifier).toEqual(['shop_name', 'order_name']);
    expect(new Set(resource.columns.map(({ name }) => name)).size).toBe(resource.columns.length);
    expect(resource.accessPaths.map(({ method }) => method)).toEqual(['list_resource', 'get_resource']);
  });

  it.each([
    ['AWS::Shop::Order', [], { name: 'orders', twin: 'order' }],
    ['AWS::Shop::Settings', [], { name: 'settings' }],
    ['AWS::Shop::Order', ['order'], { name: 'orders' }],
    ['AWS::ShopExpress::Order', ['orders', 'order'], { name: 'shopexpress_orders', twin: 'shopexpress_order' }],
  ])('names %s beside %j', (type, taken, names) => {
    expect(namesOfType(type, new Set(taken))).toEqual(names);
  });
});
