import { describe, expect, it } from 'vitest';
import { cteNamesIn, tableReferencesIn } from './table-references.ts';

const named = (sql: string) => tableReferencesIn(sql).map(({ offset, end }) => sql.slice(offset, end));

describe('tableReferencesIn', () => {
  it.each([
    ['SELECT 1 FROM aws.ec2.images', ['aws.ec2.images']],
    ['SELECT 1 FROM a, b x, "c d".e JOIN f USING (id)', ['a', 'b', '"c d".e', 'f']],
    ['SELECT 1 FROM (a JOIN b ON a.id = b.id), c', ['a', 'b', 'c']],
    ['SELECT 1 FROM (SELECT 2 FROM a) x WHERE id IN (SELECT id FROM b)', ['a', 'b']],
    ['SELECT extract(day FROM made), trim(both FROM name) FROM t', ['t']],
    ['SELECT 1 FROM range(3) r, t', ['t']],
    ['WITH x AS (SELECT 1 FROM a) FROM x UNION ALL FROM b', ['a', 'x', 'b']],
    ['PIVOT items ON kind, name', ['items']],
    ['SELECT a, b FROM t WHERE a > 1 ORDER BY a, b', ['t']],
    ["SELECT 'FROM x' FROM t -- FROM y", ['t']],
    ['TABLE t', ['t']],
  ])('%s', (sql, expected) => {
    expect(named(sql)).toEqual(expected);
  });
});

describe('cteNamesIn', () => {
  it('tells the names of WITH, whatever their case and columns', () => {
    const sql =
      'WITH A AS (SELECT 1), b (x) AS MATERIALIZED (SELECT 2), c AS NOT MATERIALIZED (SELECT 3) SELECT d AS e FROM a';
    expect([...cteNamesIn(sql)]).toEqual(['a', 'b', 'c']);
  });
});
