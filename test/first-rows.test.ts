import { afterAll, beforeAll, expect, it } from 'vitest';
import { SkyqlError } from '../src/errors/skyql-error.ts';
import type { Database } from '../src/session/database.ts';
import { randomEstate } from './support/random-estate.ts';
import { RandomStatement } from './support/random-statement.ts';
import { isLong, randomNumbers, seed } from './support/run-seed.ts';
import { openShopOracle, type ShopOracle } from './support/shop-oracle.ts';
import { createShop, type Shop, type ShopData } from './support/shop-provider.ts';
import { openShop } from './support/shop-session.ts';

// Of what a statement sorts or numbers the rows that come first alone take further calls.

const connections = ['main', 'other'];
const data: ShopData = { items: [], parts: [] };
let shop: Shop;
let db: Database;
let oracle: ShopOracle;
beforeAll(async () => {
  shop = createShop(data, undefined, connections);
  ({ db } = await openShop(shop));
  oracle = await openShopOracle();
});
afterAll(async () => {
  await oracle.close();
  await db.close();
});

/** How many items a size was asked for. */
const asked = () =>
  shop.requests.flatMap(({ path, parameters }) => (path === 'batch_sizes' ? [parameters.Ids] : [])).flat();

it(`answers as DuckDB does over all rows (SEED=${seed})`, { timeout: 600_000 }, async () => {
  const next = randomNumbers(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)] as Item;
  for (let run = 0; run < (isLong ? 3000 : 24); run++) {
    const estate = randomEstate(next, [], connections);
    Object.assign(data, estate);
    const way = () => pick(['', ' DESC', ' NULLS FIRST', ' DESC NULLS LAST']);
    const by = `${pick(['kind', 'name', 'region', 'lower(kind)', 'length(name)', 'account_id'])}${way()}`;
    const group = pick(['kind', 'region', 'account_id, region', 'upper(kind)']);
    const where = pick(['', `WHERE ${new RandomStatement(next).conditionOfListed()}`]);
    const [few, skipped] = [pick([1, 2, 3]), pick([0, 0, 1])];
    const from = `FROM fake.shop.items t0 ${where}`;
    const [sql, most] = pick([
      [`SELECT id, size ${from} ORDER BY ${by}, id${way()} LIMIT ${few} OFFSET ${skipped}`, few + skipped],
      [`SELECT id, size ${from} QUALIFY row_number() OVER (PARTITION BY ${group} ORDER BY ${by}, id) <= ${few}`, 99],
      [`SELECT id, size ${from} QUALIFY rank() OVER (PARTITION BY ${group} ORDER BY ${by}) < ${few}`, 99],
      [`SELECT DISTINCT ON (kind) id, size ${from} ORDER BY kind, ${by}, id`, 99],
      [`SELECT sum(size) AS size FROM (SELECT size ${from} ORDER BY ${by}, id LIMIT ${few})`, few],
      // What counts all rows has to have them all.
      [
        `SELECT id, size, count(size) OVER () AS all ${from} QUALIFY row_number() OVER (ORDER BY ${by}, id) <= ${few}`,
        99,
      ],
    ] as const);
    const expected = (await oracle.answer(sql, estate)).map((row) => JSON.stringify(row)).toSorted();
    shop.requests.length = 0;
    const { rows } = await db.query(sql);
    expect(rows.map((row) => JSON.stringify(row)).toSorted(), `${sql} over ${JSON.stringify(estate.items)}`).toEqual(
      expected,
    );
    expect(asked().length, sql).toBeLessThanOrEqual(most);
  }
});

it('takes the next row where one that came first is gone by then', async () => {
  data.items = ['i0', 'i1', 'i2', 'i3', 'i4'].map((id, size) => ({
    id,
    name: null,
    kind: 'a',
    size,
    tags: null,
    made: null,
    region: 'north',
  }));
  // Listed, and gone when its size is asked for.
  const { scan } = shop.provider;
  shop.provider.scan = async function* (request, context) {
    for await (const page of scan(request, context))
      yield { ...page, rows: page.rows.filter(({ id }) => request.path === 'list_items' || id !== 'i4') };
  };
  try {
    shop.requests.length = 0;
    const { rows } = await db.query('SELECT id, size FROM fake.shop.items ORDER BY id DESC LIMIT 2');
    expect(rows).toEqual([
      { id: 'i3', size: 3 },
      { id: 'i2', size: 2 },
    ]);
  } finally {
    shop.provider.scan = scan;
  }
});

it('says what could not be read of them, and no more', async () => {
  shop.broken.set('south', new SkyqlError('ACCESS_DENIED', 'Denied.'));
  try {
    const { rows, warnings } = await db.query('SELECT id, size FROM fake.shop.items ORDER BY id LIMIT 1');
    expect(rows).toEqual([{ id: 'i0', size: 0 }]);
    expect(warnings).toMatchObject([{ code: 'ACCESS_DENIED' }]);
  } finally {
    shop.broken.clear();
  }
});
