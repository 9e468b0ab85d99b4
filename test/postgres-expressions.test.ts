import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SkyqlError } from '../src/errors/skyql-error.ts';
import { connect } from '../src/session/connect.ts';
import type { Database } from '../src/session/database.ts';

let db: Database;
beforeAll(async () => {
  db = await connect();
});
afterAll(() => db.close());

/** An expression, and the text that PostgreSQL 15 casts its value to; a suite with real clients asks PostgreSQL again. */
const expressions = readFileSync('test/data/postgres-expressions.tsv', 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split('\t') as [expression: string, text: string]);

it('expressions of PostgreSQL mean what they mean there', async () => {
  // One statement for many: each parses and makes the functions that it needs.
  const columns = expressions.map(([expression], index) => `CAST((${expression}) AS VARCHAR) AS "${index}"`);
  const { rows } = await db.query(`SELECT ${columns.join(',\n')}`);
  const told = expressions.map(([expression], index) => [expression, rows[0]?.[String(index)] ?? '\\N']);
  expect(told).toEqual(expressions);
});

it.each([
  [`SELECT c FROM jsonb_array_elements('["x"]'::jsonb) AS c`, [{ c: 'x' }]],
  [`SELECT upper(c ->> 0) AS u FROM (SELECT '[["x"]]'::jsonb AS j) t, jsonb_array_elements(t.j) AS c`, [{ u: 'X' }]],
  [`SELECT format('%s-%s', 'a', 1)`, [{ format: 'a-1' }]],
  [`SELECT s FROM regexp_split_to_table('a1b', '[0-9]') AS s`, [{ s: 'a' }, { s: 'b' }]],
  ['SHOW timezone', [{ TimeZone: 'UTC' }]],
  [
    `SELECT 'infinity'::date AS d, ['-infinity'::date] AS l, try_cast('2024-01-01x' AS date) AS n`,
    [{ d: 'infinity', l: ['-infinity'], n: null }],
  ],
  // A column keeps the name of the function, an alias of FROM is known in its own query alone.
  [`SELECT lpad('a', 3), array_length(['a'], 1)`, [{ lpad: '  a', array_length: 1 }]],
  [`WITH a AS (SELECT e FROM jsonb_array_elements('[1]'::jsonb) AS e) SELECT e FROM a`, [{ e: 1 }]],
  [`SELECT (1, 'a') AS r, [(2, NULL)] AS l`, [{ r: { f1: 1, f2: 'a' }, l: [{ f1: 2, f2: null }] }]],
  ['SELECT a FROM (VALUES (1), (2)) t(a) ORDER BY a LIMIT ALL OFFSET 1', [{ a: 2 }]],
  [
    `SELECT generate_series('2024-01-01'::timestamp, '2024-01-01 01:00', '1 hour') AS h`,
    [{ h: '2024-01-01 00:00:00' }, { h: '2024-01-01 01:00:00' }],
  ],
  // DuckDB's own, which looks alike.
  [
    `SELECT format('{}-{:02d}', 'a', 1) AS f, 'a%c' SIMILAR TO 'a.c' AS s, 'a\\c' LIKE 'a\\c' AS l, generate_series(1, 2) AS g, ` +
      `regexp_matches('ab', 'b') AS m, cardinality(MAP {'a': 1}) AS c, decode('a'::BLOB) AS d, octet_length('\\x01\\x02'::BLOB) AS o`,
    [{ f: 'a-01', s: true, l: true, g: [1, 2], m: true, c: 1, d: 'a', o: 2 }],
  ],
])('%s', async (sql, expected) => {
  expect((await db.query(sql)).rows).toEqual(expected);
});

it.each([
  [`SELECT format('%s and %s', 'a')`, 'SYNTAX_ERROR', 'Give each of %s'],
  [`SELECT format('%2$s %1$s', 'a', 'b')`, 'SYNTAX_ERROR', 'in their order'],
  ['SELECT 5 BETWEEN SYMMETRIC 10 AND 1', 'SYNTAX_ERROR', 'BETWEEN least(b, c) AND greatest(b, c)'],
  ['SELECT a FROM (VALUES (1)) t(a) ORDER BY a FETCH FIRST 1 ROW WITH TIES', 'SYNTAX_ERROR', 'QUALIFY rank() OVER'],
  ['SELECT a FROM (VALUES (1)) t(a) ORDER BY a USING >', 'SYNTAX_ERROR', 'DESC for USING >'],
  [`SELECT regexp_match('a', b) FROM (VALUES ('a')) t(b)`, 'SYNTAX_ERROR', 'regexp_extract('],
  [`SELECT to_char(1, 'L9')`, 'STATEMENT_FAILED', 'FM$999,990.00'],
  [`SELECT to_char(INTERVAL '1 day', 'Month')`, 'STATEMENT_FAILED', 'DD "days"'],
  [`SELECT regexp_replace('a b', '\\ma', '')`, 'STATEMENT_FAILED', 'where a word begins or ends'],
  [`SELECT regexp_replace('ab', 'a(?=b)', '')`, 'STATEMENT_FAILED', 'neither ahead nor back'],
  [
    `SELECT generate_series(date '2024-01-01', date '2024-01-03', interval '1 day')::date`,
    'CONVERSION_FAILED',
    'unnest(generate_series',
  ],
  ['SELECT ARRAY[1] || 2', 'STATEMENT_FAILED', 'list_append'],
  [`SELECT sum(INTERVAL '1 day')`, 'WRONG_ARGUMENTS', 'to_seconds(sum(epoch(interval)))'],
  [`SELECT '1' + 1`, 'STATEMENT_FAILED', "'1'::INT"],
  [`SELECT encode(sha256('a'), 'hex')`, 'STATEMENT_FAILED', 'hexadecimal digits already'],
  [`SELECT '"a"'::jsonb - 'a'`, 'STATEMENT_FAILED', 'cannot delete from scalar'],
  [`SELECT '2024-01-01 and so on'::date`, 'CONVERSION_FAILED', '2024-01-01 and so on'],
  [`SELECT '2024-01-01 10:00 and so on'::timestamp`, 'CONVERSION_FAILED', '2024-01-01 10:00 and so on'],
  [`SELECT '10:00:00 and so on'::time`, 'CONVERSION_FAILED', '10:00:00 and so on'],
  [`SELECT time '10:00:00 and so on'`, 'CONVERSION_FAILED', '10:00:00 and so on'],
  [`SELECT CAST('10:00+02 and so on' AS time with time zone)`, 'CONVERSION_FAILED', '10:00+02 and so on'],
  [`SELECT DATE '2024-01-01x'`, 'CONVERSION_FAILED', '2024-01-01x'],
  [`SELECT host('10.0.0.256')`, 'CONVERSION_FAILED', 'type inet: "10.0.0.256"'],
])('refuses %s', async (sql, code, words) => {
  const refused = await db.query(sql).then(
    () => undefined,
    (error: SkyqlError) => error,
  );
  expect(refused?.code).toBe(code);
  expect(`${refused?.message} ${refused?.hint}`).toContain(words);
});
