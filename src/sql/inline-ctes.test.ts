import { describe, expect, it } from 'vitest';
import { inlineCtes } from './inline-ctes.ts';

describe('inlineCtes', () => {
  it.each([
    ['WITH a AS (SELECT 1) SELECT * FROM a, a b', 'WITH a AS NOT MATERIALIZED (SELECT 1) SELECT * FROM a, a b'],
    [
      'WITH a (x) AS MATERIALIZED (SELECT 1), b AS (SELECT 2 AS y) FROM a, b',
      'WITH a (x) AS NOT MATERIALIZED (SELECT 1), b AS NOT MATERIALIZED (SELECT 2 AS y) FROM a, b',
    ],
    ['SELECT cast(a AS VARCHAR), (1) AS b, (SELECT 1) AS c FROM t AS u', undefined],
    ['WITH a AS NOT MATERIALIZED (SELECT 1) FROM a', undefined],
    ['WITH RECURSIVE a AS (SELECT 1) FROM a', undefined],
    ['SELECT sum(x) OVER w FROM t WINDOW w AS (ORDER BY x)', undefined],
  ])('%s', (sql, expected = sql) => {
    expect(inlineCtes(sql)).toBe(expected);
  });
});
