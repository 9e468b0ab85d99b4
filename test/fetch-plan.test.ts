import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Row } from '../src/data/value.ts';
import { SkyqlError } from '../src/errors/skyql-error.ts';
import { runFetch } from '../src/execute/run-fetch.ts';
import { makeFetchPlan, type PlannedQuery } from '../src/plan/make-fetch-plan.ts';
import { randomEstate } from './support/random-estate.ts';
import { RandomStatement } from './support/random-statement.ts';
import { isLong, randomNumbers, seed } from './support/run-seed.ts';
import { createShop, methodOf, type Shop, type ShopData } from './support/shop-provider.ts';
import { openShop } from './support/shop-session.ts';

// A plan is plain data: kept in a file or sent elsewhere and read back, it does the same.
const statements = Number(process.env.STATEMENTS ?? (isLong ? 2_000 : 25));
const data: ShopData = { items: [], parts: [] };
let shop: Shop;
let open: Awaited<ReturnType<typeof openShop>>;
beforeAll(async () => {
  shop = createShop(data);
  open = await openShop(shop);
});
afterAll(() => open.db.close());

async function ran(sql: string, change: (planned: PlannedQuery) => PlannedQuery) {
  const { session } = open;
  const planned = await makeFetchPlan({ scope: session, context: {} }, sql);
  shop.requests.length = 0;
  const plan = await runFetch(change(planned), { scope: session, context: {}, events: {} });
  const { rows } = await session.engine.query(planned.sql);
  const requests = shop.requests.map((request) =>
    JSON.stringify([methodOf(request), request.scope, request.parameters]),
  );
  return { rows: rows.map((row: Row) => JSON.stringify(row)).toSorted(), requests: requests.toSorted(), plan };
}

it(`does the same when it was written and read back (SEED=${seed})`, {
  timeout: 60_000 + statements * 1000,
}, async () => {
  const next = randomNumbers(seed);
  let compared = 0;
  for (let count = 0; count < statements; count += 1) {
    const sql = new RandomStatement(next).statement();
    Object.assign(data, randomEstate(next));
    let direct: Awaited<ReturnType<typeof ran>>;
    try {
      direct = await ran(sql, (planned) => planned);
    } catch (error) {
      if (error instanceof SkyqlError) continue;
      throw error;
    }
    const again = await ran(sql, (planned) => ({ ...planned, plan: JSON.parse(JSON.stringify(planned.plan)) }));
    expect(again.rows, sql).toEqual(direct.rows);
    expect(again.requests, sql).toEqual(direct.requests);
    compared += 1;
  }
  expect(compared).toBeGreaterThan(statements / 2);
});

it('says of each part what it cost once it has run, and why it was chosen', async () => {
  Object.assign(data, randomEstate(randomNumbers(1)));
  const { plan } = await ran("SELECT id, size FROM fake.shop.items WHERE region = 'north'", (planned) => planned);
  const [node] = plan.nodes;
  if (node?.kind !== 'scan') throw new Error('No scan.');
  expect(node.access).toMatchObject({ path: 'list_items', measures: { retries: 0 } });
  expect(node.access.reason).toMatch(/calls|only/);
  expect(node.access.hydrations).toMatchObject([{ path: 'batch_sizes(Ids)', measures: { retries: 0 } }]);
  expect(node.access.permissions.map(({ actions }) => actions)).toEqual([['shop:list_items'], ['shop:batch_sizes']]);
});

it('tells before it runs which calls are made once for several of its parts', async () => {
  Object.assign(data, randomEstate(randomNumbers(1)));
  const sql = 'SELECT i.id, b.code FROM fake.shop.items i FULL OUTER JOIN fake.shop.boxes b ON b.item_id = i.name';
  const { rows: steps } = await open.db.query(`EXPLAIN ${sql}`);
  expect(steps.slice(0, 3).map(({ method, calls }) => [method, calls])).toEqual([
    ['list_items', 68],
    ['list_items', 0],
    ['list_boxes', 200],
  ]);
  expect(steps.at(-1)?.resource).toBe('House rules');
  expect(steps[1]?.note).toBe('gives ItemId; takes the answers of an earlier step; estimated for 100 rows a region');
  const { plan, requests } = await ran(sql, (planned) => planned);
  expect(plan.sharedResources).toEqual([
    { resource: { provider: 'fake', service: 'shop', resource: 'items' }, columns: ['name', 'id'] },
  ]);
  expect(requests.filter((request) => request.includes('list_items'))).toHaveLength(2);
});

it('says of further calls how many are expected: each place fills its own', async () => {
  shop.setBatch(60);
  const { plan } = await ran('SELECT id, size FROM fake.shop.items', (planned) => planned);
  const { rows } = await open.db.query('EXPLAIN SELECT id, size FROM fake.shop.items');
  shop.setBatch(4);
  expect(rows.slice(0, 2).map(({ method, calls }) => [method, calls])).toEqual([
    ['list_items', 68],
    ['batch_sizes', 4],
  ]);
  const [node] = plan.nodes;
  if (node?.kind !== 'scan') throw new Error('No scan.');
  expect(node.access.hydrations).toMatchObject([{ batch: 60, expectedCalls: 4, measures: { calls: 2 } }]);
});
