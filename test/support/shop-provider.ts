import type { Catalog } from '../../src/catalog/catalog.ts';
import type { AccessPath, ColumnDescription, ResourceDescription } from '../../src/catalog/resource-description.ts';
import { likePattern } from '../../src/executor/predicate.ts';
import type { Page, Provider, Row, ScanFilter, ScanRequest, Value } from '../../src/providers/provider.ts';

/**
 * A provider that has nothing to do with AWS: items in two regions, and parts that can only be read item by item. It
 * keeps what it was asked, so that tests can count calls.
 */
export interface Shop {
  readonly provider: Provider;
  readonly requests: ScanRequest[];
  /** Region -> why reading it fails. */
  readonly broken: Map<string, Error>;
}

export interface ShopData {
  items: readonly Row[];
  parts: readonly Row[];
}

const call = {
  api: 'native',
  service: 'shop',
  operation: 'None',
  result: '',
  columns: {},
  inputs: {},
  filters: {},
} as const;
const pageSize = 3;

function column(name: string, type: ColumnDescription['type']): ColumnDescription {
  return { name, type, description: `The ${name}.` };
}

const placeColumns = [column('region', 'string'), column('account_id', 'string'), column('connection', 'string')];

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
    pageSize,
    callsPerRow: 0,
    permissions: [`shop:${method}`],
    call,
    ...rest,
  };
}

const shared = {
  provider: 'fake',
  service: 'shop',
  title: 'Shop',
  description: 'A shop.',
  methods: [],
  permissions: {},
  relationships: [],
};

export const items: ResourceDescription = {
  ...shared,
  name: 'items',
  identifier: ['id'],
  columns: [
    column('id', 'string'),
    column('name', 'string'),
    column('kind', 'string'),
    column('size', 'integer'),
    column('tags', 'object'),
    column('made', 'timestamp'),
    ...placeColumns,
  ],
  accessPaths: [
    path('list_items', 'list', ['id', 'name', 'kind'], {
      filters: [
        { column: 'kind', operators: ['equals'], maxValues: 2 },
        { column: 'name', operators: ['equals', 'prefix', 'wildcard', 'contains'], maxValues: 1 },
      ],
    }),
    path('get_item', 'get', ['id', 'name', 'kind', 'size', 'tags', 'made'], {
      parameters: [{ name: 'data__Identifier', columns: [['id']], required: true, batch: 1 }],
    }),
    path('batch_sizes', 'get', ['id', 'size'], {
      parameters: [{ name: 'Ids', columns: [['id']], required: true, batch: 4 }],
    }),
  ],
};

export const parts: ResourceDescription = {
  ...shared,
  name: 'parts',
  identifier: ['item_id', 'number'],
  columns: [column('item_id', 'string'), column('number', 'integer'), column('label', 'string'), ...placeColumns],
  accessPaths: [
    path('list_parts', 'list', ['item_id', 'number', 'label'], {
      parameters: [{ name: 'ItemId', columns: [['item_id']], required: true, batch: 1 }],
    }),
  ],
};

export function createShop(data: ShopData, regions: readonly string[] = ['north', 'south']): Shop {
  const requests: ScanRequest[] = [];
  const broken = new Map<string, Error>();
  const descriptions = new Map([items, parts].map((description) => [description.name, description]));
  const catalog: Catalog = {
    provider: 'fake',
    version: '1',
    services: async () => [{ id: 'fake.shop', name: 'shop', title: 'Shop', description: 'A shop.' }],
    resources: async () =>
      [items, parts].map(({ name, description }) => ({ name, id: `fake.shop.${name}`, description })),
    resource: async (_service, name) => descriptions.get(name.toLowerCase()),
    schema: async () => undefined,
    parameters: async () => [],
  };
  const provider: Provider = {
    name: 'fake',
    catalog,
    connections: [{ name: 'main', regions }],
    regions: async () => ['north', 'south'],
    accountId: async () => '1',
    locate: () => ({}),
    async *scan(request): AsyncIterable<Page> {
      requests.push(request);
      const failure = broken.get(request.scope.region);
      if (failure !== undefined) throw failure;
      const found = rowsFor(request, data).filter((row) => row.region === request.scope.region);
      for (let start = 0; start < Math.max(found.length, 1); start += pageSize)
        yield { rows: found.slice(start, start + pageSize) };
    },
    read: async () => ({}),
    mutate: async () => ({ status: 'SUCCESS' }),
    close: async () => {},
  };
  return { provider, requests, broken };
}

/** The rows that a request brings, with the columns of its path alone. */
function rowsFor(request: ScanRequest, data: ShopData): readonly Row[] {
  const description = request.resource.resource === 'items' ? items : parts;
  const own = description.accessPaths.find(({ method }) => method === request.method);
  const all = request.resource.resource === 'items' ? data.items : data.parts;
  const keys = Object.values(request.parameters).flat() as readonly Value[];
  const keyColumn = description.identifier[0] ?? '';
  return all
    .filter((row) => keys.length === 0 || keys.includes(row[keyColumn] ?? null))
    .filter((row) => request.filters.every((filter) => passes(filter, row[filter.column] ?? null)))
    .map((row) => Object.fromEntries([...(own?.columns ?? []), 'region'].map((name) => [name, row[name] ?? null])));
}

function passes(filter: ScanFilter, value: Value): boolean {
  const [first] = filter.values;
  if (typeof value !== 'string') return false;
  switch (filter.operator) {
    case 'equals':
      return filter.values.includes(value);
    case 'prefix':
      return value.startsWith(String(first));
    case 'contains':
      return value.includes(String(first));
    case 'wildcard':
      return likePattern(String(first)).test(value);
    case 'range':
      return true;
  }
}
