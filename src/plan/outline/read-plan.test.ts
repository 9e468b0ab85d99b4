import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tagMacros } from '../../engine/compatibility/tags.ts';
import { Engine } from '../../engine/engine.ts';
import type { QueryOutline } from './query-outline.ts';
import { readOutline } from './read-outline.ts';

// What is read of DuckDB's own plan, statement by statement: a new version of DuckDB that says it otherwise fails here.
describe('the plan of a query', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await Engine.open(undefined);
    await engine.run(tagMacros.join(';\n'));
    await engine.run(
      'CREATE TABLE a (id VARCHAR, name VARCHAR, size BIGINT, made TIMESTAMPTZ, open BOOLEAN, tags JSON, region VARCHAR); CREATE TABLE b (id VARCHAR, owner VARCHAR, label VARCHAR)',
    );
  });
  afterAll(() => engine.close());

  const planOf = (sql: string): Promise<QueryOutline> =>
    readOutline(engine, sql, (table) => (table.at(-1) === 'a' ? ['id', 'name', 'size'] : ['id', 'owner', 'label']));
  const text = ({ column, key, operator, values }: QueryOutline['reads'][number]['predicates'][number]) =>
    `${column}${key === undefined ? '' : `.${key}`} ${operator} ${JSON.stringify(values)}`;
  const predicates = async (condition: string) => {
    const { reads } = await planOf(`SELECT id FROM a WHERE ${condition}`);
    return reads.flatMap((read) => read.predicates.map(text));
  };

  it.each([
    ["name = 'x'", ['name equals ["x"]']],
    ["'x' = name", ['name equals ["x"]']],
    ["name IN ('x', 'y')", ['name equals ["x","y"]']],
    ["name = 'x' OR name = 'y'", ['name equals ["x","y"]']],
    ["name = 'x' OR size = 1", []],
    ["name <> 'x'", []],
    ["NOT name = 'x'", []],
    ['name IS NULL', []],
    ["name LIKE 'ab%'", ['name range ["ab",null]', 'name range [null,"ac"]']],
    ["name LIKE '%ab%'", ['name contains ["ab"]']],
    ["name LIKE '%ab'", ['name wildcard ["%ab"]']],
    ["name LIKE 'a_b%'", ['name range ["a",null]', 'name range [null,"b"]', 'name wildcard ["a_b%"]']],
    ["name ILIKE 'ab%'", []],
    ["starts_with(name, 'ab')", ['name prefix ["ab"]']],
    ["contains(name, 'ab')", ['name contains ["ab"]']],
    ['size > 5', ['size range [5,null]']],
    ['5 >= size', ['size range [null,5]']],
    ['size BETWEEN 2 AND 4', ['size range [2,null]', 'size range [null,4]']],
    ["made > TIMESTAMPTZ '2026-01-01 00:00:00Z'", ['made range ["2026-01-01T00:00:00.000Z",null]']],
    ['open', ['open equals [true]']],
    ["tags ->> 'env' = 'prod'", ['tags.env equals ["prod"]']],
    ["tags ->> '$.env' = 'prod'", ['tags.env equals ["prod"]']],
    ["tags ~@>> 'env' = 'prod'", ['tags.env equals ["prod"]']],
    ["tags ~@>> '/team' IN ('a', 'b')", ['tags./team equals ["a","b"]']],
    ["'prod' = tags::JSON ~@>> ''", ['tags. equals ["prod"]']],
    ["tags ~@> 'env' = '1'", []],
    ["CASE WHEN json_type(tags) = 'ARRAY' THEN 'prod' ELSE json_extract_string(tags, 'env') END = 'prod'", []],
    ["json_extract_string(tags, 'env') IN ('a', 'b')", ['tags.env equals ["a","b"]']],
    ["tags ->> 'a.b' = 'x' AND name = 'y'", ['name equals ["y"]', 'tags.a.b equals ["x"]']],
    ["upper(name) = 'X'", []],
    ["name = 'x' AND upper(name) = 'X'", ['name equals ["x"]']],
  ])('reads %s', async (condition, expected) => {
    expect([...new Set(await predicates(condition))].toSorted()).toEqual(expected.toSorted());
  });

  const keyLinks = async (sql: string) => {
    const plan = await planOf(sql);
    const nameOf = (id: number) => plan.reads.find((read) => read.id === id)?.table.table;
    return plan.keyLinks
      .map(({ target, column, sources }) => {
        const from = sources.map((source) =>
          source.kind === 'values'
            ? JSON.stringify(source.values)
            : `${source.first === undefined ? '' : `first ${source.first} of `}${nameOf(source.read)}: ${source.sql}`,
        );
        return `${nameOf(target)}.${column} <- ${from.join(', ')}`;
      })
      .toSorted();
  };

  it.each([
    ['SELECT * FROM a JOIN b ON b.owner = a.id', ['a.id <- b: "owner"', 'b.owner <- a: "id"']],
    ['SELECT * FROM a LEFT JOIN b ON b.owner = a.id', ['b.owner <- a: "id"']],
    ['SELECT * FROM a FULL JOIN b ON b.owner = a.id', []],
    ['SELECT * FROM b WHERE owner IN (SELECT id FROM a)', ['a.id <- b: "owner"', 'b.owner <- a: "id"']],
    ['SELECT * FROM a WHERE id NOT IN (SELECT owner FROM b)', []],
    ["SELECT * FROM b JOIN (VALUES ('x'), ('y')) v(k) ON v.k = b.owner", ['b.owner <- ["x","y"]']],
    ["SELECT * FROM b JOIN (SELECT unnest(['x']) AS k) v ON v.k = b.owner", ['b.owner <- ["x"]']],
    ["SELECT * FROM b JOIN (SELECT 'x' AS k) v ON v.k = b.owner", ['b.owner <- ["x"]']],
    [
      'SELECT b.label FROM (SELECT size, id FROM a ORDER BY size, id) d JOIN b ON b.owner = d.id',
      ['a.id <- b: "owner"', 'b.owner <- a: "id"'],
    ],
    [
      'SELECT b.label FROM (SELECT DISTINCT ON (size) size, id FROM a ORDER BY size, id) d JOIN b ON b.owner = d.id',
      ['b.owner <- a: "id"'],
    ],
    ['SELECT * FROM b WHERE owner = (SELECT max(id) FROM a)', ['b.owner <- a: "id"']],
    ['SELECT * FROM b WHERE owner = (SELECT id FROM a LIMIT 1)', ['b.owner <- first 1 of a: "id"']],
    [
      "SELECT * FROM b WHERE owner IN (SELECT id FROM a WHERE size < 5 AND size > 2 AND name ILIKE 'x%' LIMIT 3 OFFSET 2)",
      ['b.owner <- first 5 of a: "id"'],
    ],
    [
      "SELECT * FROM b WHERE owner IN (SELECT id FROM a WHERE name IN ('x', 'y') LIMIT 3)",
      ['b.owner <- first 3 of a: "id"'],
    ],
    // What a row was told to be once nobody can ask again: all rows are keys.
    ['SELECT * FROM b WHERE owner IN (SELECT id FROM a WHERE random() < 0.5 LIMIT 3)', ['b.owner <- a: "id"']],
    ['SELECT * FROM b JOIN a ON b.owner = a.id || uuid()', []],
    ['SELECT * FROM b WHERE owner IN (SELECT id FROM a TABLESAMPLE 10% LIMIT 3)', ['b.owner <- a: "id"']],
    ['SELECT * FROM b WHERE owner IN (SELECT id FROM a ORDER BY size LIMIT 3)', ['b.owner <- a: "id"']],
    ['SELECT * FROM b WHERE owner IN (SELECT DISTINCT id FROM a LIMIT 3)', ['b.owner <- a: "id"']],
    [
      "SELECT * FROM b JOIN a ON b.owner = a.tags ->> 'owner'",
      [`b.owner <- a: "system"."main"."->>"("tags", 'owner')`],
    ],
    ['SELECT * FROM a JOIN b ON b.owner < a.id', []],
    ['SELECT a.id, (SELECT count(*) FROM b WHERE b.owner = a.id) FROM a', ['b.owner <- a: "id"']],
    [
      'SELECT x.n FROM (SELECT owner, count(*) AS n FROM b GROUP BY owner) x JOIN a ON a.id = x.owner',
      ['a.id <- b: "owner"', 'b.owner <- a: "id"'],
    ],
    [
      'SELECT x.n FROM (SELECT owner, row_number() OVER () AS n FROM b) x JOIN a ON a.id = x.owner',
      ['a.id <- b: "owner"'],
    ],
    ['SELECT x.owner FROM (SELECT owner FROM b LIMIT 3) x JOIN a ON a.id = x.owner', ['a.id <- first 3 of b: "owner"']],
  ])('finds the keys in %s', async (sql, expected) => {
    const found = await keyLinks(sql);
    expect(found).toEqual(expected);
  });

  it.each([
    ['SELECT id FROM a ORDER BY size LIMIT 5', { column: 'size', descending: false, rows: 5 }],
    ['SELECT id, size FROM a ORDER BY 2 DESC LIMIT 5 OFFSET 3', { column: 'size', descending: true, rows: 8 }],
    ["SELECT id FROM a WHERE name = 'x' ORDER BY size LIMIT 1", { column: 'size', descending: false, rows: 1 }],
    ['SELECT * FROM (SELECT id, size AS s FROM a) ORDER BY s LIMIT 2', { column: 'size', descending: false, rows: 2 }],
    ['SELECT id FROM a ORDER BY size NULLS FIRST LIMIT 5', undefined],
    ['SELECT id FROM a ORDER BY size, id LIMIT 5', undefined],
    ['SELECT id FROM a ORDER BY -size LIMIT 5', undefined],
    ['SELECT id FROM a ORDER BY size', undefined],
    ['SELECT DISTINCT size FROM a ORDER BY size LIMIT 5', undefined],
    ['SELECT size, count(*) FROM a GROUP BY size ORDER BY size LIMIT 5', undefined],
    ['SELECT a.id FROM a JOIN b ON a.id = b.owner ORDER BY a.size LIMIT 5', undefined],
    ['SELECT id FROM a UNION ALL SELECT owner FROM b ORDER BY 1 LIMIT 5', undefined],
    ['SELECT id FROM a TABLESAMPLE 10% ORDER BY size LIMIT 5', undefined],
    ['SELECT id FROM (SELECT id, size FROM a LIMIT 9) ORDER BY size LIMIT 5', undefined],
    ['SELECT id FROM a WHERE size > (SELECT max(size) FROM a) ORDER BY size LIMIT 5', undefined],
  ])('sees which rows come first in an order: %s', async (sql, first) => {
    expect((await planOf(sql)).first).toEqual(first);
  });

  it.each([
    ['SELECT id FROM a LIMIT 5', { rows: 5, wanted: 5 }],
    ['SELECT id FROM a LIMIT 5 OFFSET 3', { rows: 8, wanted: 5 }],
    ["SELECT upper(name) FROM a WHERE name ILIKE 'x' LIMIT 2", { rows: 2, wanted: 2 }],
    ['SELECT id FROM a ORDER BY name LIMIT 5', undefined],
    ['SELECT count(*) FROM a LIMIT 5', undefined],
    ['SELECT DISTINCT id FROM a LIMIT 5', undefined],
    ['SELECT a.id FROM a JOIN b ON a.id = b.owner LIMIT 5', undefined],
    ['SELECT * FROM (SELECT id FROM a LIMIT 5) ORDER BY 1', undefined],
    ['SELECT id FROM a TABLESAMPLE 10% LIMIT 5', undefined],
  ])('sees where rows only stream up to a limit: %s', async (sql, limit) => {
    expect((await planOf(sql)).limit).toEqual(limit);
  });

  it('holds no rows against what says something else each time', async () => {
    const { reads } = await planOf('SELECT b.id FROM a JOIN b ON b.owner = a.id WHERE random() < 0.5 AND a.size > 1');
    expect(reads.flatMap(({ conditions }) => conditions).filter((own) => own.includes('random'))).toEqual([]);
  });

  it.each([
    ['SELECT name FROM a WHERE size > 1', ['name', 'size'], false],
    ['SELECT count(*) FROM a', [], false],
    ["SELECT id FROM a WHERE name ILIKE 'x%'", ['id', 'name'], true],
    ["SELECT id FROM a WHERE name = 'x' AND id || name = 'y'", ['id', 'name'], true],
  ])('reads no more columns than it needs: %s', async (sql, columns, hasFurtherConditions) => {
    const [read] = (await planOf(sql)).reads;
    expect([...(read?.columns ?? [])].filter((name) => columns.length > 0 || name !== 'id').toSorted()).toEqual(
      columns,
    );
    expect(read?.hasFurtherConditions ?? false).toBe(hasFurtherConditions);
  });

  it('falls back to EXPLAIN where DuckDB cannot give the plan as data', async () => {
    const plan = await planOf(
      "WITH RECURSIVE r AS (SELECT id, name FROM a WHERE name = 'x' AND size > 3 UNION SELECT a.id, a.name FROM a JOIN r ON a.id = r.name) SELECT * FROM r",
    );
    expect(plan.reads.map((read) => read.predicates.map(text))).toContainEqual([
      'name equals ["x"]',
      'size range [3,null]',
    ]);
    expect(plan.keyLinks).toEqual([]);
  });
});
