import { describe, expect, it } from 'vitest';
import { parseStatement } from './parse-statement.ts';
import { refuseLongChains } from './refuse-long-chains.ts';
import { tokenize } from './tokenize.ts';

const list = (count: number, text: string, between: string) => Array.from({ length: count }, () => text).join(between);

// Each of them ended the process when it was long enough: 900 CASEs, 1,000 ||, 5,000 joins.
describe('a row of', () => {
  it.each<[string, (count: number) => string]>([
    ['sums', (count) => `SELECT ${list(count, '1', ' + ')}`],
    ['texts put together', (count) => `SELECT a FROM t WHERE a = ${list(count, "'a'", ' || ')}`],
    ['comparisons', (count) => `SELECT ${list(count, '1', ' = ')}`],
    ['casts', (count) => `SELECT 1${'::INT'.repeat(count)}`],
    ['NOT', (count) => `SELECT ${'NOT '.repeat(count)}true`],
    ['IS NULL', (count) => `SELECT 1${' IS NULL'.repeat(count)}`],
    ['BETWEEN', (count) => `SELECT 1${' BETWEEN 0 AND 1'.repeat(count)}`],
    ['members', (count) => `SELECT a${'.a'.repeat(count)}`],
    ['subscripts', (count) => `SELECT a${'[1]'.repeat(count)}`],
    ['keys of JSON', (count) => `SELECT a${"->'a'".repeat(count)}`],
    ['CASE in its THEN', (count) => `SELECT ${'CASE WHEN a THEN '.repeat(count)}1${' END'.repeat(count)}`],
    ['CASE in its ELSE', (count) => `SELECT ${'CASE WHEN a THEN 1 ELSE '.repeat(count)}1${' END'.repeat(count)}`],
    ['joins', (count) => `SELECT 1 FROM t ${' JOIN t ON a = b AND c = d'.repeat(count)}`],
    ['all in all', (count) => `SELECT ${`(${list(8, '1', ' + ')} + `.repeat(count / 8)}1${')'.repeat(count / 8)}`],
  ])('%s is refused where DuckDB could not read it in time', (_, statement) => {
    expect(parseStatement(statement(200))).toMatchObject({ kind: 'query' });
    for (const count of [256, 2_000])
      expect(() => parseStatement(statement(count))).toThrow(expect.objectContaining({ code: 'TOO_DEEP' }));
  });

  it('queries is refused beyond a thousand', () => {
    expect(parseStatement(list(1_000, 'SELECT 1', ' UNION ALL '))).toMatchObject({ kind: 'query' });
    expect(() => parseStatement(list(1_002, 'SELECT 1', ' UNION ALL '))).toThrow(
      expect.objectContaining({ code: 'TOO_DEEP', position: expect.anything() }),
    );
  });
});

it.each(['AND', 'OR'])('5,000 conditions with %s between are read, more refused with a hint', (word) => {
  const where = (count: number) =>
    parseStatement(`SELECT a FROM t WHERE (${list(count, 'a <> 1', ` ${word} `)}) AND b`);
  expect(where(5_000)).toMatchObject({ kind: 'query' });
  expect(() => where(5_001)).toThrow(
    expect.objectContaining({ code: 'TOO_DEEP', hint: expect.stringContaining('IN'), position: expect.anything() }),
  );
});

it.each([
  ['doubled', (count: number) => `'${"''".repeat(count / 2)}'`],
  ['in dollars', (count: number) => `$a$${"'".repeat(count)}$a$`],
  ['in many texts', (count: number) => list(count / 2, "'a''b'", ', ')],
])('100,000 quotes in texts are read, %s, and no more', (_, texts) => {
  const read = (sql: string) => refuseLongChains(sql, tokenize(sql));
  expect(() => read(`SELECT ${texts(100_000)}`)).not.toThrow();
  expect(() => read(`SELECT ${texts(100_002)}`)).toThrow(expect.objectContaining({ code: 'TOO_DEEP' }));
});

it('may be as long as one likes where it is no deeper', () => {
  for (const text of [
    list(1_000, 'a = 1', ' OR '),
    list(1_000, 'a = 1', ' AND '),
    list(1_000, 'a + 1', ', '),
    `CASE ${'WHEN a = 1 THEN b + 1 '.repeat(1_000)}END`,
    list(1_000, '(a + 1)', ' AND b BETWEEN 1 AND 2, '),
    `(${list(200, 'a', ' || ')}) || (${list(200, 'a', ' || ')})`,
    `a IN (${list(1_000, '-1', ', ')})`,
    list(1_000, 'CASE a WHEN 1 THEN 2 END', ', '),
    list(1_000, 't.end', ', '),
  ])
    expect(parseStatement(`SELECT ${text} FROM t`), text.slice(0, 40)).toMatchObject({ kind: 'query' });
});
