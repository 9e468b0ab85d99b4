import { describe, expect, it } from 'vitest';
import { parseStatement } from './parse-statement.ts';

const rewritten = (sql: string, dialect: 'duckdb' | 'stackql' = 'duckdb'): string =>
  parseStatement(sql, { dialect }).sql;

describe('idioms of other databases', () => {
  it.each([
    ["SELECT tags -> 'a' -> 0", "SELECT tags ~> 'a' ~> 0"],
    ["SELECT tags->'a'->>'b' = 'c'", "SELECT tags~>'a'->>'b' = 'c'"],
    ['SELECT tags->-1', 'SELECT tags~> -1'],
    ['SELECT tags -> k FROM t', 'SELECT tags ~> k FROM t'],
    ["SELECT tags ? 'a', ?", "SELECT tags ~@ 'a', getvariable('skyql_1')"],
    ["SELECT tags ?| array['a'] AND b ?& array['c']", "SELECT tags ~@| array['a'] AND b ~@& array['c']"],
    ["SELECT a #> '{b}' #>> '{c}'", "SELECT a @~> '{b}' @~>> '{c}'"],
    ["SELECT a ~ 'x', a !~ 'x', a ~* 'x', a !~* 'x', ~1", "SELECT a ~^ 'x', a !~^ 'x', a ~^^ 'x', a !~^^ 'x', ~1"],
    ["SELECT a REGEXP 'x' AND b NOT REGEXP 'y' AND c RLIKE d", "SELECT a ~^ 'x' AND b  !~^ 'y' AND c ~^ d"],
    ['SELECT regexp FROM t', 'SELECT regexp FROM t'],
    ['SELECT `a``b"c` FROM `t`', 'SELECT "a`b""c" FROM "t"'],
    ['SELECT aws.ec2.images.*, t.*, 2 * 3 FROM aws.ec2.images', 'SELECT images.*, t.*, 2 * 3 FROM aws.ec2.images'],
    ['SELECT\u00a01', 'SELECT 1'],
    ["SELECT '-> ? ~' -- ?", "SELECT '-> ? ~'"],
  ])('%j', (sql, expected) => expect(rewritten(sql)).toBe(expected));
});

describe('lambdas', () => {
  it.each([
    'SELECT list_transform(l, x -> x + 1)',
    'SELECT list_reduce(l, (a, b) -> a + b)',
    "SELECT COLUMNS(c -> c LIKE 'a%') FROM t",
    'SELECT list_transform(list_filter(l, x -> x > 1), y -> y)',
  ])('%s', (sql) => expect(rewritten(sql)).toBe(sql));

  it('may take JSON apart', () => {
    expect(rewritten("SELECT list_transform(l -> 'a', x -> x -> 'b')")).toBe(
      "SELECT list_transform(l ~> 'a', x -> x ~> 'b')",
    );
  });
});

describe('functions of FROM', () => {
  it.each([
    [
      "SELECT e ->> 'Key', e.value FROM t, jsonb_array_elements(t.tags) AS e WHERE e ->> 'a' = 'b'",
      "SELECT e.value ->> 'Key', e.value FROM t, jsonb_array_elements(t.tags) AS e WHERE e.value ->> 'a' = 'b'",
    ],
    ['SELECT k FROM jsonb_object_keys(m) k ORDER BY k', 'SELECT k.value FROM jsonb_object_keys(m) k ORDER BY k.value'],
    ['SELECT x FROM jsonb_array_elements(m) AS e(x)', 'SELECT x FROM jsonb_array_elements(m) AS e(x)'],
    [
      'SELECT value FROM t, jsonb_array_elements(t.a) WHERE b',
      'SELECT value FROM t, jsonb_array_elements(t.a) WHERE b',
    ],
    ['SELECT json_each.value FROM t, json_each(t.a)', 'SELECT json_each.value FROM t, json_each(t.a) AS json_each'],
    [
      'SELECT json_each.value FROM t, json_each(t.a) WHERE b',
      'SELECT json_each.value FROM t, json_each(t.a) AS json_each WHERE b',
    ],
    ['SELECT e.value FROM t, json_each(t.a) e', 'SELECT e.value FROM t, json_each(t.a) e'],
  ])('%j', (sql, expected) => expect(rewritten(sql)).toBe(expected));
});

describe('the dialect of StackQL', () => {
  it('has its own date and time', () => {
    const sql = "SELECT date('now', '-1 day'), DATE '2024-01-01', a::date, x.date(1), time(a), date FROM t";
    expect(rewritten(sql)).toBe(sql);
    expect(rewritten(sql, 'stackql')).toBe(
      "SELECT skyql_date('now', '-1 day'), DATE '2024-01-01', a::date, x.date(1), skyql_time(a), date FROM t",
    );
  });
});
