import { describe, expect, it } from 'vitest';
import { accessOf } from '../../test/support/access-of.ts';
import { createShop, methodOf, type Shop, type ShopData } from '../../test/support/shop-provider.ts';
import type { Row } from '../data/value.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { Access, ParentAccess } from '../plan/access/access.ts';
import type { Provider, ScanRequest } from '../providers/provider.ts';
import { Meter } from './meter.ts';
import { runScan } from './run-scan.ts';

const regions = ['north', 'south'];
const data: Required<ShopData> = {
  items: Array.from({ length: 12 }, (_, index) => ({
    id: `i${index}`,
    name: `name-${index % 3}`,
    kind: 'a',
    region: index < 9 ? 'north' : 'south',
  })),
  parts: [],
  lots: [],
  boxes: Array.from({ length: 12 }, (_, index) => ({
    item_id: `i${index}`,
    code: `c${index}`,
    colour: null,
    weight: 1,
    region: index < 9 ? 'north' : 'south',
  })),
  labels: [],
  tickets: [],
  deals: [],
  owners: [
    { name: 'o0', grade: 0 },
    { name: 'o1', grade: 1 },
  ],
};

function scanOf(resource: string, path: string, changes: Partial<Access> = {}, places = regions): Access {
  const name = { provider: 'fake', service: 'shop', resource };
  return accessOf({
    resource: name,
    path,
    requests: places.map(
      (region): ScanRequest => ({
        resource: name,
        scope: { connection: 'main', region },
        path,
        parameters: {},
        filters: [],
        columns: [],
      }),
    ),
    ...changes,
  });
}

const ofItems: ParentAccess = {
  access: scanOf('items', 'list_items'),
  parameters: { ItemId: 'id' },
  columns: ['item_id'],
  batch: 1,
};
const boxes = (changes: Partial<Access> = {}, parents: readonly ParentAccess[] = [ofItems]) =>
  scanOf('boxes', 'list_boxes(ItemId)', { parents, ...changes });

async function read(provider: Provider, access: Access) {
  const rows: Row[] = [];
  const warnings: string[] = [];
  const events = { onWarning: (error: SkyqlError) => warnings.push(error.code) };
  for await (const page of runScan(provider, access, {}, events)) rows.push(...page);
  return { rows, warnings };
}

function asked({ requests }: Shop, method: string): readonly string[] {
  const own = requests.filter((request) => methodOf(request) === method);
  return own.map(({ scope, parameters }) => [scope.region, ...Object.values(parameters)].join(' ')).toSorted();
}

/** A shop whose requests fail as `fault` says. */
function failing(fault: (request: ScanRequest) => SkyqlError | undefined): Provider {
  const { provider } = createShop(data);
  return {
    ...provider,
    async *scan(request, context) {
      const error = fault(request);
      if (error !== undefined) throw error;
      yield* provider.scan(request, context);
    },
  };
}

describe('a scan with parents', () => {
  it('makes one request for each row of the parent, in the place where that is', async () => {
    const shop = createShop(data);
    const { rows } = await read(shop.provider, boxes());
    expect(rows).toHaveLength(12);
    expect(rows.find(({ code }) => code === 'c10')).toMatchObject({ region: 'south', item_id: 'i10' });
    expect(asked(shop, 'list_boxes')).toHaveLength(12);
    expect(asked(shop, 'list_items')).toEqual(['north', 'south']);
  });

  it('asks once for rows that give the same, and not for those that give nothing', async () => {
    const shop = createShop({ ...data, items: [...data.items, { id: null, name: null, region: 'north' }] });
    await read(shop.provider, boxes({}, [{ ...ofItems, parameters: { ItemId: 'name' } }]));
    expect(asked(shop, 'list_boxes').filter((text) => text.startsWith('north'))).toEqual([
      'north name-0',
      'north name-1',
      'north name-2',
    ]);
  });

  it('holds the rows of the parent against its predicates before they cost a call', async () => {
    const shop = createShop(data);
    const plan = scanOf('items', 'list_items', { predicates: [{ column: 'id', operator: 'equals', values: ['i3'] }] });
    await read(shop.provider, boxes({}, [{ ...ofItems, access: plan }]));
    expect(asked(shop, 'list_boxes')).toEqual(['north i3']);
  });

  it('hands several rows to a request that takes them', async () => {
    const shop = createShop(data);
    await read(
      shop.provider,
      scanOf('tickets', 'list_tickets(ItemIds)', {
        parents: [{ ...ofItems, batch: 4, parameters: { ItemIds: 'id' } }],
      }),
    );
    expect(asked(shop, 'list_tickets')).toEqual([
      'north i0,i1,i2,i3',
      'north i4,i5,i6,i7',
      'north i8',
      'south i9,i10,i11',
    ]);
  });

  it('crosses unrelated parents, and reads those without regions once', async () => {
    const shop = createShop(data);
    const owners: ParentAccess = {
      columns: ['owner'],
      access: scanOf('owners', 'list_owners', {}, ['centre']),
      parameters: { Owner: 'name' },
      batch: 1,
      isGlobal: true,
    };
    await read(shop.provider, scanOf('deals', 'list_deals(ItemId, Owner)', { parents: [ofItems, owners] }));
    expect(asked(shop, 'list_deals')).toHaveLength(24);
    expect(asked(shop, 'list_deals')).toContain('south i9 o1');
    expect(asked(shop, 'list_owners')).toEqual(['centre']);
  });

  it('makes every request of a place for every row, reading the parent there once', async () => {
    const shop = createShop(data);
    const plan = boxes();
    const twice = plan.requests.flatMap((request) => [
      { ...request, parameters: { Extra: 1 } },
      { ...request, parameters: { Extra: 2 } },
    ]);
    await read(shop.provider, { ...plan, requests: twice });
    expect(asked(shop, 'list_boxes')).toHaveLength(24);
    expect(asked(shop, 'list_items')).toEqual(['north', 'south']);
  });

  it('lists the parents of parents first', async () => {
    const shop = createShop({
      ...data,
      labels: [{ item_id: 'i10', box_code: 'c10', number: 1, words: 'w', region: 'south' }],
    });
    const labels = scanOf('labels', 'list_labels(ItemId, BoxCode)', {
      parents: [
        {
          access: boxes(),
          parameters: { ItemId: 'item_id', BoxCode: 'code' },
          columns: ['item_id', 'box_code'],
          batch: 1,
        },
      ],
    });
    expect((await read(shop.provider, labels)).rows).toMatchObject([{ words: 'w', region: 'south' }]);
    expect(asked(shop, 'list_labels')).toHaveLength(12);
    expect(asked(shop, 'list_labels')).toContain('north i3 c3');
  });

  it('stops listing when its reader stops', async () => {
    const many = Array.from({ length: 300 }, (_, index) => ({
      id: `i${index}`,
      name: 'n',
      kind: 'a',
      region: 'north',
    }));
    const shop = createShop({
      ...data,
      items: many,
      boxes: many.map(({ id }) => ({ item_id: id, code: 'c', region: 'north' })),
    });
    let pages = 0;
    const { provider } = shop;
    const counted: Provider = {
      ...provider,
      async *scan(request, context) {
        for await (const page of provider.scan(request, context)) {
          if (methodOf(request) === 'list_items') pages += 1;
          yield page;
        }
      },
    };
    const plan = boxes({ limit: 5 }, [{ ...ofItems, access: scanOf('items', 'list_items', { limit: 5 }, ['north']) }]);
    let rows = 0;
    for await (const page of runScan(counted, { ...plan, requests: plan.requests.slice(0, 1) }, {}, {})) {
      rows += page.length;
      if (rows >= 5) break;
    }
    expect(asked(shop, 'list_boxes').length).toBeLessThanOrEqual(15);
    expect(pages).toBeLessThanOrEqual(6);
  });

  it('fails in the place where the parent cannot be listed', async () => {
    const denied = (region: string) =>
      failing(({ path, scope }) =>
        path === 'list_items' && (region === 'all' || scope.region === region)
          ? new SkyqlError('ACCESS_DENIED', 'No.')
          : undefined,
      );
    const { rows, warnings } = await read(denied('north'), boxes());
    expect(rows.map(({ code }) => code).toSorted()).toEqual(['c10', 'c11', 'c9']);
    expect(warnings).toEqual(['ACCESS_DENIED']);
    await expect(read(denied('all'), boxes())).rejects.toMatchObject({ code: 'ACCESS_DENIED' });
  });

  it('takes a parent that is gone for one without children, and warns of what could not be read', async () => {
    const fault = (code: string, ...ids: string[]) =>
      failing(({ path, parameters }) =>
        path === 'list_boxes(ItemId)' && (ids.length === 0 || ids.includes(String(parameters.ItemId)))
          ? new SkyqlError(code, 'No.')
          : undefined,
      );
    const gone = await read(fault('RESOURCE_NOT_FOUND', 'i1'), boxes());
    expect(gone).toMatchObject({ warnings: [] });
    expect(gone.rows).toHaveLength(11);
    const denied = await read(fault('ACCESS_DENIED', 'i1', 'i10'), boxes());
    expect(denied.rows).toHaveLength(10);
    expect(denied.warnings).toEqual(['ACCESS_DENIED', 'ACCESS_DENIED']);
    expect((await read(fault('RESOURCE_NOT_FOUND'), boxes())).rows).toEqual([]);
    await expect(read(fault('ACCESS_DENIED'), boxes())).rejects.toMatchObject({ code: 'ACCESS_DENIED' });
  });

  it('ends with a fault that is nobody’s answer', async () => {
    const broken = failing(({ parameters }) => {
      if (parameters.ItemId === 'i4') throw new TypeError('a fault of ours');
      return undefined;
    });
    await expect(read(broken, boxes())).rejects.toThrow('a fault of ours');
  });

  it('counts what the parent costs apart', async () => {
    const meter = new Meter();
    let pages = 0;
    const events = { onPage: () => (pages += 1) };
    const access = boxes();
    for await (const rows of runScan(createShop(data).provider, access, {}, events, { meter }))
      expect(rows).not.toEqual([]);
    expect(pages).toBe(16);
    const { measures, parents } = meter.measured(access);
    expect(measures).toMatchObject({ pages: 12, rows: 12 });
    expect(parents[0]?.access.measures).toMatchObject({ pages: 4, rows: 12 });
  });

  it('shows the region that it is told to of rows that belong to none', async () => {
    const plan = scanOf('owners', 'list_owners', { shownRegions: { main: 'south' } }, ['centre']);
    expect((await read(createShop(data).provider, plan)).rows).toMatchObject([
      { region: 'south' },
      { region: 'south' },
    ]);
  });

  it('hydrates by several parameters, a call for each row or batch that has the same of the others', async () => {
    const shop = createShop(data);
    const further = [{ parameter: 'Code', keys: ['code'] }];
    const hydration = {
      path: 'describe_box(ItemId, Code)',
      method: 'describe_box',
      parameter: 'ItemId',
      keys: ['item_id'],
      further,
      batch: 1,
      expectedCalls: 1,
      columns: ['weight'],
    };
    const { rows } = await read(shop.provider, boxes({ hydrations: [hydration] }));
    expect(rows.every(({ weight }) => weight === 1)).toBe(true);
    expect(asked(shop, 'describe_box')).toContain('south i11 c11');
    const batched = {
      path: 'batch_sizes(Ids)',
      method: 'batch_sizes',
      parameter: 'Ids',
      keys: ['id'],
      batch: 4,
      expectedCalls: 1,
      columns: ['size'],
    };
    const plan = scanOf('items', 'list_items', {
      hydrations: [{ ...batched, further: [{ parameter: 'Name', keys: ['name'] }] }],
    });
    const items = createShop({ ...data, items: data.items.slice(0, 3) });
    await read(items.provider, { ...plan, requests: plan.requests.slice(0, 1) });
    expect(asked(items, 'batch_sizes')).toEqual(['north i0 name-0', 'north i1 name-1', 'north i2 name-2']);
  });
});
