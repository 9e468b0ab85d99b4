import { expect, it } from 'vitest';
import { parseStatement } from './parse-statement.ts';
import { refuseLongLists } from './refuse-long-lists.ts';
import { tokenize } from './tokenize.ts';

const read = (statement: string) => refuseLongLists(statement, tokenize(statement));
const list = (count: number, text: string, between = ', ') => Array.from({ length: count }, () => text).join(between);

// What DuckDB takes for them grows with the square of their length: 50,000 were a minute of the processor.
it.each<[string, number, (count: number) => string]>([
  ['terms of ORDER BY', 1_664, (count) => `SELECT a FROM t ORDER BY ${list(count, 'f(a, b) + 1 DESC')}`],
  ['terms of GROUP BY', 1_664, (count) => `SELECT 1 FROM t GROUP BY ${list(count, 'a')} HAVING a IN (1, 2)`],
  ['terms of a window', 1_664, (count) => `SELECT sum(a) OVER (PARTITION BY ${list(count, 'a')} ORDER BY b) FROM t`],
  ['windows', 500, (count) => `SELECT ${list(count, 'sum(a) OVER (ORDER BY b)')} FROM t`],
  ['queries of a WITH', 1_000, (count) => `WITH ${list(count, 'a AS (SELECT 1, 2)')} SELECT 1`],
  ['tables', 250, (count) => `SELECT 1, 2 FROM ${list(count, 't')} WHERE a`],
  ['branches of a CASE', 5_000, (count) => `SELECT CASE a ${list(count, 'WHEN 1 THEN f(1, 2)', ' ')} ELSE 1 END`],
  ['arguments', 5_000, (count) => `SELECT concat(${list(count, "'a'")})`],
  ['items of a list', 5_000, (count) => `SELECT [${list(count, '1')}], {a: 1}`],
  ['items of an ARRAY', 5_000, (count) => `SELECT * FROM t WHERE a = ANY(ARRAY[${list(count, '1')}])`],
  ['columns', 5_000, (count) => `SELECT ${list(count, 'a')} FROM t`],
])('so many %s are read, and more refused with a hint', (_, most, statement) => {
  expect(() => read(statement(most))).not.toThrow();
  expect(() => read(statement(most + 1))).toThrow(
    expect.objectContaining({
      code: 'TOO_DEEP',
      message: expect.stringContaining(String(most)),
      hint: expect.anything(),
      position: expect.anything(),
    }),
  );
});

it('rows, and what IN compares with, may be as many as one likes', () => {
  for (const statement of [
    `SELECT a FROM t WHERE a IN (${list(6_000, "'a'")}) AND b`,
    `VALUES ${list(6_000, '(1, 2)')}`,
    `INSERT INTO t (a, b) VALUES ${list(6_000, '(1, now())')} RETURNING a, b`,
    `${list(500, 'SELECT a, b FROM t, u GROUP BY a, b', ' UNION ALL ')}`,
  ])
    expect(() => read(statement), statement.slice(0, 40)).not.toThrow();
});

it('are refused of whatever statement holds them', () => {
  for (const statement of [
    'SELECT a FROM t',
    'CREATE VIEW v AS SELECT a FROM t',
    'DELETE FROM t WHERE a = (SELECT a FROM u',
  ])
    expect(() =>
      parseStatement(`${statement} ORDER BY ${list(1_665, 'a')}${statement.includes('(') ? ')' : ''}`),
    ).toThrow(expect.objectContaining({ code: 'TOO_DEEP' }));
});
