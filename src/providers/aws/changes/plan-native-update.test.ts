import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../../catalog/catalog.ts';
import type { MethodDescription, ResourceDescription } from '../../../catalog/resource-description.ts';
import type { Value } from '../../../data/value.ts';
import type { AwsApi } from '../aws-api.ts';
import { planNativeUpdate } from './plan-native-update.ts';

const description = {
  provider: 'aws',
  service: 'shop',
  name: 'orders',
  columns: [{ name: 'tags' }, { name: 'groups', property: 'Groups' }, { name: 'steps', property: 'Steps' }],
} as unknown as ResourceDescription;
const method = { name: 'update_order', call: { api: 'cloud-control' } } as unknown as MethodDescription;
const catalog = {
  parameters: async () => ['tags', 'groups', 'steps'].map((name) => ({ name, kind: 'input_optional', type: 'array' })),
  schema: async () => ({
    typeName: 'AWS::Shop::Order',
    primaryIdentifier: [],
    properties: { Groups: { type: 'array', insertionOrder: false }, Steps: { type: 'array' } },
  }),
} as unknown as Catalog;

const unchanged = async (name: string, before: Value, wanted: Value) => {
  const planning = { api: {} as AwsApi, catalog, description, method, context: { regions: undefined } };
  const findings = await planNativeUpdate(planning, {
    kind: 'update',
    resource: { provider: 'aws', service: 'shop', resource: 'orders' },
    scope: { connection: 'main', region: 'us-east-1' },
    method: method.name,
    key: ['1'],
    values: { [name]: wanted },
    row: { [name]: before },
    wait: true,
  });
  return findings.unchanged === true;
};

describe('an update by the service itself', () => {
  const tags = [
    { key: 'a', value: '1' },
    { key: 'b', value: '2' },
  ];

  it('does not mind the order of tags, nor of lists of which the schema says that they have none', async () => {
    expect(await unchanged('tags', tags, tags.toReversed())).toBe(true);
    expect(await unchanged('tags', tags, JSON.stringify(tags.toReversed()))).toBe(true);
    expect(await unchanged('tags', tags, tags.slice(1))).toBe(false);
    expect(await unchanged('groups', ['a', 'b'], ['b', 'a'])).toBe(true);
    expect(await unchanged('groups', ['a', 'b'], ['b', 'c'])).toBe(false);
    expect(await unchanged('steps', ['a', 'b'], ['b', 'a'])).toBe(false);
  });
});
