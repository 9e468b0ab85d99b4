import { describe, expect, it } from 'vitest';
import { handlerPermissionsUnknown } from '../../cloudformation/methods.ts';
import type {
  AccessPath,
  CloudControlCall,
  MethodDescription,
  NativeCall,
  ResourceDescription,
} from '../../resource-description.ts';
import { derivedFromOperations, derivedPermissions } from './derived-permissions.ts';

function native(operation: string): NativeCall {
  return { api: 'native', service: 'shop', operation, result: '', columns: {}, inputs: {}, filters: {} };
}

function method(call: NativeCall | CloudControlCall, rest: Partial<MethodDescription> = {}): MethodDescription {
  const name = call.api === 'native' ? call.operation : call.handler;
  return {
    name,
    verb: 'EXEC',
    requiredParameters: [],
    description: '',
    changes: false,
    permissions: [call.api === 'native' ? `shop:${name}` : `cloudformation:${name}`],
    call,
    ...rest,
  };
}

function handler(name: CloudControlCall['handler'], isKnown = false) {
  const call: CloudControlCall = { api: 'cloud-control', type: 'AWS::Shop::Basket', handler: name };
  return method(call, isKnown ? {} : { permissionsNote: handlerPermissionsUnknown });
}

function path(kind: AccessPath['kind'], call: AccessPath['call'], permissions: readonly string[]): AccessPath {
  const rest = { columns: [], parameters: [], filters: [], pageSize: 1 };
  return { method: 'x', kind, call, permissions, ...rest };
}

const baskets: ResourceDescription = {
  provider: 'aws',
  service: 'shop',
  name: 'baskets',
  twin: 'basket',
  title: 'Basket',
  description: '',
  cloudFormationType: 'AWS::Shop::Basket',
  identifier: [],
  columns: [],
  methods: [
    handler('create'),
    handler('read'),
    handler('update'),
    handler('list'),
    method(native('CreateBasket')),
    method(native('CreateBasketItem')),
    method(native('GetBasket')),
    method(native('GetBasketPolicy')),
    method(native('ListBaskets')),
  ],
  accessPaths: [],
  permissions: {},
  relationships: [],
};
const actions = (description: ResourceDescription, name: string) =>
  description.methods.find((own) => own.name === name)?.permissions;

describe('derivedPermissions', () => {
  it('takes what a handler calls from the operations of the same noun, and says so', () => {
    const derived = derivedPermissions(baskets);
    expect(actions(derived, 'create')).toEqual(['cloudformation:create', 'shop:CreateBasket', 'shop:GetBasket']);
    expect(actions(derived, 'read')).toEqual(['cloudformation:read', 'shop:GetBasket']);
    expect(actions(derived, 'list')).toEqual(['cloudformation:list', 'shop:ListBaskets']);
    expect(derived.methods[0]?.permissionsNote).toBe(derivedFromOperations);
    expect(derived.permissions).toEqual({
      create: ['shop:CreateBasket', 'shop:GetBasket'],
      read: ['shop:GetBasket'],
      list: ['shop:ListBaskets'],
    });
  });

  it('leaves a handler without such an operation unknown', () => {
    const update = derivedPermissions(baskets).methods.find(({ name }) => name === 'update');
    expect(update).toMatchObject({
      permissions: ['cloudformation:update'],
      permissionsNote: handlerPermissionsUnknown,
    });
  });

  it('prefers the operations that the resource is read by', () => {
    const accessPaths = [path('list', native('DescribeBaskets'), ['shop:DescribeBaskets'])];
    expect(actions(derivedPermissions({ ...baskets, accessPaths }), 'list')).toContain('shop:DescribeBaskets');
  });

  it('leaves what is known as it is', () => {
    const known = { ...baskets, methods: [handler('read', true), method(native('GetBasket'))] };
    expect(derivedPermissions(known).methods).toEqual(known.methods);
    const permissions = { read: ['shop:PeekIntoBasket'] };
    expect(derivedPermissions({ ...known, permissions }).permissions).toEqual(permissions);
  });

  it('gives a native resource the actions of its verbs', () => {
    const { cloudFormationType: _, ...shelves } = baskets;
    const derived = derivedPermissions({
      ...shelves,
      methods: [method(native('PutShelf'), { verb: 'INSERT' }), method(native('DropShelf'), { verb: 'DELETE' })],
      accessPaths: [path('list', native('ListShelves'), ['shop:ListShelves'])],
    });
    expect(derived.permissions).toEqual({
      create: ['shop:PutShelf'],
      read: ['shop:ListShelves'],
      delete: ['shop:DropShelf'],
      list: ['shop:ListShelves'],
    });
  });
});
