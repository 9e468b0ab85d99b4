import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../src/data/value.ts';
import { Engine } from '../src/engine/engine.ts';
import { ShadowTables } from '../src/engine/shadow-tables.ts';
import type { Database } from '../src/session/database.ts';
import { loadRows } from './support/load-rows.ts';
import {
  boxes,
  createShop,
  deals,
  items,
  labels,
  lots,
  owners,
  parts,
  type ShopData,
  tickets,
} from './support/shop-provider.ts';
import { openShop } from './support/shop-session.ts';

// What the planner pushes down, feeds and leaves out must never change an answer: each statement is run over the shop,
// and by DuckDB alone over tables that hold everything.
const statements = [
  "SELECT id, name FROM fake.shop.items WHERE region = 'north'",
  "SELECT * FROM fake.shop.items WHERE kind = 'b' AND name LIKE 'a%'",
  "SELECT id FROM fake.shop.items WHERE name LIKE '%b%' OR kind = 'a'",
  "SELECT id, size FROM fake.shop.items WHERE kind IN ('a', 'b', 'c') AND size > 2",
  "SELECT id, size FROM fake.shop.items WHERE id IN ('i1', 'i2', 'i9') AND region LIKE 'n%'",
  "SELECT id FROM fake.shop.items WHERE tags ->> 'env' = 'prod' AND size < 5",
  'SELECT region, count(*) AS n, max(size) AS m FROM fake.shop.items GROUP BY region',
  "SELECT i.id, p.label FROM fake.shop.items i JOIN fake.shop.parts p ON p.item_id = i.id WHERE i.kind = 'a'",
  'SELECT i.id, p.label FROM fake.shop.items i LEFT JOIN fake.shop.parts p ON p.item_id = i.id AND p.region = i.region',
  'SELECT label FROM fake.shop.parts WHERE item_id IN (SELECT id FROM fake.shop.items WHERE size > 3)',
  'SELECT i.id FROM fake.shop.items i WHERE NOT EXISTS (SELECT 1 FROM fake.shop.parts p WHERE p.item_id = i.id)',
  "SELECT i.id FROM fake.shop.items i WHERE i.id NOT IN (SELECT item_id FROM fake.shop.parts WHERE item_id IN ('i1', 'i3'))",
  "SELECT a.id AS x, b.id AS y FROM fake.shop.items a JOIN fake.shop.items b ON a.name = b.name WHERE a.region = 'north' AND b.region = 'south'",
  'SELECT a.id AS x, b.size FROM fake.shop.items a JOIN fake.shop.items b ON b.id = a.name',
  "SELECT id, (SELECT count(*) FROM fake.shop.parts p WHERE p.item_id = i.id) AS n FROM fake.shop.items i WHERE i.kind = 'a'",
  "SELECT u.x, i.size FROM (VALUES ('i1'), ('i4')) u(x) JOIN fake.shop.items i ON i.id = u.x",
  "SELECT i.size FROM (SELECT unnest(['i2', 'i3']) AS x) u JOIN fake.shop.items i ON i.id = u.x",
  "WITH m AS MATERIALIZED (SELECT * FROM fake.shop.items WHERE kind = 'a') SELECT x.id FROM m x JOIN m y ON x.name = y.name",
  "WITH RECURSIVE r AS (SELECT id, name FROM fake.shop.items WHERE id = 'i1' UNION SELECT i.id, i.name FROM fake.shop.items i JOIN r ON i.id = r.name) SELECT * FROM r",
  'SELECT * FROM (SELECT id, size FROM fake.shop.items ORDER BY size DESC NULLS LAST, id, region LIMIT 3) WHERE size > 0',
  'SELECT x.id FROM (SELECT id, row_number() OVER (PARTITION BY kind ORDER BY id, region) AS n FROM fake.shop.items) x WHERE x.n = 1',
  "SELECT id, kind FROM fake.shop.items WHERE kind = 'a' UNION ALL SELECT item_id, label FROM fake.shop.parts WHERE item_id = 'i2'",
  "SELECT id FROM fake.shop.items EXCEPT SELECT item_id FROM fake.shop.parts WHERE item_id IN ('i1', 'i2')",
  "SELECT kind, array_agg(id ORDER BY id, region) AS ids FROM fake.shop.items WHERE name >= 'a' AND name < 'b' GROUP BY kind HAVING count(*) > 1",
  "SELECT id FROM fake.shop.items WHERE made > TIMESTAMPTZ '2026-01-01 00:00:00Z' AND made <= TIMESTAMPTZ '2026-03-01 00:00:00Z'",
  'SELECT id FROM fake.shop.items WHERE size BETWEEN 2 AND 4 OR size = 7',
  "SELECT upper(name) AS u, size FROM fake.shop.items WHERE lower(kind) = 'a' AND name <> 'ab'",
  'SELECT i.id FROM fake.shop.items i SEMI JOIN fake.shop.parts p ON p.item_id = i.id',
  'SELECT a.id FROM fake.shop.items a WHERE a.size = (SELECT max(size) FROM fake.shop.items b WHERE b.kind = a.kind)',
  'SELECT i.id, l.label FROM fake.shop.items i, LATERAL (SELECT label FROM fake.shop.parts p WHERE p.item_id = i.id ORDER BY number LIMIT 1) l',
  'SELECT DISTINCT ON (kind) kind, id FROM fake.shop.items ORDER BY kind, id, region',
  "PIVOT (SELECT region, kind FROM fake.shop.items WHERE name LIKE 'a%') ON kind IN ('a', 'b') USING count(*)",
  "SELECT id FROM fake.shop.items WHERE data__Identifier = 'i3'",
  "SELECT id, size FROM fake.shop.items WHERE id = (SELECT min(item_id) FROM fake.shop.parts WHERE item_id IN ('i1', 'i2'))",
  'SELECT label FROM fake.shop.parts WHERE item_id = (SELECT id FROM fake.shop.items ORDER BY id LIMIT 1)',
  "SELECT i.id, x.k FROM (SELECT 'i2' AS k) x LEFT JOIN fake.shop.items i ON x.k = i.id",
  'SELECT i.id, i.size FROM fake.shop.items i JOIN (SELECT kind, max(id) AS id FROM fake.shop.items GROUP BY kind) m ON m.id = i.id',
  "SELECT b.id, a.size FROM fake.shop.items b JOIN fake.shop.items a ON a.id = b.id WHERE a.data__Identifier = 'i3'",
  "SELECT id FROM fake.shop.items WHERE id IN ('i1', 'i2', 'i3') AND made = TIMESTAMPTZ '2026-03-01 00:00:00Z'",
  "SELECT code, price FROM fake.shop.lots WHERE made IN ('2026-02-01', '2026-03-01')",
  "WITH m AS MATERIALIZED (SELECT * FROM fake.shop.lots WHERE made = '2026-02-01') SELECT a.price FROM m a, m b",
  "SELECT l.code, l.price FROM fake.shop.items i JOIN fake.shop.lots l ON i.made = l.made WHERE i.id = 'i1'",
  "SELECT title, price FROM fake.shop.lots WHERE tags = '{\"env\":\"prod\"}' OR tags ->> 'env' = 'test'",
  "SELECT v.x, b.title FROM (VALUES (NULL), ('a')) v(x) JOIN (fake.shop.items a LEFT JOIN (SELECT * FROM fake.shop.lots WHERE title IS NOT NULL) b ON a.id = b.item_id) ON b.title IS NOT DISTINCT FROM v.x",
  "SELECT title FROM fake.shop.lots WHERE ItemIds IN ('i1', 'i2', 'i3')",
  'SELECT i.id, l.title FROM fake.shop.items i JOIN fake.shop.lots l ON l.ItemIds = i.id',
  "SELECT code, line, price FROM fake.shop.lots WHERE code IN ('a', 'b') AND line IN (1, 2, 3)",
  "SELECT data__Identifier AS own, price FROM fake.shop.lots WHERE data__Identifier IN ('a|1', 'b|2')",
  "SELECT a.id, c.size FROM fake.shop.items a JOIN fake.shop.items b ON a.name = b.name AND b.kind = 'a' JOIN fake.shop.items c ON c.name = b.name AND c.kind = 'a' AND c.size > 1",
  'SELECT item_id, code, colour, weight, region FROM fake.shop.boxes',
  "SELECT item_id, code, weight FROM fake.shop.boxes WHERE region = 'north' AND colour = 'red'",
  "SELECT code, weight FROM fake.shop.boxes WHERE item_id LIKE 'i%' AND item_id < 'i3'",
  "SELECT code FROM fake.shop.boxes WHERE item_id IN ('i0', 'i2') AND weight > 1",
  "SELECT colour, weight FROM fake.shop.boxes WHERE item_id = 'i1' AND code IN ('a0', 'b1', 'a2')",
  "SELECT ItemId, code FROM fake.shop.boxes WHERE ItemId <> 'i1'",
  "SELECT ItemId, code FROM fake.shop.boxes WHERE ItemId LIKE 'i_'",
  "SELECT i.name, b.code FROM fake.shop.items i JOIN fake.shop.boxes b ON b.item_id = i.id WHERE i.kind = 'a'",
  "SELECT b.code FROM fake.shop.boxes b WHERE NOT EXISTS (SELECT 1 FROM fake.shop.items i WHERE i.id = b.item_id AND i.kind = 'a')",
  'SELECT a.code, b.code AS other FROM fake.shop.boxes a JOIN fake.shop.boxes b ON a.item_id = b.item_id',
  'SELECT * FROM fake.shop.labels',
  "SELECT words FROM fake.shop.labels WHERE item_id = 'i1'",
  "SELECT words FROM fake.shop.labels WHERE box_code LIKE 'a%' AND region = 'south'",
  "SELECT words FROM fake.shop.labels WHERE item_id IN ('i0', 'i1', 'i2') AND box_code IN ('a0', 'b1', 'a2', 'b3')",
  'SELECT b.colour, l.words FROM fake.shop.boxes b JOIN fake.shop.labels l ON l.box_code = b.code AND l.item_id = b.item_id',
  "SELECT b.colour, l.words FROM fake.shop.boxes b JOIN fake.shop.labels l ON l.box_code = b.code WHERE b.colour = 'red'",
  'SELECT number, item_id FROM fake.shop.tickets',
  "SELECT number FROM fake.shop.tickets WHERE item_id > 'i1'",
  "SELECT ItemIds, number FROM fake.shop.tickets WHERE item_id IN ('i1', 'i2')",
  'SELECT * FROM fake.shop.owners',
  "SELECT name FROM fake.shop.owners WHERE grade > 1 AND name LIKE 'o%'",
  'SELECT item_id, owner, number FROM fake.shop.deals',
  "SELECT d.number FROM fake.shop.deals d WHERE d.owner = 'o1' AND d.item_id >= 'i1'",
  'SELECT o.grade, d.number FROM fake.shop.owners o JOIN fake.shop.deals d ON d.owner = o.name WHERE o.grade = 2',
  'SELECT i.id, l.line FROM fake.shop.items i ASOF JOIN fake.shop.lots l ON i.id = l.code AND coalesce(i.size, 0) >= l.line, fake.shop.lots o WHERE o.open',
];

const text = fc.constantFrom('a', 'ab', 'abc', 'b', 'ba', 'i1', 'i4', '', 'A');
const item = fc.record({
  name: fc.option(text),
  kind: fc.constantFrom('a', 'b', 'c', null),
  size: fc.option(fc.integer({ min: 0, max: 8 })),
  tags: fc.constantFrom({ env: 'prod' }, { env: 'test' }, {}, null),
  made: fc.constantFrom('2025-12-31T23:59:59Z', '2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00Z', null),
  region: fc.constantFrom('north', 'south'),
});
const lot = fc.record({
  code: fc.constantFrom('a', 'b', 'i1', 'i2'),
  title: fc.option(text),
  price: fc.constantFrom(0, 1.5, 2, null),
  open: fc.constantFrom(true, false, null),
  made: fc.constantFrom('2026-02-01T00:00:00Z', '2026-02-01T01:00:00+01:00', '2026-03-01T00:00:00.000Z', null),
  tags: fc.constantFrom({ env: 'prod' }, { env: 'test' }, null),
  item_id: fc.constantFrom('i1', 'i2', 'i3', null),
  region: fc.constantFrom('north', 'south'),
});
const estate = fc.record({
  items: fc.array(item, { maxLength: 10 }),
  lots: fc.array(lot, { maxLength: 8 }),
  parts: fc.array(
    fc.record({ item: fc.integer({ min: 0, max: 9 }), label: text, region: fc.constantFrom('north', 'south') }),
    { maxLength: 12 },
  ),
  boxes: fc.array(
    fc.record({
      item: fc.nat(),
      code: fc.constantFrom('a', 'b'),
      colour: fc.constantFrom('red', 'blue', null),
      weight: fc.nat({ max: 3 }),
    }),
    { maxLength: 8 },
  ),
  labels: fc.array(fc.record({ box: fc.nat(), words: text }), { maxLength: 8 }),
  tickets: fc.array(fc.record({ item: fc.nat() }), { maxLength: 8 }),
  owners: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 }),
  deals: fc.array(fc.record({ item: fc.nat(), owner: fc.nat() }), { maxLength: 8 }),
});

type Generated = typeof estate extends fc.Arbitrary<infer Value> ? Value : never;

function shopData(generated: Generated): Required<ShopData> {
  const all = generated.items.map((row, index) => ({ id: `i${index}`, ...row })) as readonly (Row & {
    readonly id: string;
    readonly region: string;
  })[];
  // Whatever belongs to an item is in its region; what would belong to none is not there.
  const owner = <Thing>(things: readonly Thing[], index: number) => things.slice(index % Math.max(1, things.length))[0];
  const ownBoxes = generated.boxes.flatMap(({ item: of, code, ...rest }, index) => {
    const own = owner(all, of);
    return own === undefined ? [] : [{ item_id: own.id, code: `${code}${index}`, ...rest, region: own.region }];
  });
  const ownOwners = generated.owners.map((grade, index) => ({ name: `o${index}`, grade, region: 'north' }));
  return {
    items: all,
    parts: generated.parts.map(({ item: of, label, region }, number) => ({ item_id: `i${of}`, number, label, region })),
    lots: generated.lots.map((row, line) => ({ line, ...row })) as readonly Row[],
    boxes: ownBoxes,
    labels: generated.labels.flatMap(({ box, words }, number) => {
      const own = owner(ownBoxes, box);
      return own === undefined ? [] : [{ item_id: own.item_id, box_code: own.code, number, words, region: own.region }];
    }),
    tickets: generated.tickets.flatMap(({ item: of }, number) => {
      const own = owner(all, of);
      return own === undefined ? [] : [{ item_id: own.id, number, region: own.region }];
    }),
    owners: ownOwners,
    deals: generated.deals.flatMap(({ item: of, owner: by }, number) => {
      const [own, buyer] = [owner(all, of), owner(ownOwners, by)];
      return own === undefined || buyer === undefined
        ? []
        : [{ item_id: own.id, owner: buyer.name, number, region: own.region }];
    }),
  };
}

function withoutPlace({
  account_id: _account,
  connection: _connection,
  data__Identifier: _identifier,
  ...row
}: Row): Row {
  return row;
}

function sorted(rows: readonly Row[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).toSorted();
}

describe('pushdown', () => {
  const data: ShopData = { items: [], parts: [] };
  let oracle: Engine;
  let tables: ShadowTables;
  let db: Database;
  beforeAll(async () => {
    oracle = await Engine.open(undefined);
    tables = new ShadowTables(oracle);
    ({ db } = await openShop(createShop(data)));
  });
  afterAll(async () => {
    oracle.close();
    await db.close();
  });

  it.each(statements)('%s', async (sql) => {
    await fc.assert(
      fc.asyncProperty(estate, async (generated) => {
        const all = shopData(generated);
        Object.assign(data, all);
        const answer = await db.query(sql);
        expect(answer.warnings).toEqual([]);
        await loadRows(
          tables,
          items,
          all.items.map((row) => ({ ...row, data__Identifier: row.id ?? null })),
          ['data__Identifier'],
        );
        await loadRows(tables, parts, all.parts);
        await loadRows(
          tables,
          lots,
          all.lots.map((row) => ({
            ...row,
            data__Identifier: `${row.code}|${row.line}`,
            ItemIds: row.item_id ?? null,
          })),
          ['data__Identifier', 'ItemIds'],
        );
        await loadRows(
          tables,
          boxes,
          all.boxes.map((row) => ({ ...row, ItemId: row.item_id ?? null })),
          ['ItemId'],
        );
        await loadRows(tables, labels, all.labels);
        await loadRows(
          tables,
          tickets,
          all.tickets.map((row) => ({ ...row, ItemIds: row.item_id ?? null })),
          ['ItemIds'],
        );
        await loadRows(tables, owners, all.owners);
        await loadRows(tables, deals, all.deals);
        const expected = await oracle.query(sql);
        expect(sorted(answer.rows.map(withoutPlace))).toEqual(sorted(expected.rows.map(withoutPlace)));
      }),
      { numRuns: 6, seed: 20261121 },
    );
  });
});
