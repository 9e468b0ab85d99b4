import { accessPathOf } from '../../src/catalog/access-path-id.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import type { AccessPath, ColumnDescription, ResourceDescription } from '../../src/catalog/resource-description.ts';
import type { Row, Value } from '../../src/data/value.ts';
import { likeForm, wildcardMatcher } from '../../src/data/wildcard-matcher.ts';
import type { Page, Provider, ScanFilter, ScanRequest } from '../../src/providers/provider.ts';
import { cards, createShopChanges, type ShopCards } from './shop-changes.ts';

/**
 * A provider that has nothing to do with AWS: items in two regions, parts that can only be read item by item, and lots,
 * whose reads bring no more than they are asked for, in pages of which some are empty. Boxes, labels, tickets and deals
 * are read for what others hold: boxes item by item, labels box by box, tickets several items at a time, deals for each
 * item and each owner; owners belong to no region. Cards can be changed. It keeps what it was asked, so that tests can count calls.
 */
export interface Shop {
  readonly provider: Provider;
  readonly requests: ScanRequest[];
  /** Region -> why reading it fails. */
  readonly broken: Map<string, Error>;
  /** Lets `batch_sizes` take so many items a call. */
  setBatch(batch: number): void;
}

export interface ShopData {
  items: readonly Row[];
  parts: readonly Row[];
  lots?: readonly Row[];
  boxes?: readonly Row[];
  labels?: readonly Row[];
  tickets?: readonly Row[];
  deals?: readonly Row[];
  owners?: readonly Row[];
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

export const lots: ResourceDescription = {
  ...shared,
  name: 'lots',
  identifier: ['code', 'line'],
  columns: [
    column('code', 'string'),
    column('line', 'integer'),
    column('title', 'string'),
    column('price', 'number'),
    column('open', 'boolean'),
    column('made', 'timestamp'),
    column('tags', 'object'),
    column('item_id', 'string'),
    ...placeColumns,
  ],
  accessPaths: [
    path('list_lots', 'list', ['code', 'line', 'title', 'open', 'made', 'tags'], {
      filters: [
        { column: 'title', operators: ['wildcard', 'equals', 'prefix', 'contains'], maxValues: 3 },
        { column: 'open', operators: ['equals'], maxValues: 1 },
        { column: 'tags', key: 'any', operators: ['equals'], maxValues: 2 },
      ],
    }),
    path('list_lots_of_items', 'list', ['code', 'line', 'title', 'item_id'], {
      parameters: [{ name: 'ItemIds', columns: [['item_id']], required: true, batch: 2 }],
    }),
    path('get_lot', 'get', ['code', 'line', 'title', 'price', 'open', 'made', 'tags', 'item_id'], {
      parameters: [{ name: 'data__Identifier', columns: [['code', 'line']], required: true, batch: 1 }],
    }),
    path('batch_prices', 'get', ['code', 'line', 'item_id', 'price'], {
      parameters: [{ name: 'Keys', columns: [['code', 'line']], required: true, batch: 3 }],
    }),
  ],
};

const ofItem = {
  name: 'ItemId',
  columns: [['item_id']],
  required: true,
  batch: 1,
  parent: { resource: 'fake.shop.items', column: 'id' },
};

export const boxes: ResourceDescription = {
  ...shared,
  name: 'boxes',
  identifier: ['item_id', 'code'],
  columns: [
    column('item_id', 'string'),
    column('code', 'string'),
    column('colour', 'string'),
    column('weight', 'integer'),
    ...placeColumns,
  ],
  accessPaths: [
    path('list_boxes', 'list', ['item_id', 'code', 'colour'], {
      parameters: [ofItem],
      filters: [{ column: 'colour', operators: ['equals'], maxValues: 2 }],
    }),
    path('describe_box', 'get', ['item_id', 'code', 'weight'], {
      parameters: [
        { name: 'ItemId', columns: [['item_id']], required: true, batch: 1 },
        { name: 'Code', columns: [['code']], required: true, batch: 1 },
      ],
    }),
    path('get_box', 'get', ['item_id', 'code', 'colour', 'weight'], {
      parameters: [{ name: 'data__Identifier', columns: [['item_id', 'code']], required: true, batch: 1 }],
    }),
  ],
};

export const labels: ResourceDescription = {
  ...shared,
  name: 'labels',
  identifier: ['item_id', 'box_code', 'number'],
  columns: [
    column('item_id', 'string'),
    column('box_code', 'string'),
    column('number', 'integer'),
    column('words', 'string'),
    ...placeColumns,
  ],
  accessPaths: [
    path('list_labels', 'list', ['item_id', 'box_code', 'number', 'words'], {
      parameters: [
        ofItem,
        {
          name: 'BoxCode',
          columns: [['box_code']],
          required: true,
          batch: 1,
          parent: { resource: 'fake.shop.boxes', column: 'code' },
        },
      ],
    }),
  ],
};

export const tickets: ResourceDescription = {
  ...shared,
  name: 'tickets',
  identifier: ['number'],
  columns: [column('item_id', 'string'), column('number', 'integer'), ...placeColumns],
  accessPaths: [
    path('list_tickets', 'list', ['item_id', 'number'], {
      parameters: [{ ...ofItem, name: 'ItemIds', batch: 3 }],
    }),
  ],
};

export const owners: ResourceDescription = {
  ...shared,
  name: 'owners',
  identifier: ['name'],
  columns: [column('name', 'string'), column('grade', 'integer'), ...placeColumns],
  accessPaths: [path('list_owners', 'list', ['name', 'grade'])],
  global: true,
};

export const deals: ResourceDescription = {
  ...shared,
  name: 'deals',
  identifier: ['item_id', 'owner', 'number'],
  columns: [column('item_id', 'string'), column('owner', 'string'), column('number', 'integer'), ...placeColumns],
  accessPaths: [
    path('list_deals', 'list', ['item_id', 'owner', 'number'], {
      parameters: [
        ofItem,
        {
          name: 'Owner',
          columns: [['owner']],
          required: true,
          batch: 1,
          parent: { resource: 'fake.shop.owners', column: 'name' },
        },
      ],
    }),
  ],
};

const resources = [items, parts, lots, boxes, labels, tickets, owners, deals, cards];

/** A shop over rows that say their region and, of several, their connection; each connection is an account: '1', '2' and so on. */
export function createShop(
  data: ShopData & ShopCards,
  regions: readonly string[] = ['north', 'south'],
  connections: readonly string[] = ['main'],
): Shop {
  const requests: ScanRequest[] = [];
  const broken = new Map<string, Error>();
  const descriptions = new Map(resources.map((description) => [description.name, description]));
  const catalog: Catalog = {
    provider: 'fake',
    version: '1',
    services: async () => [{ id: 'fake.shop', name: 'shop', title: 'Shop', description: 'A shop.' }],
    resources: async () => resources.map(({ name, description }) => ({ name, id: `fake.shop.${name}`, description })),
    resource: async (_service, name) => descriptions.get(name.toLowerCase()),
    schema: async () => undefined,
    parameters: async () => [],
    search: async () => [],
  };
  const provider: Provider = {
    name: 'fake',
    catalog,
    connections: connections.map((name) => ({ name, regions })),
    regions: async () => ['north', 'south'],
    accountId: async (connection) => String(connections.indexOf(connection) + 1),
    locate: () => ({}),
    async *scan(request, { onCall }): AsyncIterable<Page> {
      requests.push(request);
      const failure = broken.get(request.scope.region);
      // A page is a call.
      const called = (status: number) =>
        onCall?.({
          ...request.scope,
          service: 'shop',
          operation: methodOf(request),
          status,
          attempt: 1,
          milliseconds: 0,
          waited: 0,
          bytes: 0,
        });
      if (failure !== undefined) {
        called(500);
        throw failure;
      }
      const { resource } = request.resource;
      const found = rowsFor(request, data).filter(
        ({ region }) => resource === 'owners' || region === request.scope.region,
      );
      if (resource === 'lots') {
        called(200);
        yield { rows: [] };
      }
      for (let start = 0; start < Math.max(found.length, 1); start += pageSize) {
        called(200);
        yield { rows: found.slice(start, start + pageSize) };
      }
    },
    ...createShopChanges(data),
    close: async () => {},
  };
  const setBatch = (batch: number) =>
    descriptions.set('items', {
      ...items,
      accessPaths: items.accessPaths.map((own) =>
        own.method === 'batch_sizes'
          ? { ...own, parameters: own.parameters.map((parameter) => ({ ...parameter, batch })) }
          : own,
      ),
    });
  return { provider, requests, broken, setBatch };
}

/** The method of the path that a request names. */
export function methodOf({ path: id }: ScanRequest): string {
  return id.replace(/\(.*/, '');
}

/** The rows that a request brings, with the columns of its path alone. */
function rowsFor(request: ScanRequest, data: ShopData & ShopCards): readonly Row[] {
  const { resource } = request.resource;
  const description = resources.find(({ name }) => name === resource) ?? items;
  const all = data[resource as keyof typeof data] ?? [];
  const own = accessPathOf(description, request.path);
  const asked = [...description.identifier, ...request.columns, ...request.filters.map((filter) => filter.column)];
  const columns = (own?.columns ?? []).filter((name) => resource !== 'lots' || asked.includes(name));
  const isAsked = (row: Row) =>
    (own?.parameters ?? []).every(({ name, columns: [keys = []] }) => {
      const given = request.parameters[name];
      const parts = keys.map((key) => row[key] ?? null);
      return given === undefined || (!parts.includes(null) && [given].flat().map(String).includes(parts.join('|')));
    });
  return all
    .filter((row) => (row.connection ?? 'main') === request.scope.connection && isAsked(row))
    .filter((row) => request.filters.every((filter) => passes(filter, memberOf(row[filter.column], filter.key))))
    .map((row) => Object.fromEntries([...columns, 'region'].map((name) => [name, row[name] ?? null])));
}

function memberOf(value: Value | undefined, key: string | undefined): Value {
  if (key === undefined) return value ?? null;
  return typeof value === 'object' && value !== null ? ((value as Row)[key] ?? null) : null;
}

function passes(filter: ScanFilter, value: Value): boolean {
  if (value === null) return false;
  const text = String(value);
  const [first] = filter.values;
  switch (filter.operator) {
    case 'equals':
      return filter.values.map(String).includes(text);
    case 'prefix':
      return text.startsWith(String(first));
    case 'contains':
      return text.includes(String(first));
    case 'wildcard':
      return wildcardMatcher(String(first), likeForm)(text);
    case 'range':
      return true;
  }
}
