import { type DuckDBConnection, DuckDBInstance, type Json } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { macroRemovals } from '../engine/compatibility/macro.ts';
import { stackqlMacros } from '../engine/compatibility/stackql.ts';
import { makeMacros, rowsOfDialect } from '../engine/compatibility/test-macros.ts';
import { parseStatement } from './parse-statement.ts';

let connection: DuckDBConnection;
let dialect: 'duckdb' | 'stackql' = 'duckdb';

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
  await makeMacros(connection);
  await connection.run("CALL enable_peg_parser(); SET TimeZone = 'UTC'");
  await connection.run(`CREATE TABLE t AS
    SELECT 1 AS id, '[{"Key":"env","Value":"prod"},{"Key":"x","Value":"1"}]'::JSON AS tags,
      '{"env":"prod","n":{"a":null,"b":[1,2]}}'::JSON AS m, TIMESTAMPTZ '2024-03-05 06:07:08.9Z' AS created
    UNION ALL SELECT 2, '[]', '{}', NULL UNION ALL SELECT 3, NULL, NULL, NULL ORDER BY id`);
});

afterAll(() => connection.closeSync());

const rowsOf = (sql: string): Promise<readonly (readonly Json[])[]> =>
  rowsOfDialect(connection, parseStatement(sql, { dialect }).sql);

describe('addresses', () => {
  it.each([
    "SELECT v FROM (VALUES ('10.0.0.9')) AS t(v) ORDER BY v::inet",
    "SELECT '10.0.0.9'::inet < '10.0.0.10'",
    'SELECT max(CAST(id AS inet)) FROM t',
  ])('have no order here: %s', (sql) => {
    expect(() => parseStatement(sql)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_STATEMENT' }));
  });
});

describe('values of types that PostgreSQL has', () => {
  it.each([
    ["SELECT 'abc'::inet", 'invalid input syntax for type inet: "abc"', 8],
    ["SELECT id FROM t WHERE 'x' = 'y' AND cidr '10.1.2.3/8' = '10.0.0.0/8'", 'type cidr: "10.1.2.3/8"', 43],
    ["SELECT CAST('1.2.3' AS inet)", 'type inet: "1.2.3"', 13],
    ["SELECT '10.0.0.1'::inet = 'here'", 'type inet: "here"', 27],
    ["SELECT '10.0.0.1'::inet IN ('::1', 'here')", 'type inet: "here"', 36],
    ["SELECT inet '10.0.0.1' << '10.0.0.0/33'::cidr", 'type cidr: "10.0.0.0/33"', 27],
    ["SELECT 'ten'::money", 'type money: "ten"', 8],
    [`SELECT '{"a": 1,}'::jsonb`, 'is no JSON', 8],
  ])('are refused where the text is none: %s', (sql, message, column) => {
    expect(() => parseStatement(sql)).toThrow(
      expect.objectContaining({
        code: 'CONVERSION_FAILED',
        message: expect.stringContaining(message),
        position: expect.objectContaining({ column }),
      }),
    );
  });

  it('are refused row by row, too, and made NULL by TRY_CAST', async () => {
    const values = "(VALUES ('10.0.0.1/32'), ('::FFFF:1.2.3.4'), ('x')) AS v(a)";
    await expect(rowsOf(`SELECT a::inet FROM ${values}`)).rejects.toThrow('invalid input syntax for type inet: "x"');
    await expect(rowsOf(`SELECT CAST(a AS money) FROM ${values}`)).rejects.toThrow('for type money: "10.0.0.1/32"');
    expect(await rowsOf(`SELECT TRY_CAST(a AS inet) FROM ${values}`)).toEqual([
      ['10.0.0.1'],
      ['::ffff:1.2.3.4'],
      [null],
    ]);
    expect(await rowsOf("SELECT TRY_CAST('x' AS cidr), TRY_CAST('10' AS cidr)")).toEqual([[null, '10.0.0.0/8']]);
    expect(await rowsOf("SELECT sum(v::text::money), max(id::money) FROM t, (VALUES ('$1,000.10')) AS a(v)")).toEqual([
      ['3000.30', '3.00'],
    ]);
  });

  it('are compared as what they are', async () => {
    expect(
      await rowsOf(
        "SELECT '10.0.0.1'::inet = '10.0.0.1/32', '10.1.2.3' = cidr '10.1.2.3/32', '10.0.0.1/8' = cidr '10.0.0.0/8', '::1'::inet NOT IN ('0:0::1', '::2')",
      ),
    ).toEqual([[true, true, false, false]]);
  });
});

describe('JSON that a statement makes', () => {
  const one = `'{"a": 1, "b": {"c": 2.0, "d": [1]}}'`;
  const other = `'{"b":{"d":[1],"c":2},"a":1}'`;
  it.each<[string, Json]>([
    [`${one}::jsonb = ${other}::jsonb`, true],
    [`CAST(${one} AS json) = ${other}`, true],
    [`${one} <> (${other})::json`, false],
    [`jsonb ${one} IN ('1', ${other})`, true],
    [`(upper('x') || '[]')[2:]::jsonb = '[ ]'`, true],
    [`(SELECT max(v)::jsonb FROM (VALUES (${one})) AS t(v)) IS NOT DISTINCT FROM ${other}::jsonb`, true],
    [`json_object('b', 1, 'a', 2) = json_object('a', 2, 'b', 1)`, true],
    [`jsonb_build_object('b', {'y': 1, 'x': 2}) = '{"b": {"x": 2, "y": 1}}'`, true],
    [`to_json({'b': 1, 'a': 2}) = '{"a": 2, "b": 1}'::jsonb`, true],
    [`json_merge_patch('{"b": 1}', '{"a": 2}') = '{"a": 2, "b": 1}'`, true],
    [`CASE WHEN true THEN ${one} END::jsonb = ${other}`, true],
    ["'[1, 2]'::jsonb = '[2, 1]'::jsonb", false],
    ["'12345678901234567890'::jsonb = '12345678901234567891'::jsonb", false],
    ["TRY_CAST('{' AS json) IS NULL", true],
  ])('%s is %s', async (expression, expected) => {
    expect(await rowsOf(`SELECT ${expression}`)).toEqual([[expected]]);
  });

  it('is one value to DISTINCT, GROUP BY and UNION', async () => {
    const values = `(VALUES (${one}), (${other}), (NULL)) AS v(x)`;
    expect(await rowsOf(`SELECT count(*) FROM (SELECT DISTINCT x::jsonb FROM ${values})`)).toEqual([['2']]);
    expect(await rowsOf(`SELECT count(*) FROM ${values} GROUP BY CAST(x AS jsonb) ORDER BY 1`)).toEqual([['1'], ['2']]);
    const objects = "SELECT json_object('b', 1, 'a', 2) UNION SELECT json_object('a', 2, 'b', 1)";
    expect(await rowsOf(`SELECT count(*) FROM (${objects})`)).toEqual([['1']]);
  });

  // PostgreSQL's documentation, table 9.47.
  it.each<[string, unknown]>([
    [`'["a", "b"]'::jsonb || '["a", "d"]'::jsonb`, ['a', 'b', 'a', 'd']],
    [`'{"a": "b"}'::jsonb || '{"c": "d"}'::jsonb`, { a: 'b', c: 'd' }],
    [`'[1, 2]'::jsonb || '3'::jsonb`, [1, 2, 3]],
    [`'{"a": "b"}'::jsonb || '42'::jsonb`, [{ a: 'b' }, 42]],
    [`'[1, 2]'::jsonb || jsonb_build_array('[3, 4]'::jsonb)`, [1, 2, [3, 4]]],
    [`'{"a": 1}'::jsonb || '{"b": 2}' || '{"a": 3}'`, { a: 3, b: 2 }],
    [`'{"a": 1}' || jsonb_build_object('b', 'x' || 'y')`, { a: 1, b: 'xy' }],
    [`m || '{"n": 1}'`, { env: 'prod', n: 1 }],
    [`m -> 'n' || (tags -> 0)`, { a: null, b: [1, 2], Key: 'env', Value: 'prod' }],
    ['m || tags || NULL::jsonb', null],
  ])('%s joins values', async (expression, expected) => {
    const [[joined] = []] = await rowsOf(`SELECT ${expression} FROM t WHERE id = 1`);
    expect(joined == null ? joined : JSON.parse(String(joined))).toEqual(expected);
  });

  it.each<[string, Json]>([
    [`m ->> 'env' || '1'`, 'prod1'],
    [`id || ':' || m`, '1:{"env":"prod","n":{"a":null,"b":[1,2]}}'],
    [`v.a || v.b`, 'xy'],
    [`v.list || v.list`, [1, 1]],
    [`v.a || '1'`, 'x1'],
    [`v.a || CURRENT_DATE || '' LIKE 'x____-__-__'`, true],
  ])('%s joins texts and lists', async (expression, expected) => {
    const from = `FROM t, (SELECT 'x' AS a, 'y' AS b, [1] AS list) AS v WHERE id = 1`;
    expect(await rowsOf(`SELECT ${expression} ${from}`)).toEqual([[expected]]);
  });
});

describe('queries pasted from PostgreSQL and Steampipe', () => {
  it.each<[string, Json[][]]>([
    ["SELECT id FROM t WHERE m ->> 'env' = 'prod' AND tags IS NOT NULL", [[1]]],
    [
      "SELECT 'abc' LIKE ANY (ARRAY['a%', 'x']), 'abc' NOT LIKE ALL (ARRAY['a%', 'x']), 'abc' ILIKE ANY ('{A%,b}') AND true",
      [[true, false, true]],
    ],
    [
      "SELECT 'abc' LIKE ANY (ARRAY['x', NULL]), 'abc' LIKE ALL (ARRAY['a%', NULL]), 'abc' LIKE ALL (ARRAY['x', NULL]), NULL LIKE ANY (ARRAY['x'])",
      [[null, null, false, null]],
    ],
    ["SELECT id FROM t WHERE NOT m ->> 'env' LIKE ANY (ARRAY['x%']) OR 'a' || 'b' LIKE SOME (ARRAY['b'])", [[1]]],
    ['SELECT e FROM unnest([1, 2]) AS e WHERE e > 1', [[2]]],
    [
      'SELECT t.id, e FROM t, unnest([t.id, 7]) e WHERE t.id = 1 ORDER BY e',
      [
        [1, 1],
        [1, 7],
      ],
    ],
    ['SELECT e.unnest FROM unnest([1]) AS e', [[1]]],
    [
      'SELECT e, ordinality FROM unnest([5, 6]) WITH ORDINALITY AS e ORDER BY 2 DESC',
      [
        [6, '2'],
        [5, '1'],
      ],
    ],
    ['SELECT n + 1 FROM generate_series(1, 2) AS n', [['2'], ['3']]],
    [
      "SELECT substring('ab' from 'a(x)?b'), substring('axb' from 'a(x)?b'), substring('ab' from 'a(x*)b')",
      [[null, 'x', '']],
    ],
    [
      "SELECT 'abc' LIKE ANY (SELECT 'a%' UNION ALL SELECT 'x'), 'abc' NOT ILIKE ALL (SELECT 'A%'), 'abc' LIKE ANY (VALUES ('x'), (NULL))",
      [[true, false, null]],
    ],
    [
      "SELECT '$1,234.5'::money, CAST('-$5' AS money), '12.345'::money, money '7'",
      [['1234.50', '-5.00', '12.35', '7.00']],
    ],
    [
      "SELECT '10.0.0.1'::inet, CAST('::1' AS inet), cidr '10.0.0.0/8', '10.0.0.1'::inet = '10.0.0.1'",
      [['10.0.0.1', '::1', '10.0.0.0/8', true]],
    ],
    ["SELECT 'abc' LIKE ANY (SELECT 'a%' WHERE false), 'abc' LIKE ALL (SELECT 'a%' WHERE false)", [[false, true]]],
    [
      "SELECT substring('Thomas' from '...$'), substring('foobar' from 'o(.)b'), substring('foobar' from 'z')",
      [['mas', 'o', null]],
    ],
    [
      `SELECT substring('a(b' from '\\((.)'), substring('a(b' from '[(].'), substring('Thomas' from 2 for 3)`,
      [['b', '(b', 'hom']],
    ],
    [
      'SELECT jsonb_agg(id ORDER BY id DESC), json_agg(DISTINCT id > 1 ORDER BY id > 1) FROM t',
      [['[3,2,1]', '[false,true]']],
    ],
    ['SELECT jsonb_agg(id) FILTER (WHERE id > 2), jsonb_agg(id) FILTER (WHERE id > 9) FROM t', [['[3]', null]]],
    [
      "SELECT e.v ->> 'Key', n FROM t, jsonb_array_elements(t.tags) WITH ORDINALITY AS e(v, n) ORDER BY n",
      [
        ['env', '1'],
        ['x', '2'],
      ],
    ],
    ['SELECT * FROM jsonb_object_keys(\'{"a": 1}\') WITH ORDINALITY', [['a', '1']]],
    ['SHOW TIME ZONE', [['UTC']]],
    [
      "SELECT inet '192.168.1.5' << inet '192.168.1/24', '192.168.1.0/24'::inet << '192.168.1.0/24'::cidr, '192.168.1.0/24'::inet <<= '192.168.1.0/24'::inet",
      [[true, false, true]],
    ],
    [
      "SELECT inet '192.168.1/24' >> inet '192.168.1.5', inet '192.168.1/24' >>= inet '192.168.1/24', inet '192.168.1/24' && inet '192.168.1.80/28', inet '192.168.1/24' && inet '192.168.2.0/28'",
      [[true, true, true, false]],
    ],
    ["SELECT '10.1.2.3'::inet << '0.0.0.0/0' AND '11.0.0.0'::inet << '10.0.0.0/8', 1 << 2", [[false, 4]]],
    [
      'SELECT id > 1, count(*) FROM t GROUP BY 1 ORDER BY count DESC',
      [
        [true, '2'],
        [false, '1'],
      ],
    ],
    [
      `SELECT * FROM jsonb_to_recordset('[{"a":1,"b":"foo"},{"a":"2","c":"bar"}]') AS x(a int, b text)`,
      [
        [1, 'foo'],
        [2, null],
      ],
    ],
    [
      `SELECT id, r."Key", r."Value" FROM t, jsonb_to_recordset(t.tags) AS r("Key" text, "Value" varchar(20)) WHERE r."Key" = 'env'`,
      [[1, 'env', 'prod']],
    ],
    [
      `SELECT x.n, x.j ->> 'k' FROM json_to_record('{"n":"1.50","j":{"k":"v"}}') x(n numeric(10,2), j jsonb)`,
      [['1.50', 'v']],
    ],
    ["SELECT m -> 'n' -> 'b' -> 1, m->'n'->'b'->>0 FROM t WHERE m -> 'n' -> 'b' = '[1,2]'", [['2', '1']]],
    [
      "SELECT id, e ->> 'Key', e.value ->> 'Value' FROM t, jsonb_array_elements(t.tags) e WHERE e ->> 'Key' = 'env'",
      [[1, 'env', 'prod']],
    ],
    [
      'SELECT id FROM t WHERE EXISTS (SELECT 1 FROM jsonb_array_elements(tags) AS tag WHERE tag @> \'{"Value": "prod"}\')',
      [[1]],
    ],
    ["SELECT count(*) FROM t LEFT JOIN LATERAL jsonb_array_elements(tags) e ON e ->> 'Key' = 'env'", [['3']]],
    ["SELECT jsonb_array_elements(tags) ->> 'Key' FROM t ORDER BY 1", [['env'], ['x']]],
    ['SELECT tag FROM jsonb_array_elements_text(\'["a", 1, null]\') AS tag', [['a'], ['1'], [null]]],
    ['SELECT k FROM t, jsonb_object_keys(m) AS k ORDER BY k', [['env'], ['n']]],
    ['SELECT id FROM t WHERE tags @> \'[{"Key": "env", "Value": "prod"}]\'::jsonb', [[1]]],
    [
      "SELECT id, m ? 'env' AND true FROM t",
      [
        [1, true],
        [2, false],
        [3, null],
      ],
    ],
    ["SELECT id FROM t WHERE NOT m ? 'env'", [[2]]],
    ["SELECT m -> 'n' ? 'a', m ?| array['x', 'env'], m ?& '{env,zz}' FROM t WHERE id = 1", [[true, true, false]]],
    ["SELECT m #> '{n,b,0}', m #>> '{n,b}', m #>> array['env'] FROM t WHERE id = 1", [['1', '[1,2]', 'prod']]],
    ['SELECT id FROM t ORDER BY id FETCH FIRST 2 ROWS ONLY', [[1], [2]]],
    ['SELECT id FROM t ORDER BY id OFFSET 1 ROWS FETCH NEXT 1 ROW ONLY', [[2]]],
    ["SELECT to_char(created, 'YYYY-MM-DD HH24:MI') FROM t WHERE id = 1", [['2024-03-05 06:07']]],
    [
      "SELECT 'abc' ~ 'b', 'abc' !~ 'b', 'ABC' ~* 'b', 'ABC' !~* 'b', 'a' ILIKE 'A'",
      [[true, false, true, false, true]],
    ],
    ["SELECT created::timestamptz > now() - interval '90 days' FROM t WHERE id = 1", [[false]]],
    ["SELECT string_agg(e ->> 'Key', ', ' ORDER BY e ->> 'Key') FROM t, jsonb_array_elements(tags) e", [['env, x']]],
  ])('%s', async (sql, rows) => expect(await rowsOf(sql)).toEqual(rows));
});

it.each([
  'SELECT * FROM t, json_each(m) WITH ORDINALITY AS e(k, v, n)',
  "SELECT * FROM jsonb_path_query('[1]', '$[*]') WITH ORDINALITY",
  "SELECT * FROM string_to_array('a,b', ',') WITH ORDINALITY AS e(v, n)",
])('refuses numbers that DuckDB would leave out without a word: %s', (sql) => {
  expect(() => parseStatement(sql, { dialect })).toThrow(/takes no WITH ORDINALITY/);
});

it('leaves the numbers of lists to DuckDB', async () => {
  const numbered = "SELECT v, n FROM unnest(['a', 'b']) WITH ORDINALITY AS e(v, n)";
  expect(await rowsOf(numbered)).toEqual([
    ['a', '1'],
    ['b', '2'],
  ]);
});

describe('queries pasted from StackQL', () => {
  beforeAll(async () => {
    dialect = 'stackql';
    await connection.run(stackqlMacros.join(';\n'));
  });
  afterAll(async () => {
    dialect = 'duckdb';
    await connection.run(macroRemovals(stackqlMacros).join(';\n'));
    expect(await rowsOf(`SELECT json_extract('{"a":"b"}', '$.a'), split_part('a/b', '/', 3)`)).toEqual([['"b"', '']]);
  });

  it.each<[string, Json[][]]>([
    ["SELECT json_extract(m, '$.env'), json_extract(m, '$.n.b') FROM t WHERE id = 1", [['prod', '[1,2]']]],
    [
      "SELECT t.id, json_extract(json_each.value, '$.Value') AS v FROM t, json_each(tags) WHERE json_extract(json_each.value, '$.Key') = 'env'",
      [[1, 'prod']],
    ],
    ["SELECT value FROM t, json_each(t.m, '$.n.b') ORDER BY 1", [[1], [2]]],
    [
      "SELECT date('2024-03-05', 'start of month', '+1 month', '-1 day'), time('2024-03-05 06:07:08')",
      [['2024-03-31', '06:07:08']],
    ],
    ["SELECT date('now', '-90 days') < now(), date('2024-03-05 10:00')", [[1, '2024-03-05']]],
    ["SELECT m -> 'env', m ->> 'env' FROM t WHERE tags @> '[{\"Key\": \"x\"}]'", [['"prod"', 'prod']]],
    ["SELECT id FROM t WHERE json_extract(m, '$.env') REGEXP '^pr' AND json_extract(m, '$.env') NOT REGEXP 'x'", [[1]]],
  ])('%s', async (sql, rows) => expect(await rowsOf(sql)).toEqual(rows));
});
