import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callName } from '../src/plan/access/call-name.ts';
import type { ScanRequest } from '../src/providers/provider.ts';
import type { Database } from '../src/session/database.ts';
import { randomEstate } from './support/random-estate.ts';
import { RandomStatement } from './support/random-statement.ts';
import { isLong, randomNumbers, seed } from './support/run-seed.ts';
import { createShop, methodOf, type Shop, type ShopData } from './support/shop-provider.ts';
import { openShop } from './support/shop-session.ts';

const items = Array.from({ length: 8 }, (_, index) => ({
  id: `i${index}`,
  name: `name-${index}`,
  kind: index < 2 ? 'a' : 'b',
  size: index,
  tags: {},
  made: null,
  region: index % 2 === 0 ? 'north' : 'south',
}));
const parts = items.map(({ id, region }) => ({ item_id: id, number: 0, label: 'p', region }));
const boxes = items
  .slice(0, 4)
  .flatMap(({ id, region }, index) => [{ item_id: id, code: `a${index}`, colour: 'red', weight: index, region }]);
const labels = boxes.map(({ item_id, code, region }, number) => ({
  item_id,
  box_code: code,
  number,
  words: 'w',
  region,
}));
const tickets = items.map(({ id, region }, number) => ({ item_id: id, number, region }));
const owners = ['o0', 'o1'].map((name, grade) => ({ name, grade, region: 'north' }));
const lots = ['a', 'b', 'a', 'b'].map((code, line) => ({
  code,
  line,
  title: `title-${line}`,
  price: line,
  open: true,
  made: line === 0 ? '2026-02-01T00:00:00Z' : '2026-01-01T00:00:00.000Z',
  tags: { env: line === 0 ? 'prod' : 'test' },
  item_id: 'i0',
  region: 'north',
}));

// What each statement asks of the shop, and nothing more: a request is `method region parameters filters`.
const statements: readonly (readonly [string, readonly string[]])[] = [
  ['SELECT id, kind FROM items', ['list_items north', 'list_items south']],
  ["SELECT count(*) FROM items WHERE region = 'north'", ['list_items north']],
  ["SELECT count(*) FROM items WHERE region LIKE 's%' AND kind = 'a'", ['list_items south kind equals a']],
  ["SELECT id FROM items WHERE region = 'north' AND name LIKE 'name-1%'", ['list_items north name prefix name-1']],
  ["SELECT name FROM items WHERE region = 'north' AND id = 'i4'", ['get_item north i4']],
  ["SELECT id FROM items WHERE region = 'north' AND kind IN ('a', 'b', 'c')", ['list_items north']],
  [
    "SELECT size FROM items WHERE region = 'north' AND id IN ('i0', 'i2', 'i4', 'i6', 'i8')",
    ['batch_sizes north i0,i2,i4,i6', 'batch_sizes north i8'],
  ],
  [
    "SELECT id, size FROM items WHERE region = 'north' AND kind = 'b'",
    ['batch_sizes north i2,i4,i6', 'list_items north kind equals b'],
  ],
  [
    "SELECT id, size, tags FROM items WHERE region = 'north' AND kind = 'a'",
    ['get_item north i0', 'list_items north kind equals a'],
  ],
  ["SELECT id FROM items WHERE region = 'north' LIMIT 2", ['list_items north']],
  ['SELECT id FROM items LIMIT 0', []],
  [
    "SELECT a.id, b.size FROM items a JOIN items b ON b.id = a.id WHERE a.region = 'north' AND a.kind = 'a' AND b.region = 'north'",
    ['get_item north i0', 'list_items north kind equals a'],
  ],
  [
    "SELECT i.id FROM items i WHERE i.region = 'north' AND i.kind = 'a' AND NOT EXISTS (SELECT 1 FROM items o WHERE o.id = i.id AND o.size > 2 AND o.region = 'north')",
    ['get_item north i0', 'list_items north kind equals a'],
  ],
  [
    "SELECT size FROM items WHERE region = 'north' AND id IN (SELECT name FROM items WHERE region = 'south' ORDER BY name LIMIT 4)",
    ['batch_sizes north name-1,name-3,name-5,name-7', 'list_items south'],
  ],
  ["SELECT id FROM items WHERE kind = 'a' AND kind = 'b'", []],
  [
    "SELECT id FROM items WHERE id IN (SELECT item_id FROM parts WHERE item_id = 'i4') AND region = 'north'",
    ['get_item north i4', 'list_parts north i4', 'list_parts south i4'],
  ],
  [
    "SELECT i.id, p.label FROM items i JOIN parts p ON p.item_id = i.id WHERE i.region = 'north' AND i.kind = 'a' AND p.region = 'north'",
    ['list_items north kind equals a', 'list_parts north i0'],
  ],
  [
    "SELECT i.size FROM (VALUES ('i2'), ('i4')) v(id) JOIN items i ON i.id = v.id WHERE i.region = 'north'",
    ['batch_sizes north i2,i4'],
  ],
  [
    "SELECT a.id, b.id AS other FROM items a JOIN items b ON a.kind = b.kind WHERE a.region = 'north' AND b.region = 'north'",
    ['list_items north'],
  ],
  [
    "SELECT a.id FROM items a LEFT JOIN items b ON b.name = a.name AND b.kind = 'b' JOIN items c ON c.name = a.kind",
    ['list_items north', 'list_items south'],
  ],
  [
    "SELECT price FROM lots WHERE region = 'north' AND made = '2026-02-01'",
    ['batch_prices north a|0', 'list_lots north'],
  ],
  [
    "SELECT price FROM lots WHERE region = 'north' AND tags ->> 'env' = 'prod'",
    ['batch_prices north a|0', 'list_lots north tags equals prod'],
  ],
  [
    "SELECT code FROM boxes WHERE region = 'north'",
    ['list_boxes north i0', 'list_boxes north i2', 'list_boxes north i4', 'list_boxes north i6', 'list_items north'],
  ],
  [
    "SELECT code FROM boxes WHERE region = 'north' AND item_id LIKE 'i2%' AND colour = 'red'",
    ['list_boxes north i2 colour equals red', 'list_items north'],
  ],
  ["SELECT code FROM boxes WHERE region = 'north' AND item_id = 'i0'", ['list_boxes north i0']],
  ["SELECT weight FROM boxes WHERE region = 'north' AND item_id = 'i0' AND code = 'a0'", ['describe_box north i0 a0']],
  [
    "SELECT colour, weight FROM boxes WHERE region = 'north' AND item_id = 'i0' AND code = 'a0'",
    ['get_box north i0|a0'],
  ],
  [
    "SELECT weight FROM boxes WHERE region = 'north' AND item_id = 'i0' AND colour = 'red'",
    ['describe_box north i0 a0', 'list_boxes north i0 colour equals red'],
  ],
  [
    "SELECT b.code FROM items i JOIN boxes b ON b.item_id = i.id WHERE i.region = 'north' AND b.region = 'north' AND i.kind = 'a'",
    ['list_boxes north i0', 'list_items north kind equals a'],
  ],
  [
    "SELECT b.code FROM items i JOIN boxes b ON b.item_id = i.id WHERE i.region = 'south' AND b.region = 'south'",
    ['list_boxes south i1', 'list_boxes south i3', 'list_boxes south i5', 'list_boxes south i7', 'list_items south'],
  ],
  [
    "SELECT words FROM labels WHERE region = 'north' AND item_id = 'i2'",
    ['list_boxes north i2', 'list_labels north i2 a2'],
  ],
  [
    "SELECT number FROM tickets WHERE region = 'north'",
    ['list_items north', 'list_tickets north i0,i2,i4', 'list_tickets north i6'],
  ],
  ['SELECT name FROM owners', ['list_owners north']],
  ["SELECT name FROM owners WHERE region IN ('south', 'north')", ['list_owners south']],
  [
    "SELECT number FROM deals WHERE item_id = 'i1' AND owner LIKE 'o1%'",
    ['list_deals north i1 o1', 'list_deals south i1 o1', 'list_owners north'],
  ],
  ["SELECT price FROM lots WHERE region = 'north' AND code = 'a' AND line = 2", ['get_lot north a|2']],
  [
    "SELECT a.id, b.id AS other FROM items a JOIN items b ON a.name = b.name WHERE a.region = 'north' AND b.region = 'south'",
    ['list_items north', 'list_items south'],
  ],
  [
    "SELECT a.id, b.id AS other FROM items a JOIN items b ON a.name = b.name WHERE a.region = 'north' AND a.kind = 'a' AND b.region = 'north' AND b.kind = 'b'",
    ['list_items north kind equals a', 'list_items north kind equals b'],
  ],
  [
    "WITH m AS (SELECT id, name FROM items WHERE region = 'north' AND kind = 'a') SELECT x.id FROM m x JOIN m y ON x.name = y.name",
    ['list_items north kind equals a'],
  ],
  [
    "WITH m AS MATERIALIZED (SELECT * FROM items WHERE region = 'north') SELECT x.id FROM m x JOIN m y ON x.name = y.id WHERE x.kind = 'a'",
    ['list_items north'],
  ],
  ['SELECT x.id, y.name FROM small x JOIN small y ON x.id = y.id', ['list_items north kind equals a']],
  [
    'SELECT x.id, y.size FROM small x LEFT JOIN small y ON x.name = y.id',
    ['batch_sizes north i0', 'list_items north kind equals a'],
  ],
  [
    "SELECT i.id FROM items i WHERE i.region = 'north' AND NOT EXISTS (SELECT 1 FROM items o WHERE o.name = i.name AND o.kind = 'b' AND o.region = 'north')",
    ['list_items north'],
  ],
  [
    "SELECT id FROM items WHERE region = 'north' AND id = 'i4' UNION ALL SELECT id FROM items WHERE region = 'north'",
    ['get_item north i4', 'list_items north'],
  ],
  [
    "SELECT id FROM items WHERE region = 'north' AND id = 'i4' UNION ALL SELECT id FROM items WHERE region = 'north' AND id = 'i4'",
    ['get_item north i4'],
  ],
  [
    "SELECT i.id, t.number, b.code FROM items i JOIN tickets t ON t.item_id = i.id JOIN boxes b ON b.item_id = i.id WHERE i.region = 'north' AND t.region = 'north' AND b.region = 'north' AND i.kind = 'b'",
    [
      'list_boxes north i2',
      'list_boxes north i4',
      'list_boxes north i6',
      'list_items north kind equals b',
      'list_tickets north i2,i4,i6',
    ],
  ],
  [
    "SELECT a.id, b.id AS other FROM (SELECT * FROM items WHERE region = 'north' AND id = 'i0') a FULL OUTER JOIN (SELECT * FROM items WHERE region = 'north' AND id IN ('i0', 'i2')) b ON a.id = b.id",
    ['batch_sizes north i0,i2', 'get_item north i0'],
  ],
  [
    "SELECT v.x, i.size FROM (VALUES ('i0'), ('i9')) v(x) LEFT JOIN items i ON i.id = v.x AND i.region = 'north'",
    ['batch_sizes north i0,i9'],
  ],
  [
    "SELECT v.x, i.size FROM (VALUES ('i0'), ('i0'), (NULL), ('i2')) v(x) JOIN items i ON i.id = v.x WHERE i.region = 'north'",
    ['batch_sizes north i0,i2'],
  ],
  [
    "SELECT i.size FROM (VALUES ('i0', 'north'), ('i1', 'south')) v(id, region) JOIN items i ON i.id = v.id AND i.region = v.region",
    ['batch_sizes north i0,i1', 'batch_sizes south i0,i1'],
  ],
  [
    "SELECT o.grade, i.id FROM owners o JOIN items i ON i.name = o.name WHERE i.region = 'north' AND o.grade = 1",
    ['list_items north', 'list_owners north'],
  ],
  [
    "SELECT count(DISTINCT kind) FROM items WHERE region = 'north' AND (id = 'i0' OR id = 'i2')",
    ['get_item north i0', 'get_item north i2'],
  ],
  [
    "SELECT size FROM items WHERE region = 'north' AND (id = 'i0' OR kind = 'a')",
    ['batch_sizes north i0', 'list_items north'],
  ],
  // Conditions in whichever form leave out rows before they cost a call, whatever they are a part of.
  [
    "SELECT size FROM items WHERE region = 'north' AND lower(name) LIKE 'name-%2'",
    ['batch_sizes north i2', 'list_items north'],
  ],
  [
    "SELECT size FROM items WHERE (region = 'north' AND kind = 'a') OR (region = 'south' AND upper(id) IN ('I3', 'I5'))",
    ['batch_sizes north i0', 'batch_sizes south i3,i5', 'list_items north', 'list_items south'],
  ],
  [
    "SELECT size, tags FROM items WHERE region = 'north' AND name > 'name-4'",
    ['get_item north i6', 'list_items north'],
  ],
  [
    "SELECT a.size, b.size AS other FROM items a JOIN items b ON a.kind = b.kind WHERE a.region = 'north' AND b.region = 'north' AND length(a.kind || a.id) = 3 AND lower(a.id) = 'i0' AND lower(b.id) = 'i2'",
    ['batch_sizes north i0', 'batch_sizes north i2', 'list_items north'],
  ],
  [
    "SELECT count(size) FROM (SELECT * FROM items WHERE region = 'north') WHERE right(id, 1) IN ('4', '6')",
    ['batch_sizes north i4,i6', 'list_items north'],
  ],
  // As are the rows for which others would be listed.
  [
    "SELECT code FROM boxes WHERE region = 'north' AND upper(item_id) = 'I2'",
    ['list_boxes north i2', 'list_items north'],
  ],
  [
    "SELECT code FROM boxes WHERE region = 'north' AND CASE WHEN colour = 'red' THEN right(item_id, 1) = '2' END",
    ['list_boxes north i0', 'list_boxes north i2', 'list_boxes north i4', 'list_boxes north i6', 'list_items north'],
  ],
  [
    "SELECT words FROM labels WHERE region = 'north' AND upper(item_id) = 'I2'",
    ['list_boxes north i2', 'list_items north', 'list_labels north i2 a2'],
  ],
  // What cannot be said of a row by itself, or says something else each time, is asked of all rows in the end.
  [
    "SELECT size FROM items WHERE region = 'north' AND kind = 'a' AND random() < 2",
    ['batch_sizes north i0', 'list_items north kind equals a'],
  ],
  [
    "SELECT size FROM items WHERE region = 'north' AND len(list_filter([kind], lambda x: x = 'a')) = 1",
    ['batch_sizes north i0,i2,i4,i6', 'list_items north'],
  ],
  // A view that a query of WITH goes by the name of is read all the same.
  [
    "WITH small AS (SELECT id FROM small) SELECT small.id FROM small JOIN fake.shop.parts p ON p.item_id = small.id WHERE p.region = 'north'",
    ['list_items north kind equals a', 'list_parts north i0'],
  ],
  ["SELECT id FROM items WHERE id = 'i0' AND id = 'i2'", []],
  ["SELECT id FROM items WHERE region = 'nowhere'", ['list_items nowhere']],
  [
    "SELECT id, size FROM items WHERE region = 'north' AND kind = 'b' ORDER BY id LIMIT 1",
    ['batch_sizes north i2', 'list_items north kind equals b'],
  ],
  // What comes first of all regions and groups is known when all are listed: no other row takes a further call.
  [
    'SELECT id, size FROM items ORDER BY id DESC LIMIT 2',
    ['batch_sizes north i6', 'batch_sizes south i7', 'list_items north', 'list_items south'],
  ],
  [
    "SELECT id, size FROM items WHERE region = 'north' QUALIFY row_number() OVER (PARTITION BY kind ORDER BY id) = 1",
    ['batch_sizes north i0,i2', 'list_items north'],
  ],
  [
    "SELECT DISTINCT ON (kind) id, size FROM items WHERE region = 'north' ORDER BY kind, id",
    ['batch_sizes north i0,i2', 'list_items north'],
  ],
  [
    "SELECT id, size FROM items WHERE region = 'north' ORDER BY size, id LIMIT 1",
    ['batch_sizes north i0,i2,i4,i6', 'list_items north'],
  ],
  [
    "SELECT code FROM boxes WHERE region = 'north' AND item_id = 'i0' UNION ALL SELECT code FROM boxes WHERE region = 'north'",
    ['list_boxes north i0', 'list_boxes north i2', 'list_boxes north i4', 'list_boxes north i6', 'list_items north'],
  ],
  [
    "SELECT b.code, l.words FROM items i JOIN boxes b ON b.item_id = i.id JOIN labels l ON l.item_id = b.item_id WHERE i.kind = 'a' AND i.region = 'north' AND b.region = 'north' AND l.region = 'north'",
    ['list_boxes north i0', 'list_items north kind equals a', 'list_labels north i0 a0'],
  ],
  [
    "SELECT i.id, b.colour, b.code FROM (SELECT * FROM items WHERE region = 'north') i FULL OUTER JOIN (SELECT * FROM boxes WHERE region = 'north') b ON b.item_id = i.name",
    ['list_boxes north i0', 'list_boxes north i2', 'list_boxes north i4', 'list_boxes north i6', 'list_items north'],
  ],
  [
    "SELECT t.number, b.code FROM tickets t JOIN boxes b ON b.code = CAST(t.number AS VARCHAR) WHERE t.region = 'north' AND b.region = 'north'",
    [
      'list_boxes north i0',
      'list_boxes north i2',
      'list_boxes north i4',
      'list_boxes north i6',
      'list_items north',
      'list_tickets north i0,i2,i4',
      'list_tickets north i6',
    ],
  ],
  [
    "SELECT title FROM lots WHERE region = 'north' AND ItemIds = 'i0' UNION ALL SELECT title FROM lots WHERE region = 'north' AND open",
    ['list_lots north open equals true', 'list_lots_of_items north i0'],
  ],
  [
    "SELECT a.ItemIds, b.title FROM lots a JOIN lots b ON a.title = b.title WHERE a.region = 'north' AND b.region = 'north' AND a.ItemIds = 'i0' AND b.open",
    ['list_lots north open equals true', 'list_lots_of_items north i0'],
  ],
  [
    "SELECT a.title, b.ItemIds FROM lots a JOIN lots b ON a.title = b.title WHERE a.region = 'north' AND b.region = 'north'",
    ['batch_prices north a|0,a|2,b|1', 'batch_prices north b|3', 'list_lots north'],
  ],
  // A star shows what a list has, and a call for many rows; what takes a call a row it leaves out unless it is named.
  ["SELECT * FROM items WHERE region = 'north'", ['batch_sizes north i0,i2,i4,i6', 'list_items north']],
  ["SELECT * FROM items WHERE region = 'north' AND id = 'i4'", ['get_item north i4']],
  [
    "SELECT *, made FROM items WHERE region = 'north' AND kind = 'a'",
    ['get_item north i0', 'list_items north kind equals a'],
  ],
  [
    "SELECT b.*, i.made FROM items i JOIN boxes b ON b.item_id = i.id WHERE i.region = 'north' AND b.region = 'north' AND i.kind = 'a'",
    ['get_item north i0', 'list_boxes north i0', 'list_items north kind equals a'],
  ],
  ["SELECT * FROM boxes WHERE region = 'north' AND item_id = 'i0'", ['list_boxes north i0']],
  // Of a LIMIT the first rows alone give keys; of an order all of them may be the first.
  [
    "SELECT id, made FROM items WHERE region = 'north' AND id IN (SELECT name FROM items WHERE region = 'south' LIMIT 2)",
    ['get_item north name-1', 'get_item north name-3', 'list_items south'],
  ],
  [
    "SELECT i.id, i.made FROM (SELECT item_id FROM lots WHERE region = 'north' AND open LIMIT 1 OFFSET 1) l JOIN items i ON i.id = l.item_id WHERE i.region = 'north'",
    [
      'batch_prices north a|0,a|2,b|1',
      'batch_prices north b|3',
      'get_item north i0',
      'list_lots north open equals true',
    ],
  ],
  [
    "SELECT id, tags FROM items WHERE region = 'north' AND id IN (SELECT id FROM items WHERE region = 'north' LIMIT 1)",
    ['get_item north i0', 'list_items north'],
  ],
  // What is said of one side's region is true of the other's.
  [
    "SELECT a.id, b.title FROM items a JOIN lots b ON a.region = b.region AND a.name = b.title WHERE a.region = 'north'",
    ['list_items north', 'list_lots north'],
  ],
  [
    "SELECT a.id, b.title FROM items a LEFT JOIN lots b ON a.region = b.region AND a.name = b.title WHERE a.region IN ('north')",
    ['list_items north', 'list_lots north'],
  ],
  // A key is asked for in the region that the join names with it, and in no other.
  [
    "SELECT p.label FROM items i JOIN parts p ON p.item_id = i.id AND p.region = i.region WHERE i.kind = 'a'",
    ['list_items north kind equals a', 'list_items south kind equals a', 'list_parts north i0', 'list_parts south i1'],
  ],
  [
    "SELECT b.id, b.made FROM items a, items b WHERE b.id = a.id AND b.region = a.region AND a.kind = 'a'",
    ['get_item north i0', 'get_item south i1', 'list_items north kind equals a', 'list_items south kind equals a'],
  ],
  [
    "SELECT i.id, (SELECT count(*) FROM boxes b WHERE b.item_id = i.id AND b.region = i.region) AS n FROM items i WHERE i.kind = 'a'",
    ['list_boxes north i0', 'list_boxes south i1', 'list_items north kind equals a', 'list_items south kind equals a'],
  ],
  // Whichever of equal columns DuckDB takes for a condition.
  [
    "SELECT i.id, b.code, l.words FROM items i JOIN boxes b ON b.item_id = i.id AND b.region = i.region JOIN labels l ON l.item_id = b.item_id AND l.box_code = b.code AND l.region = b.region WHERE i.kind = 'a'",
    [
      'list_boxes north i0',
      'list_boxes south i1',
      'list_items north kind equals a',
      'list_items south kind equals a',
      'list_labels north i0 a0',
      'list_labels south i1 a1',
    ],
  ],
  [
    "SELECT i.id, o.made FROM items i JOIN boxes b ON b.item_id = i.id AND b.region = i.region JOIN items o ON o.id = b.code AND o.region = b.region WHERE i.kind = 'a'",
    [
      'get_item north a0',
      'get_item south a1',
      'list_boxes north i0',
      'list_boxes south i1',
      'list_items north kind equals a',
      'list_items south kind equals a',
    ],
  ],
  // Of two rows, or of a row's least values, a key and a region say nothing of each other.
  [
    "SELECT p.label FROM items i, items j, parts p WHERE p.item_id = i.id AND p.region = j.region AND i.id = 'i0' AND j.id = 'i1' AND i.region = 'north' AND j.region = 'south'",
    ['get_item north i0', 'get_item south i1', 'list_parts south i0'],
  ],
  [
    "SELECT p.label FROM (SELECT kind, min(id) AS id, max(region) AS region FROM items WHERE kind = 'a' GROUP BY kind) i JOIN parts p ON p.item_id = i.id AND p.region = i.region",
    ['list_items north kind equals a', 'list_items south kind equals a', 'list_parts north i0', 'list_parts south i0'],
  ],
  // Of what is sorted, grouped or numbered the keys are those of the rows that come first.
  [
    "SELECT label FROM parts WHERE region = 'north' AND item_id = (SELECT id FROM items WHERE region = 'north' ORDER BY id DESC LIMIT 1)",
    ['list_items north', 'list_parts north i6'],
  ],
  [
    "SELECT label FROM parts WHERE region = 'north' AND item_id IN (SELECT id FROM items WHERE region = 'north' QUALIFY row_number() OVER (PARTITION BY kind ORDER BY id) = 1)",
    ['list_items north', 'list_parts north i0', 'list_parts north i2'],
  ],
  [
    "SELECT label FROM parts WHERE region = 'north' AND item_id IN (SELECT arg_max(id, name) FROM items WHERE region = 'north' GROUP BY kind)",
    ['list_items north', 'list_parts north i0', 'list_parts north i6'],
  ],
  [
    "SELECT label FROM (SELECT DISTINCT ON (kind) id FROM items WHERE region = 'north' ORDER BY kind, id) i JOIN parts p ON p.item_id = i.id AND p.region = 'north'",
    ['list_items north', 'list_parts north i0', 'list_parts north i2'],
  ],
  // A LIMIT stops all regions; without one they are read side by side.
  [
    "SELECT id FROM items WHERE kind = 'b' LIMIT 1",
    ['list_items north kind equals b', 'list_items south kind equals b'],
  ],
  ["SELECT size FROM items WHERE region = 'north' LIMIT 1", ['batch_sizes north i0', 'list_items north']],
];

describe('the calls of a statement', () => {
  let shop: Shop;
  let db: Database;
  beforeAll(async () => {
    shop = createShop({ items, parts, lots, boxes, labels, tickets, owners, deals: [] });
    ({ db } = await openShop(shop));
    await db.query('USE fake.shop');
    await db.query(
      "CREATE VIEW small AS SELECT id, name, size FROM fake.shop.items WHERE region = 'north' AND kind = 'a'",
    );
  });
  afterAll(() => db.close());

  it.each(statements)('%s', async (sql, expected) => {
    shop.requests.length = 0;
    await db.query(sql);
    expect(shop.requests.map(text).toSorted()).toEqual(expected);
  });
});

describe(`random statements (SEED=${seed})`, () => {
  const numRuns = isLong ? 5_000 : 10;
  const data: ShopData = { items: [], parts: [] };
  const shop = createShop(data);
  let db: Database;
  beforeAll(async () => {
    ({ db } = await openShop(shop));
  });
  afterAll(() => db.close());

  it('make no call twice', { timeout: 60_000 + numRuns * 500 }, async () => {
    let several = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(2 ** 31), async (number) => {
        const next = randomNumbers(number);
        const sql = new RandomStatement(next).statement();
        Object.assign(data, randomEstate(next));
        shop.requests.length = 0;
        await db.query(sql).catch((error) => expect(error).toMatchObject({ code: 'MISSING_PARAMETER' }));
        const calls = shop.requests.map(callName);
        const twice = calls.filter((call, index) => calls.indexOf(call) < index);
        expect({ sql, twice }).toEqual({ sql, twice: [] });
        if (calls.length > 1) several += 1;
      }),
      { numRuns, seed },
    );
    expect(several).toBeGreaterThan(numRuns / 4);
  });

  it('make further calls for the rows alone that meet the conditions', {
    timeout: 60_000 + numRuns * 500,
  }, async () => {
    let listed = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(2 ** 31), async (number) => {
        const next = randomNumbers(number);
        const condition = new RandomStatement(next).conditionOfListed();
        Object.assign(data, randomEstate(next));
        shop.requests.length = 0;
        const sql = `SELECT id, region, size, tags FROM fake.shop.items t0 WHERE ${condition}`;
        const { rows } = await db.query(sql);
        const gets = shop.requests.filter((request) => methodOf(request) !== 'list_items');
        // Keys that the statement names are asked for by themselves.
        if (gets.length === shop.requests.length) return;
        listed += 1;
        const asked = gets.map((request) => `${request.parameters.data__Identifier} ${request.scope.region}`);
        const answered = rows.map(({ id, region }) => `${id} ${region}`);
        expect({ sql, asked: asked.toSorted() }).toEqual({ sql, asked: answered.toSorted() });
      }),
      { numRuns, seed },
    );
    expect(listed).toBeGreaterThan(0);
  });
});

function text(request: ScanRequest): string {
  const { scope, parameters, filters } = request;
  // Keys of a join come in no order.
  const values = Object.values(parameters).map((value) => [value].flat().map(String).toSorted().join(','));
  return [
    methodOf(request),
    scope.region,
    ...values,
    ...filters.map((own) => `${own.column} ${own.operator} ${own.values}`),
  ].join(' ');
}
