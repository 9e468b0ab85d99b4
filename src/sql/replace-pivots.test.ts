import { describe, expect, it } from 'vitest';
import { replacePivots } from './replace-pivots.ts';

describe('replacePivots', () => {
  it.each([
    ['SELECT 1', 'SELECT 1'],
    ['PIVOT a.b.c ON x USING count(*)', 'SELECT DISTINCT * FROM a.b.c '],
    [
      'SELECT * FROM (PIVOT (SELECT x, y FROM t) ON x USING count(*) GROUP BY y) ORDER BY 1',
      'SELECT * FROM (SELECT x, count(*), y FROM (SELECT x, y FROM t) GROUP BY ALL ) ORDER BY 1',
    ],
    [
      'WITH z AS (SELECT 1 AS x) PIVOT z ON x USING sum(x) LIMIT 3',
      'WITH z AS (SELECT 1 AS x) SELECT DISTINCT * FROM z LIMIT 3',
    ],
    ["SELECT * FROM t PIVOT (count(*) FOR x IN ('a', 'b'))", "SELECT * FROM t PIVOT (count(*) FOR x IN ('a', 'b'))"],
  ])('%s', (sql, replaced) => {
    expect(replacePivots(sql).replace(/ +/g, ' ')).toBe(replaced);
  });
});
