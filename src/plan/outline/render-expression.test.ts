import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../../engine/engine.ts';
import { readOutline } from './read-outline.ts';
import { varyingFunctions } from './render-expression.ts';

const whole = [
  "lower(name) LIKE 'a%'",
  "name NOT ILIKE '%B' AND name IS DISTINCT FROM 'abc'",
  "(name LIKE 'a!_%' ESCAPE '!') OR name GLOB '*c'",
  "name SIMILAR TO 'a.*' OR regexp_matches(name, 'B', 'i')",
  "split_part(name, '-', 1) = 'a' OR substring(name FROM 2 FOR 1) = 'b'",
  "coalesce(name, 'x') <> nullif(name, 'abc')",
  "name || '/' || number = 'abc/2'",
  'number % 2 = 1 OR -number < -3',
  'share / 2 > 0.25 AND number + share > 2.5',
  'CAST(share AS DECIMAL(10, 2)) = 0.75 OR share > 1e300',
  'number NOT IN (1, 2, 9007199254740993)',
  'number BETWEEN 1 AND 2 OR number IS NULL',
  "CASE name WHEN 'abc' THEN number > 1 WHEN 'a_c' THEN open END",
  'open IS NOT TRUE',
  "made::DATE = '2026-02-01' OR made > '2026-02-01 00:00:00.0005+00'",
  "made + INTERVAL '1 month 2 days 3 seconds' > TIMESTAMPTZ '2026-03-03 00:00:03Z'",
  "made - TIMESTAMPTZ '2026-01-01 00:00:00Z' > INTERVAL 40 DAY",
  "made::TIMESTAMP = TIMESTAMP '2026-02-01 00:00:00'",
  "strftime(made, '%Y-%m') = '2026-02' OR extract(year FROM made) = 2025",
  "tags ->> 'env' IS NULL OR (tags -> 'n') = '5'",
  "list_has_any(json_keys(tags), ['env', 'n'])",
  'tags = \'{"env":"prod"}\'::JSON OR json_type(tags) = \'ARRAY\'',
  "len(string_split(name, '-')) > 1 OR string_split(name, '-') = ['abc']",
  "try_cast(name AS INTEGER) > 4 OR name COLLATE NOCASE = 'ABC'",
  'greatest(number, share) > 1 AND hash(name) <> 0',
];
const unsaid = [
  'random() < 0.5',
  'made < now() - number * INTERVAL 1 DAY AND age(made) > INTERVAL 1 DAY',
  "len(list_filter([name], lambda x: x = 'abc')) = 1",
  "{'a': name}.a = 'abc'",
  "date_part(['year', 'month'], made).year = 2026",
];

describe('a condition of the plan as SQL', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await Engine.open(undefined);
    await engine.run(`
      CREATE TABLE rows(name VARCHAR, number BIGINT, share DOUBLE, open BOOLEAN, made TIMESTAMPTZ, tags JSON);
      INSERT INTO rows
      SELECT name, number, share, open, made, tags
      FROM (SELECT unnest(['abc', 'a_c', 'aB', 'x-y', '5', '', NULL]) AS name),
        (SELECT unnest([1, 2, 5, NULL]) AS number),
        (SELECT unnest([0.75, 0.25, NULL]) AS share, unnest([true, false, NULL]) AS open,
          unnest(['2026-02-01 00:00:00Z', '2026-02-01 00:00:00.001Z', '2025-12-31 00:00:00Z'])::TIMESTAMPTZ AS made),
        (SELECT unnest(['{"env":"prod"}', '{"n":5}', '[1]', NULL])::JSON AS tags);
      CREATE MACRO lower(x) AS 'a';
      CREATE TABLE empty AS FROM rows LIMIT 0`);
  });
  afterAll(() => engine.close());
  const conditionsOf = async (condition: string) => {
    const { reads } = await readOutline(engine, `SELECT 1 FROM empty WHERE ${condition}`, () => []);
    return reads.flatMap(({ conditions }) => conditions);
  };

  it.each(whole)('says the same: %s', async (condition) => {
    const said = await conditionsOf(condition.replace('lower(', 'system.main.lower('));
    const sql = `SELECT count(*) AS n FROM rows WHERE ((${condition.replace('lower(', 'system.main.lower(')}) IS TRUE) <> ((${said.join(' AND ')}) IS TRUE)`;
    expect(said).not.toEqual([]);
    expect((await engine.query(sql)).rows).toEqual([{ n: 0 }]);
  });

  it.each(unsaid)('leaves out what it cannot say: %s', async (condition) => {
    expect((await conditionsOf(condition)).filter((sql) => /random|now|age|filter|struct|part/.test(sql))).toEqual([]);
  });

  it('knows all functions of DuckDB that say something else each time', async () => {
    const { rows } = await engine.query(
      "SELECT DISTINCT function_name AS name FROM duckdb_functions() WHERE function_type = 'scalar' AND stability <> 'CONSISTENT'",
    );
    expect(rows.map(({ name }) => String(name)).filter((name) => !varyingFunctions.has(name))).toEqual([]);
  });
});
