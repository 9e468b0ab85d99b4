import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Row } from '../src/data/value.ts';
import { SkyqlError } from '../src/errors/skyql-error.ts';
import type { Database } from '../src/session/database.ts';
import type { Session } from '../src/session/session.ts';
import { createShop, type Shop } from './support/shop-provider.ts';
import { openShop } from './support/shop-session.ts';

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
      region: index % 2 === 0 ? 'north' : 'south',
    }),
  ),
  parts: [],
};

const paged = 'SELECT id, name FROM fake.shop.items';
const local = "SELECT range AS n, 'x' || range AS name FROM range(10000)";
const ordered = 'SELECT id, size FROM fake.shop.items ORDER BY size DESC';
const queries = [paged, local, ordered];

let shop: Shop;
let db: Database;
let session: Session;
beforeEach(async () => {
  shop = createShop(data);
  ({ db, session } = await openShop(shop));
});
afterEach(() => db.close());

async function collect<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const texts = (rows: readonly Row[]) => rows.map((row) => JSON.stringify(row)).toSorted();

describe('a result that is half read', () => {
  const between = [
    'SELECT count(*) AS n FROM fake.shop.items',
    "SELECT name, size FROM fake.shop.items WHERE region = 'south'",
    paged,
    'CREATE OR REPLACE TABLE t AS SELECT id FROM fake.shop.items',
    'EXPLAIN SELECT size FROM fake.shop.items',
    'SELECT 1',
    'USE fake.shop',
    "SET region = 'south'",
  ];

  it.each(queries)('%s: is the same with other statements in between', async (sql) => {
    const alone = texts((await db.query(sql)).rows);
    const rows: Row[] = [];
    let count = 0;
    for await (const row of db.stream(sql)) {
      rows.push(row);
      if (count < 3 * between.length) await db.query(between[count % between.length] ?? '');
      count += 1;
    }
    expect(texts(rows)).toEqual(alone);
  });

  it.each(queries)('%s: several can be read in turns', async (sql) => {
    const alone = texts((await db.query(sql)).rows);
    const results = [await db.run(sql), await db.run(paged), await db.run(sql)];
    const [first = [], , third = []] = await Promise.all(results.map((result) => collect(result.records())));
    expect(texts(first)).toEqual(alone);
    expect(texts(third)).toEqual(alone);
  });

  it.each(queries)('%s: blocks nothing, wherever it is left', async (sql) => {
    for (const stop of [0, 1, 2, 5]) {
      const rows = db.stream(sql);
      for (let read = 0; read < stop; read++) await rows.next();
      expect((await db.query('SELECT 42 AS n')).rows).toEqual([{ n: 42 }]);
    }
    for await (const _ of db.stream(sql)) break;
    expect(texts((await db.query(sql)).rows)).toHaveLength(sql === local ? 10_000 : 40);
  });

  it('is not in the way of a computation without end that nobody reads to its end', async () => {
    const endless = await db.run('SELECT range AS n FROM range(1000000000000)');
    await endless.batches().next();
    expect((await db.query('SELECT 1 AS n')).rows).toEqual([{ n: 1 }]);
    await endless.close();
    expect(await collect(endless.batches())).toEqual([]);
  });

  it('makes no call while nobody reads', async () => {
    const result = await db.run("SELECT id, size FROM fake.shop.items WHERE region = 'north'");
    await result.batches().next();
    await db.query('SELECT 1');
    const before = shop.requests.length;
    await new Promise((resolve) => setImmediate(resolve));
    await db.query('SELECT 1');
    expect(shop.requests).toHaveLength(before);
    await result.close();
  });

  it('ends with the session', async () => {
    const rows = db.stream(local);
    await rows.next();
    const pages = db.stream(paged);
    await pages.next();
    await db.close();
    await expect(collect(rows)).rejects.toMatchObject({ code: 'CLOSED' });
    await expect(collect(pages)).rejects.toMatchObject({ code: 'CLOSED' });
  });

  it('sees what only its session has: temporary tables, settings, an open transaction', async () => {
    await db.query('CREATE TABLE t AS SELECT 1 AS n');
    await db.query('BEGIN');
    await db.query('INSERT INTO t VALUES (2)');
    expect(await collect(db.stream('FROM t'))).toEqual([{ n: 1 }, { n: 2 }]);
    await db.query('ROLLBACK');
    await db.query('CREATE TEMP TABLE t AS SELECT 3 AS n');
    await db.query('SET VARIABLE own = 4');
    expect(await collect(db.stream("SELECT n, getvariable('own') AS own FROM t"))).toEqual([{ n: 3, own: 4 }]);
  });

  it('says so where a transaction is in its way', async () => {
    await db.query('CREATE TABLE t (id VARCHAR)');
    const rows = db.stream(paged);
    await rows.next();
    await db.query('BEGIN');
    await db.query("INSERT INTO t VALUES ('x')");
    await expect(collect(rows)).rejects.toMatchObject({ code: 'IN_TRANSACTION' });
    await db.query('COMMIT');
  });
});

describe('columns', () => {
  it('come first, with their types, without rows as well', async () => {
    const { columns } = await db.run("SELECT 1::DECIMAL(5,2) AS price, '{}'::JSON AS data, now() AS at");
    expect(columns).toEqual([
      { name: 'price', type: 'DECIMAL(5,2)' },
      { name: 'data', type: 'JSON' },
      { name: 'at', type: 'TIMESTAMP WITH TIME ZONE' },
    ]);
    const none = await db.run("SELECT id, size FROM fake.shop.items WHERE region = 'nowhere'");
    expect(none.columns.map(({ name }) => name)).toEqual(['id', 'size']);
    expect(await collect(none.batches())).toEqual([]);
  });

  it('of one name both arrive', async () => {
    const sql =
      'SELECT a.id, b.id FROM fake.shop.items a JOIN fake.shop.items b ON b.size = a.size + 1 WHERE a.size = 3';
    const { columns, rows } = await db.query(sql);
    expect(columns.map(({ name }) => name)).toEqual(['id', 'id']);
    expect(rows).toEqual([{ id: 'i3', 'id:1': 'i4' }]);
    expect(await collect((await db.run(sql)).batches())).toEqual([[['i3', 'i4']]]);
  });

  it('belong to every kind of statement', async () => {
    const result = await db.run('SHOW PROVIDERS');
    expect(result.command).toBe('SHOW');
    expect(await collect(result.batches())).toEqual([[['fake', '1']]]);
    const [chunk] = await collect((await db.run('SHOW PROVIDERS')).chunks());
    expect(chunk?.getRows()[0]?.[0]).toBe('fake');
    expect((await db.run('CREATE TABLE t (n INT)')).columns).toEqual([]);
  });
});

describe('warnings', () => {
  const broken = 'SELECT id FROM fake.shop.items';
  beforeEach(() => {
    shop.broken.set('south', new SkyqlError('CLOSED_SHOP', 'The south is closed.', { scope: { region: 'south' } }));
  });

  it('are told by SHOW WARNINGS as often as it is asked', async () => {
    await db.query(broken);
    const show = 'SHOW WARNINGS';
    const first = (await db.query(show)).rows;
    expect(first).toHaveLength(1);
    expect((await db.query(show)).rows).toEqual(first);
    await expect(db.query('SHOW METHODS')).rejects.toMatchObject({ code: 'SYNTAX_ERROR' });
    expect((await db.query(show)).rows).toEqual(first);
    await db.query('SELECT 1');
    expect((await db.query(show)).rows).toEqual([]);
  });

  it('come with the rows of a stream, and fail a strict session at its end', async () => {
    const result = await db.run(broken);
    expect((await collect(result.records())).length).toBe(20);
    expect(result.warnings).toMatchObject([{ kind: 'incomplete', region: 'south' }]);
    await db.query('SET strict = true');
    await expect(collect(db.stream(broken))).rejects.toMatchObject({ code: 'INCOMPLETE' });
  });
});

describe('parameters', () => {
  it('cannot be read after their statement, whether it succeeds, fails or is half read', async () => {
    const left = async () =>
      (await db.query("SELECT getvariable('skyql_1') AS one, getvariable('skyql_name') AS name")).rows;
    await db.query('SELECT $1 AS a', ['secret']);
    expect(await left()).toEqual([{ one: null, name: null }]);
    await expect(db.query('SELECT $name + nonsense', { name: 'secret' })).rejects.toMatchObject({
      code: 'UNKNOWN_COLUMN',
    });
    expect(await left()).toEqual([{ one: null, name: null }]);
    const page = 'SELECT id, $name AS name FROM fake.shop.items WHERE size >= 0';
    const rows: Row[] = [];
    for await (const row of db.stream(page, { name: 'secret' })) {
      rows.push(row);
      if (rows.length < 30) expect(await left()).toEqual([{ one: null, name: null }]);
    }
    expect(rows).toHaveLength(40);
    expect(rows.every(({ name }) => name === 'secret')).toBe(true);
    for await (const _ of db.stream('SELECT range, $1 AS name FROM range(10000)', ['secret'])) break;
    expect(await (await db.run("SELECT getvariable('skyql_1') AS one")).records().next()).toMatchObject({
      value: { one: null },
    });
    expect(session.engine.searchPath).toBe('memory.main');
  });
});
