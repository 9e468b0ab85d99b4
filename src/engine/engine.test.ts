import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cells } from '../data/value.ts';
import type { Cursor } from './cursor.ts';
import { duckdb } from './duckdb.ts';
import { Engine } from './engine.ts';

let engine: Engine;
beforeEach(async () => {
  engine = await Engine.open(undefined);
});
afterEach(() => engine.close());

const isolated = { isolated: true };

async function rest(cursor: Cursor): Promise<readonly Cells[]> {
  const rows: Cells[] = [];
  for (let batch = await cursor.next(); batch !== undefined; batch = await cursor.next()) rows.push(...batch.rows());
  return rows;
}

it('knows its schema, and keeps UTC on every connection', async () => {
  expect(engine.localSchema).toBe('memory.main');
  const zone = "SELECT current_setting('TimeZone') AS zone";
  expect((await engine.query(zone)).rows).toEqual([{ zone: 'UTC' }]);
  expect(await rest(await engine.open(zone, isolated))).toEqual([['UTC']]);
});

it('gives both of two columns of one name', async () => {
  const { columns, rows } = await engine.query('SELECT 1 AS a, 2 AS a');
  expect(columns).toEqual([
    { name: 'a', type: 'INTEGER' },
    { name: 'a', type: 'INTEGER' },
  ]);
  expect(rows).toEqual([{ a: 1, 'a:1': 2 }]);
});

it('resets variables in a transaction that was aborted once that has ended', async () => {
  const wrong = "SELECT CAST(getvariable('own') AS INTEGER)";
  await engine.run('CREATE TABLE t (n INTEGER); BEGIN; INSERT INTO t VALUES (1)');
  await engine.setVariables(new Map([['own', { value: 'x', type: duckdb.VARCHAR }]]));
  await expect(engine.query(`INSERT INTO t ${wrong}`)).rejects.toMatchObject({ code: 'CONVERSION_FAILED' });
  await engine.resetVariables();
  await engine.run('ROLLBACK');
  await engine.resetVariables();
  expect((await engine.query("SELECT getvariable('own') AS own")).rows).toEqual([{ own: null }]);
});

describe('a cursor', () => {
  it.each([true, false])('reads the rows as they were, isolated: %s', async (isolated) => {
    await engine.run("CREATE TABLE t AS SELECT range AS n, 'x' || range AS name FROM range(50000)");
    const cursor = await engine.open('SELECT * FROM t WHERE n > 9', { isolated });
    const first = await cursor.next();
    await engine.run('TRUNCATE t; CREATE OR REPLACE TABLE t AS SELECT 1 AS other; DROP TABLE t');
    const rows = [...(first?.rows() ?? []), ...(await rest(cursor))];
    expect(rows).toHaveLength(49_990);
    expect(rows.at(-1)).toEqual([49_999, 'x49999']);
  });

  it('keeps the values of variables that are reset while it is read', async () => {
    await engine.setVariables(new Map([['least', { value: 99_990, type: duckdb.INTEGER }]]));
    const cursor = await engine.open("SELECT range FROM range(100_000) WHERE range >= getvariable('least')", isolated);
    await engine.resetVariables();
    expect(await rest(cursor)).toHaveLength(10);
    const after = "SELECT getvariable('least') AS least";
    expect((await engine.query(after)).rows).toEqual([{ least: null }]);
    expect(await rest(await engine.open(after, isolated))).toEqual([[null]]);
  });

  it('looks names up where the session does, each time', async () => {
    await engine.run('CREATE SCHEMA other; CREATE TABLE other.t AS SELECT 1 AS n');
    await engine.setSearchPath('memory.main,memory.other');
    expect(await rest(await engine.open('SELECT n FROM t', isolated))).toEqual([[1]]);
    await engine.setSearchPath('memory.main');
    await expect(engine.open('SELECT n FROM t', isolated)).rejects.toMatchObject({ code: 'UNKNOWN_TABLE' });
  });

  it('can be closed at any point, while it is read as well', async () => {
    const cursor = await engine.open('SELECT range FROM range(1_000_000_000)', isolated);
    await cursor.next();
    const reading = cursor.next();
    await cursor.close();
    await reading.catch(() => undefined);
    expect(await cursor.next()).toBeUndefined();
    expect(await rest(await engine.open('SELECT 1', isolated))).toEqual([[1]]);
  });

  it('has no more rows once the engine is closed', async () => {
    const other = await Engine.open(undefined);
    const cursor = await other.open('SELECT range FROM range(1_000_000_000)', isolated);
    await cursor.next();
    await other.close();
    expect(await cursor.next()).toBeUndefined();
  });
});

it('takes no rows from below ORDER BY ... LIMIT for what a join will want', async () => {
  await engine.run("CREATE TABLE numbered AS SELECT * FROM (VALUES ('i0'), ('i1'), ('i2')) t(id)");
  await engine.run("CREATE TABLE wanted AS SELECT 'i0' AS id");
  const last = 'SELECT id FROM numbered ORDER BY id DESC LIMIT 2';
  for (let run = 0; run < 150; run += 1) {
    const { rows } = await engine.query(`SELECT l.id FROM (${last}) l JOIN wanted w ON w.id = l.id`);
    expect(rows).toEqual([]);
  }
});
