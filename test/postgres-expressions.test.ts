import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { SkyqlError } from '../src/errors/skyql-error.ts';
import { connect } from '../src/session/connect.ts';

/** An expression, and the text that PostgreSQL 15 casts its value to; a suite with real clients asks PostgreSQL again. */
const expressions = readFileSync('test/data/postgres-expressions.tsv', 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split('\t') as [expression: string, text: string]);

it('expressions of PostgreSQL mean what they mean there', async () => {
  await using db = await connect();
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
  // DuckDB's own, which looks alike.
  [
    `SELECT format('{}-{:02d}', 'a', 1) AS f, 'a%c' SIMILAR TO 'a.c' AS s, 'a\\c' LIKE 'a\\c' AS l`,
    [{ f: 'a-01', s: true, l: true }],
  ],
])('%s', async (sql, expected) => {
  await using db = await connect();
  expect((await db.query(sql)).rows).toEqual(expected);
});

it.each([
  [`SELECT format('%s and %s', 'a')`, 'SYNTAX_ERROR', 'Give each of %s'],
  [`SELECT format('%2$s %1$s', 'a', 'b')`, 'SYNTAX_ERROR', 'in their order'],
  [`SELECT '{"a": 1}'::jsonb - 'a'`, 'WRONG_ARGUMENTS', "column #- '{key}'"],
  [`SELECT host('10.0.0.256')`, 'CONVERSION_FAILED', 'type inet: "10.0.0.256"'],
])('refuses %s', async (sql, code, words) => {
  await using db = await connect();
  const refused = await db.query(sql).then(
    () => undefined,
    (error: SkyqlError) => error,
  );
  expect(refused?.code).toBe(code);
  expect(`${refused?.message} ${refused?.hint}`).toContain(words);
});
