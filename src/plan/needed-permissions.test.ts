import { describe, expect, it } from 'vitest';
import { accessPathId } from '../catalog/access-path-id.ts';
import type { AccessPath, ResourceDescription } from '../catalog/resource-description.ts';
import type { ScanRequest } from '../providers/provider.ts';
import { choosePath } from './access/choose-path.ts';
import { scanPermissions } from './needed-permissions.ts';
import type { Predicate } from './predicate.ts';

function path(
  method: string,
  kind: AccessPath['kind'],
  columns: readonly string[],
  rest: Partial<AccessPath> = {},
): AccessPath {
  return {
    method,
    kind,
    columns,
    parameters: [],
    filters: [],
    pageSize: 10,
    permissions: [`shop:${method}`],
    call: { api: 'native', service: 'shop', operation: method, result: '', columns: {}, inputs: {}, filters: {} },
    ...rest,
  };
}

const byName = { name: 'Name', columns: [['name']], required: true, batch: 1 };

const baskets: ResourceDescription = {
  provider: 'aws',
  service: 'shop',
  name: 'baskets',
  title: 'Basket',
  description: '',
  identifier: ['name'],
  columns: [
    { name: 'name', type: 'string', description: '' },
    { name: 'size', type: 'integer', description: '' },
    { name: 'owner', type: 'string', description: '' },
  ],
  methods: [],
  accessPaths: [
    path('List', 'list', ['name', 'size']),
    path('Get', 'get', ['name', 'size', 'owner'], { parameters: [byName], permissionsNote: 'derived' }),
  ],
  permissions: {},
  relationships: [],
  arn: {
    template: `arn:\${Partition}:shop:\${Region}:\${Account}:basket/\${Name}`,
    variables: { Name: 'name' },
    actions: ['shop:Get'],
  },
};

function needed(columns: readonly string[], predicates: readonly Predicate[], names: readonly string[] = []) {
  const choice = choosePath({ description: baskets, columns, predicates, parameters: [] });
  const requests = names.map(
    (name): ScanRequest => ({
      resource: { provider: 'aws', service: 'shop', resource: 'baskets' },
      scope: { connection: 'main', region: 'eu-west-1' },
      path: accessPathId(choice.path),
      parameters: { Name: name },
      filters: [],
      columns,
    }),
  );
  return scanPermissions(baskets, choice, requests);
}

describe('scanPermissions', () => {
  it('asks for no more than the list where the list has all', () => {
    expect(needed(['name', 'size'], [])).toEqual([
      { resource: 'aws.shop.baskets', method: 'List', actions: ['shop:List'] },
    ]);
  });

  it('asks for what fills in columns as well, for any resource', () => {
    expect(needed(['owner'], [])).toEqual([
      { resource: 'aws.shop.baskets', method: 'List', actions: ['shop:List'] },
      { resource: 'aws.shop.baskets', method: 'Get', actions: ['shop:Get'], note: 'derived' },
    ]);
  });

  it('narrows a read by identifiers to their ARNs', () => {
    const predicates: readonly Predicate[] = [{ column: 'name', operator: 'equals', values: ['b', 'a'] }];
    expect(needed(['owner'], predicates, ['b', 'a'])).toEqual([
      {
        resource: 'aws.shop.baskets',
        method: 'Get',
        actions: ['shop:Get'],
        limitedTo: {
          actions: ['shop:Get'],
          arns: ['arn:aws:shop:eu-west-1:*:basket/a', 'arn:aws:shop:eu-west-1:*:basket/b'],
        },
        note: 'derived',
      },
    ]);
    expect(needed(['owner'], predicates, ['b', '*'])[0]?.limitedTo).toBeUndefined();
    expect(needed(['owner'], predicates)[0]?.limitedTo).toBeUndefined();
  });
});
