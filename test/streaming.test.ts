import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../src/data/value.ts';
import type { Database } from '../src/session/database.ts';
import { createShop, type Shop } from './support/shop-provider.ts';
import { openShop } from './support/shop-session.ts';

const regions = ['north', 'south'] as const;
const data = {
  items: Array.from(
    { length: 40 },
    (_, index): Row => ({
      id: `i${index}`,
      name: `n${index % 5}`,
      kind: index % 2 === 0 ? 'a' : 'b',
      size: index,
      tags: null,
      made: null,
      region: regions[index % 2] ?? 'north',
    }),
  ),
  parts: [],
};

async function collect(rows: AsyncIterable<Row>): Promise<readonly Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

function sorted(rows: readonly Row[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).toSorted();
}

describe('stream()', () => {
  let shop: Shop;
  let db: Database;
  beforeAll(async () => {
    shop = createShop(data);
    ({ db } = await openShop(shop));
  });
  afterAll(() => db.close());

  it.each([
    'SELECT id, name FROM fake.shop.items',
    "SELECT upper(name) AS name, size FROM fake.shop.items WHERE kind = 'a' AND size > 10",
    "SELECT id FROM fake.shop.items WHERE name LIKE 'n1%' OR kind = 'b'",
    'SELECT id FROM fake.shop.items WHERE size < 0',
    // These do not stream: each row hangs on the others.
    'SELECT name, count(*) AS n FROM fake.shop.items GROUP BY name',
    'SELECT id FROM fake.shop.items ORDER BY size DESC LIMIT 3',
    'SELECT a.id, b.size FROM fake.shop.items a JOIN fake.shop.items b ON a.id = b.id',
    'SELECT DISTINCT kind FROM fake.shop.items',
    'SELECT id, row_number() OVER (ORDER BY size) AS place FROM fake.shop.items',
  ])('%s: the same rows as query()', async (sql) => {
    expect(sorted(await collect(db.stream(sql)))).toEqual(sorted((await db.query(sql)).rows));
  });

  it('gives the first rows before the last page is read', async () => {
    const before = shop.requests.length;
    for await (const row of db.stream("SELECT id, size FROM fake.shop.items WHERE region = 'north'")) {
      expect(row.id).toBe('i0');
      break;
    }
    // A size costs a call for each row (here a batch of four): 20 items would take five of them.
    const gets = shop.requests.slice(before).filter(({ path }) => path !== 'list_items');
    expect(gets.length).toBeGreaterThan(0);
    expect(gets.length).toBeLessThan(5);
  });
});
