import { describe, expect, it, vi } from 'vitest';
import { accessOf } from '../../test/support/access-of.ts';
import { createShop, items, methodOf, type ShopData } from '../../test/support/shop-provider.ts';
import type { Row } from '../data/value.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { Access } from '../plan/access/access.ts';
import type { ScanRequest } from '../providers/provider.ts';
import { runScan } from './run-scan.ts';

const data: ShopData = {
  items: Array.from({ length: 10 }, (_, index) => ({
    id: `i${index}`,
    name: `name-${index}`,
    kind: index % 2 === 0 ? 'even' : 'odd',
    size: index,
    tags: null,
    made: null,
    region: index < 7 ? 'north' : 'south',
  })),
  parts: [],
};

function plan(changes: Partial<Access> = {}): Access {
  const resource = { provider: 'fake', service: 'shop', resource: items.name };
  return accessOf({
    resource,
    path: 'list_items',
    requests: ['north', 'south'].map((region) => ({
      resource,
      scope: { connection: 'main', region },
      path: 'list_items',
      parameters: {},
      filters: [],
      columns: ['id', 'name'],
    })),
    columns: ['id', 'name'],
    identifier: ['id'],
    ...changes,
  });
}

async function scan(shop: ReturnType<typeof createShop>, access: Access, signal?: AbortSignal) {
  const rows: Row[] = [];
  const warnings: string[] = [];
  const events = { onWarning: (error: SkyqlError) => warnings.push(error.code) };
  for await (const page of runScan(shop.provider, access, { signal }, events)) rows.push(...page);
  return { rows, warnings };
}

const sizes = {
  path: 'batch_sizes(Ids)',
  method: 'batch_sizes',
  parameter: 'Ids',
  keys: ['id'],
  batch: 4,
  expectedCalls: 1,
  columns: ['size'],
} as const;

describe('runScan', () => {
  it('stops all regions when nobody wants more rows, wherever these came from', async () => {
    const shop = createShop(data);
    const ended: string[] = [];
    let pages = 0;
    const provider = {
      ...shop.provider,
      async *scan({ scope }: ScanRequest) {
        try {
          for (; ; pages += 1) {
            await new Promise((resolve) => setImmediate(resolve));
            yield { rows: [{ id: 'i0', name: 'x' }] };
          }
        } finally {
          ended.push(scope.region);
        }
      },
    };
    for await (const rows of runScan(provider, plan({ limit: 1 }), {}, {})) {
      expect(rows.length).toBe(1);
      break;
    }
    await vi.waitFor(() => expect(ended.toSorted()).toEqual(['north', 'south']));
    expect(pages).toBeLessThan(3);
  });

  it('asks whose account it is beside the first page, and only says so of rows', async () => {
    const shop = createShop(data);
    let hasBegun: (value: string) => void = () => undefined;
    const account = new Promise<string>((resolve) => {
      hasBegun = resolve;
    });
    const provider = {
      ...shop.provider,
      accountId: () => account,
      scan(...args: Parameters<typeof shop.provider.scan>) {
        hasBegun('111122223333');
        return shop.provider.scan(...args);
      },
    };
    const { rows } = await scan({ ...shop, provider }, plan({ needsAccountId: true }));
    expect(rows.map(({ account_id }) => account_id)).toEqual(rows.map(() => '111122223333'));
    const failing = { ...provider, accountId: () => Promise.reject(new SkyqlError('AWS_ERROR', 'Not told.')) };
    await expect(scan({ ...shop, provider: failing }, plan({ needsAccountId: true }))).rejects.toThrow('Not told.');
    const empty = createShop({ items: [], parts: [] });
    const nobodys = { ...empty, provider: { ...empty.provider, accountId: failing.accountId } };
    expect((await scan(nobodys, plan({ needsAccountId: true }))).rows).toEqual([]);
  });

  it('reads every place and says where each row is from', async () => {
    const { rows } = await scan(createShop(data), plan({ needsAccountId: true }));
    expect(rows).toHaveLength(10);
    expect(rows.find(({ id }) => id === 'i8')).toMatchObject({ region: 'south', connection: 'main', account_id: '1' });
  });

  it('keeps the rows of the places that answer, with a warning for the others', async () => {
    const shop = createShop(data);
    shop.broken.set('south', new SkyqlError('ACCESS_DENIED', 'No.'));
    const { rows, warnings } = await scan(shop, plan());
    expect(rows).toHaveLength(7);
    expect(warnings).toEqual(['ACCESS_DENIED']);
  });

  it('fails where no place answers, and where the fault is nobody’s answer', async () => {
    const shop = createShop(data);
    for (const region of ['north', 'south']) shop.broken.set(region, new SkyqlError('THROTTLED', 'Later.'));
    await expect(scan(shop, plan())).rejects.toMatchObject({ code: 'THROTTLED' });
    shop.broken.clear();
    shop.broken.set('south', new TypeError('a fault of ours'));
    await expect(scan(shop, plan())).rejects.toThrow('a fault of ours');
  });

  it('hydrates in batches, and leaves out first what cannot match', async () => {
    const shop = createShop(data);
    const { rows } = await scan(
      shop,
      plan({ hydrations: [sizes], predicates: [{ column: 'kind', operator: 'equals', values: ['even'] }] }),
    );
    expect(rows.map(({ id, size }) => [id, size]).toSorted()).toEqual([
      ['i0', 0],
      ['i2', 2],
      ['i4', 4],
      ['i6', 6],
      ['i8', 8],
    ]);
    const batches = shop.requests.filter((request) => methodOf(request) === 'batch_sizes');
    expect(batches.flatMap(({ parameters }) => parameters.Ids as readonly string[]).toSorted()).toEqual([
      'i0',
      'i2',
      'i4',
      'i6',
      'i8',
    ]);
    for (const { parameters } of batches) expect((parameters.Ids as readonly string[]).length).toBeLessThanOrEqual(4);
  });

  it('makes the calls whose keys other calls bring after these', async () => {
    const shop = createShop(data);
    const provider: typeof shop.provider = {
      ...shop.provider,
      async *scan(request, context) {
        if (request.path !== 'describe_size') yield* shop.provider.scan(request, context);
        else yield { rows: [{ made: `of size ${request.parameters.Size}` }] };
      },
    };
    const made = {
      path: 'describe_size',
      method: 'describe_size',
      parameter: 'Size',
      keys: ['size'],
      batch: 1,
      expectedCalls: 1,
      columns: ['made'],
    };
    const { rows } = await scan({ ...shop, provider }, plan({ hydrations: [{ ...made, isAfterOthers: true }, sizes] }));
    expect(rows.map(({ id, made: own }) => [id, own]).toSorted()).toEqual(
      data.items.map(({ id, size }) => [id, `of size ${size}`]),
    );
  });

  it('drops rows that are gone when they are looked at, and warns of those that could not be', async () => {
    const shop = createShop(data);
    const { scan: read } = shop.provider;
    const answer = (onSizes: () => void): ReturnType<typeof createShop> => ({
      ...shop,
      provider: {
        ...shop.provider,
        async *scan(request, context) {
          if (methodOf(request) === 'batch_sizes') onSizes();
          for await (const page of read(request, context)) {
            yield methodOf(request) === 'batch_sizes' ? { rows: page.rows.filter(({ id }) => id !== 'i3') } : page;
          }
        },
      },
    });
    const gone = await scan(
      answer(() => {}),
      plan({ hydrations: [sizes] }),
    );
    expect(gone.rows.map(({ id }) => id)).not.toContain('i3');
    expect(gone.rows).toHaveLength(9);
    const unknown = await scan(
      answer(() => {}),
      plan({ hydrations: [{ ...sizes, isAnotherApi: true }] }),
    );
    expect(unknown.rows.map(({ id }) => id)).toContain('i3');
    expect(unknown.warnings).toEqual(['NO_ANSWER']);
    const denied = await scan(
      answer(() => {
        throw new SkyqlError('ACCESS_DENIED', 'No.');
      }),
      plan({ hydrations: [sizes] }),
    );
    expect(denied.rows).toHaveLength(10);
    expect(denied.rows.every(({ size }) => size === undefined)).toBe(true);
    expect(denied.warnings).toContain('ACCESS_DENIED');
  });

  it('asks for no page beyond those that its reader takes under a limit', async () => {
    const shop = createShop(data);
    let pages = 0;
    const counted = {
      ...shop.provider,
      async *scan(...[request, context]: Parameters<typeof shop.provider.scan>) {
        for await (const page of shop.provider.scan(request, context)) {
          pages += 1;
          yield page;
        }
      },
    };
    const [north] = plan().requests;
    const limited = plan({ requests: north === undefined ? [] : [north], limit: 2 });
    for await (const rows of runScan(counted, limited, {}, {})) {
      expect(rows).toHaveLength(3);
      break;
    }
    expect(pages).toBe(1);
  });

  it('gives named parameters the values that were asked for', async () => {
    const shop = createShop(data);
    const [north] = plan().requests;
    const requests =
      north === undefined
        ? []
        : [{ ...north, path: 'get_item(data__Identifier)', parameters: { data__Identifier: 'i2' } }];
    const { rows } = await scan(
      shop,
      plan({
        requests,
        parameterColumns: [
          { name: 'data__Identifier', keys: ['id'] },
          { name: 'Other', keys: [] },
        ],
      }),
    );
    expect(rows).toMatchObject([{ id: 'i2', data__Identifier: 'i2', Other: null }]);
    const listed = await scan(shop, plan({ parameterColumns: [{ name: 'data__Identifier', keys: ['id'] }] }));
    expect(listed.rows.every((row) => row.data__Identifier === row.id)).toBe(true);
  });

  it('ends with what stopped it', async () => {
    const shop = createShop(data);
    shop.broken.set('north', new SkyqlError('INTERRUPTED', 'Stopped.'));
    await expect(scan(shop, plan(), AbortSignal.abort())).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});
