import { describe, expect, it } from 'vitest';
import { type KnownColumns, typeColumns } from './type-columns.ts';

const types = new Map([
  ['name', 'VARCHAR'],
  ['size', 'BIGINT'],
  ['open', 'BOOLEAN'],
  ['tags', 'JSON'],
  ['made', 'TIMESTAMPTZ'],
]);
const known: KnownColumns = { types, byAlias: new Map([['t', types]]) };

describe('typeColumns', () => {
  it.each([
    [
      "SELECT name FROM r t WHERE ((skyql_equal(name, 'a', 'c', '-')) AND (skyql_less(t.size, 7::BIGINT, 'c', '-')))",
      "SELECT name FROM r t WHERE (((name = 'a')) AND ((t.size < 7::BIGINT)))",
    ],
    ["SELECT 1 FROM r WHERE skyql_other('a', (name), '-', 'c')", "SELECT 1 FROM r WHERE ('a' IS DISTINCT FROM (name))"],
    ['SELECT skyql_text(name) || skyql_text(size) FROM r', 'SELECT name || (size)::VARCHAR FROM r'],
    [
      'SELECT f(skyql_encoded(tags), skyql_encoded(t.made)) FROM r t',
      "SELECT f(('v' || (tags)::VARCHAR), ('z' || (t.made)::VARCHAR)) FROM r t",
    ],
    ['SELECT 1 FROM r WHERE skyql_truth(open)', 'SELECT 1 FROM r WHERE open'],
  ])('decides what the types of columns say: %s', (sql, expected) => {
    expect(typeColumns(sql, known)).toBe(expected);
  });

  it.each([
    // Values of two types, and of types that compare by SQLite's rules.
    "SELECT 1 FROM r WHERE skyql_equal(name, 7::BIGINT, 'c', '-')",
    "SELECT 1 FROM r WHERE skyql_equal(tags, '{}', 'c', '-')",
    "SELECT 1 FROM r WHERE skyql_equal(made, '2026-01-01', 'c', '-')",
    "SELECT 1 FROM r WHERE skyql_equal(size, '7', 'c', '-')",
    // Names that may be something else.
    "SELECT count(*) AS name FROM r GROUP BY size HAVING skyql_equal(name, 'a', '-', '-')",
    "SELECT x.name FROM (SELECT size + 1 name FROM r) x WHERE skyql_equal(name, 'a', 'c', '-')",
    "SELECT 1 FROM r, (SELECT 1) x WHERE skyql_equal(x.name, 'a', 'c', '-')",
    "SELECT 1 FROM r WHERE EXISTS (SELECT 1 FROM json_each(tags) WHERE skyql_equal(name, 'a', 'c', '-'))",
    "WITH x(name) AS (SELECT size FROM r) SELECT 1 FROM x WHERE skyql_equal(name, 'a', 'c', '-')",
    "SELECT 1 FROM (SELECT name FROM r UNION SELECT size FROM r) WHERE skyql_equal(name, 'a', 'c', '-')",
    "SELECT 1 FROM r WHERE skyql_equal(other, 'a', 'c', '-')",
    "SELECT 'skyql_equal(name, 1)' FROM r",
  ])('leaves alone what hangs on more: %s', (sql) => {
    expect(typeColumns(sql, known)).toBe(sql);
  });
});
