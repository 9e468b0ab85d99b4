import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findStars } from './find-stars.ts';
import { hideColumns } from './hide-columns.ts';

let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run('CALL enable_peg_parser()');
  await connection.run('CREATE TABLE t (a INTEGER, b INTEGER, "data__Identifier" VARCHAR)');
  await connection.run('CREATE TABLE u (a INTEGER, d INTEGER, "data__Identifier" VARCHAR)');
  await connection.run("INSERT INTO t VALUES (1, 2, 'x'); INSERT INTO u VALUES (1, 5, 'y')");
});

afterAll(() => connection.closeSync());

const columnsOf = async (sql: string): Promise<readonly string[]> =>
  (await connection.runAndReadAll(hideColumns(sql, ['DATA__identifier', 'other']))).columnNames();

describe('hideColumns', () => {
  it.each([
    ['SELECT * FROM t', 'a b'],
    ['SELECT t.* FROM t', 'a b'],
    ['SELECT t.*, u.d FROM t, u', 'a b d'],
    ['SELECT * FROM t JOIN u USING (a)', 'a b d'],
    ['SELECT DISTINCT * FROM t', 'a b'],
    ['SELECT DISTINCT ON (a) * FROM t', 'a b'],
    ['SELECT * EXCLUDE (a) FROM t', 'b'],
    ['SELECT * EXCLUDE a FROM t', 'b'],
    ['FROM t', 'a b'],
    ['FROM t SELECT *', 'a b'],
    ["FROM t WHERE data__Identifier = 'x' ORDER BY a", 'a b'],
    ['TABLE t', 'a b'],
    ['SELECT COLUMNS(*) FROM t', 'a b'],
    ['SELECT * FROM t UNION ALL SELECT * FROM t', 'a b'],
    ['(SELECT * FROM t) UNION (FROM t)', 'a b'],
    ['WITH x AS (SELECT * FROM t) SELECT * FROM x', 'a b'],
    ["WITH x AS (SELECT * FROM t), y AS MATERIALIZED (FROM x) SELECT * FROM y WHERE data__Identifier = 'x'", 'a b'],
    ["SELECT * FROM (SELECT * FROM t) AS s WHERE data__Identifier = 'x'", 'a b'],
    ['SELECT data__Identifier, * FROM t', 'data__Identifier a b'],
    ['SELECT *, 1 AS c FROM t', 'a b c'],
  ])('%s', async (sql, expected) => expect((await columnsOf(sql)).join(' ')).toBe(expected));

  it('uses EXCLUDE where DuckDB takes nothing else', async () => {
    const names = ['data__Identifier'];
    const columns = async (sql: string): Promise<string> =>
      (await connection.runAndReadAll(hideColumns(sql, names))).columnNames().join(' ');
    expect(await columns('SELECT * REPLACE (b + 1 AS b) FROM t')).toBe('a b');
    expect(await columns('SELECT * RENAME (b AS c) FROM t')).toBe('a c');
    expect(await columns('SELECT * EXCLUDE (a) REPLACE (b + 1 AS b) FROM t')).toBe('b');
    expect(await columns('SELECT * EXCLUDE a REPLACE (b + 1 AS b) FROM t')).toBe('b');
    expect(await columns('SELECT * EXCLUDE (DATA__IDENTIFIER) REPLACE (b + 1 AS b) FROM t')).toBe('a b');
  });

  it.each([
    'SELECT count(*) FROM t',
    'SELECT a * b FROM t',
    'SELECT a FROM (SELECT * FROM t) AS s',
    'SELECT 1 WHERE EXISTS (SELECT * FROM t)',
    "SELECT * LIKE 'a%' FROM t",
    'SELECT count(*) * 2 AS n, sum(a * b) FROM t',
    "SELECT '*' FROM t",
  ])('leaves %s as it is', (sql) => expect(hideColumns(sql, ['data__Identifier'])).toBe(sql));

  it('leaves all as it is where nothing is to be hidden', () => {
    expect(hideColumns('SELECT * FROM t', [])).toBe('SELECT * FROM t');
  });
});

describe('findStars', () => {
  it('gives their places', () => {
    expect(findStars('SELECT a.*, * EXCLUDE (b) FROM a')).toEqual([
      { form: 'star', offset: 9, end: 10, qualifier: 'a', suffix: [] },
      { form: 'star', offset: 12, end: 25, qualifier: undefined, suffix: ['exclude'] },
    ]);
  });
});
