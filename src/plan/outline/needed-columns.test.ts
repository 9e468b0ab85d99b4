import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../../engine/engine.ts';
import { readOutline } from './read-outline.ts';

describe('the columns that conditions need', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await Engine.open(undefined);
    await engine.run(
      'CREATE TABLE a (id VARCHAR, k VARCHAR, x BIGINT, tags JSON, list VARCHAR[]); CREATE TABLE b (id VARCHAR, k VARCHAR, y BIGINT)',
    );
  });
  afterAll(() => engine.close());

  it.each([
    ['SELECT x FROM a', []],
    ['SELECT x FROM a ORDER BY k', []],
    ['SELECT k, sum(x) FROM a GROUP BY 1', []],
    ['SELECT x IS NULL FROM a LIMIT 1', []],
    ['SELECT DISTINCT x FROM a', []],
    ['SELECT x FROM a UNION ALL SELECT y FROM b', []],
    ['SELECT id, unnest(list) FROM a', []],
    ["SELECT id FROM a WHERE tags ->> 'team' = 'x'", ['a.tags']],
    ['SELECT id FROM a WHERE x + 1 > 3 OR k IS NULL', ['a.x', 'a.k']],
    ['SELECT id FROM (SELECT id, x * 2 AS twice FROM a) WHERE twice IS NULL', ['a.x']],
    ['SELECT k FROM a GROUP BY 1 HAVING max(x) IS NULL', ['a.x']],
    ['SELECT id FROM a QUALIFY rank() OVER (PARTITION BY k ORDER BY x) = 1', ['a.k', 'a.x']],
    ['SELECT a.x FROM a JOIN b ON a.k = b.k', ['a.k', 'b.k']],
    ['SELECT a.x FROM a, b WHERE a.x < b.y', ['a.x', 'b.y']],
    ['SELECT a.x, b.y FROM a LEFT JOIN b ON a.k = b.k', []],
    ['SELECT a.x, b.y FROM a FULL JOIN b ON a.k = b.k', []],
    ['SELECT a.x FROM a LEFT JOIN b ON a.k = b.k WHERE b.id IS NULL', ['b.id', 'a.k', 'b.k']],
    [
      'SELECT a.x FROM a LEFT JOIN b ON a.k = b.k OR a.x < b.y WHERE b.id IS NULL',
      ['b.id', 'a.k', 'b.k', 'a.x', 'b.y'],
    ],
    ['SELECT id FROM a WHERE k IN (SELECT k FROM b WHERE y > 1)', ['b.y', 'a.k', 'b.k']],
    ['SELECT id FROM a WHERE k NOT IN (SELECT k FROM b)', ['a.k', 'b.k']],
    ['SELECT id FROM a WHERE NOT EXISTS (SELECT 1 FROM b WHERE b.k = a.k)', ['a.k', 'b.k']],
    ['SELECT id, k IN (SELECT k FROM b) FROM a', []],
    ['SELECT id FROM a WHERE x > (SELECT max(y) FROM b)', ['a.x', 'b.y']],
    ["SELECT a.id FROM a, unnest(a.list) AS t(e) WHERE e = 'x'", ['a.list']],
    ['SELECT x FROM a EXCEPT SELECT y FROM b', ['a.x', 'b.y']],
    // DuckDB does not write this plan out, and its text does not tell.
    [
      'WITH RECURSIVE r AS (SELECT id, k FROM a UNION ALL SELECT b.id, b.k FROM b JOIN r ON b.k = r.id) SELECT * FROM r',
      'all',
    ],
  ])('%s', async (sql, expected) => {
    const { reads } = await readOutline(engine, sql, (table) =>
      table.at(-1) === 'a' ? ['id', 'k', 'x', 'tags', 'list'] : ['id', 'k', 'y'],
    );
    const all = reads.flatMap(({ table, columns }) => columns.map((column) => `${table.table}.${column}`));
    const needed = reads.flatMap((read) => read.needed.map((column) => `${read.table.table}.${column}`));
    expect([...new Set(needed)].toSorted()).toEqual((expected === 'all' ? all : [...expected]).toSorted());
  });

  it('are found once in comparisons within comparisons, however deep', async () => {
    let inner = 'k';
    for (let depth = 0; depth < 10; depth += 1)
      inner = `(CASE WHEN ${inner} < 'x${depth}' THEN id ELSE 'b${depth}' END)`;
    const { reads } = await readOutline(engine, `SELECT x FROM a WHERE ${inner} < 'z'`, () => []);
    expect(reads.map(({ needed }) => [...needed].toSorted())).toEqual([['id', 'k']]);
  });
});
