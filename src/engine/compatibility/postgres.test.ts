import { type DuckDBConnection, DuckDBInstance, type Json } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresMacros } from './postgres.ts';
import { makeMacros } from './test-macros.ts';

let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
  await makeMacros(connection);
  await connection.run("CALL enable_peg_parser(); SET TimeZone = 'UTC'");
});

afterAll(() => connection.closeSync());

const rowsOf = async (sql: string): Promise<readonly (readonly Json[])[]> =>
  (await connection.runAndReadAll(sql)).getRowsJson();
const valuesOf = async (expressions: string): Promise<readonly Json[]> =>
  (await rowsOf(`SELECT ${expressions}`))[0] ?? [];

describe('the macros for PostgreSQL', () => {
  it('leave nothing in the database itself', async () => {
    const made = "WHERE database_name NOT IN ('system', 'temp') AND NOT internal";
    expect(await rowsOf(`SELECT count(*) FROM duckdb_functions() ${made}`)).toEqual([['0']]);
    expect(await rowsOf(`SELECT count(*) FROM duckdb_types() ${made}`)).toEqual([['0']]);
  });

  it('read the old parser and the new', async () => {
    await expect(connection.run(postgresMacros.join(';\n'))).resolves.toBeDefined();
  });

  it.each<[string, Json[]]>([
    [`'{"a": 1}'::jsonb, typeof('[]'::jsonb)`, ['{"a": 1}', 'JSON']],
    [`'{"a": {"b": 3}}'::JSON ~> 'a' ~> 'b' = '3' AND true`, [true]],
    [`'{"a": 1, "b": 2}' @> '{"a": 1}', '{"a": 1}' @> '{"a": 2}', '{"a": 1}' @> '{}'`, [true, false, true]],
    [`'{"a": {"b": 1}}' @> '{"b": 1}', '{"a": {"b": 1, "c": 2}}' @> '{"a": {"b": 1}}'`, [false, true]],
    [`'[1, 2, 3]' @> '[3, 1]', '[1, 2]' @> '[4]', '["a"]' @> '"a"', '[["a"]]' @> '"a"'`, [true, false, true, false]],
    [`'[{"K": "a", "V": 1}, {"K": "b", "V": 2}]' @> '[{"K": "a", "V": 2}]'`, [false]],
    [`'[{"K": "a", "V": 1}, {"K": "b", "V": 2}]' @> '[{"K": "b"}]'`, [true]],
    [`'{"a/b": 1}' @> '{"a/b": 1}', NULL @> '{}', '{}' <@ '{"a": 1}', [1, 2] @> [2]`, [true, null, true, true]],
    [
      `'{"a": null}' ~@ 'a', '["a", "b"]' ~@ 'b', '"x"' ~@ 'x', '[{"a": 1}]' ~@ 'a', '3' ~@ 'a', NULL::JSON ~@ 'a'`,
      [true, true, true, false, false, null],
    ],
    [`'{"a": 1}' ~@| ['x', 'a'], '{"a": 1}' ~@& ['x', 'a'], '{"a": 1, "b": 2}' ~@& '{a,b}'`, [true, false, true]],
    [
      `'{"a": [{"x": "y"}]}' @~> '{a,0}', '{"a": [{"x": "y"}]}' @~>> '{a,0,x}', '{"a": 1}' @~>> ['a']`,
      ['{"x":"y"}', 'y', '1'],
    ],
    [`'abc' ~^ 'b', 'abc' !~^ '^b', 'ABC' ~^^ 'b', 'ABC' !~^^ 'b'`, [true, true, true, false]],
    [
      `jsonb_typeof('1'), jsonb_typeof('-1.5'), json_typeof('"a"'), jsonb_typeof('null'), jsonb_typeof('true'), json_typeof('{}')`,
      ['number', 'number', 'string', 'null', 'boolean', 'object'],
    ],
    [
      `masklen('10.0.0.0/8'), masklen('10.0.0.1'), masklen('fe80::/10'), masklen('::1'), masklen(NULL)`,
      [8, 32, 10, 128, null],
    ],
    [`'12.345'::money, 12::money`, ['12.35', '12.00']],
    [
      `string_to_array('a,b', ','), string_to_array('', ','), string_to_array('ab', NULL)`,
      [['a', 'b'], [], ['a', 'b']],
    ],
    [
      `string_to_array('a,,b', ',', ''), string_to_array('a,b', ''), string_to_array(NULL, ',')`,
      [['a', null, 'b'], ['a,b'], null],
    ],
    [`jsonb_array_length('[1, 2]'), to_jsonb([1]), jsonb_pretty('[]')`, ['2', '[1]', '[]']],
    [
      `jsonb_extract_path('{"a": {"b": [1]}}', 'a', 'b'), json_extract_path_text('{"a": [{"b": "x"}]}', 'a', '0', 'b')`,
      ['[1]', 'x'],
    ],
    [`jsonb_build_object('a', 1, 'b', 'x'), json_build_array(1, 'a', NULL)`, ['{"a":1,"b":"x"}', '[1,"a",null]']],
    [`to_char(TIMESTAMP '2024-03-05 16:07:08.9', 'YYYY-MM-DD HH24:MI:SS.MS')`, ['2024-03-05 16:07:08.900']],
    // The examples of PostgreSQL's documentation, of another day.
    [
      `to_char(TIMESTAMP '2001-02-06 05:39:18', 'Day, DD  HH12:MI:SS'), to_char(TIMESTAMP '2001-02-06 05:39:18', 'FMDay, FMDD  HH12:MI:SS')`,
      ['Tuesday  , 06  05:39:18', 'Tuesday, 6  05:39:18'],
    ],
    [
      `to_char(TIMESTAMP '2024-03-05 16:07:08', 'Q SSSS CC W WW D ID J RM|'), to_char(DATE '2000-12-31', 'CC IYYY IW IDDD')`,
      ['1 58028 21 1 10 3 2 2460375 III |', '20 2000 52 364'],
    ],
    [
      `to_char(DATE '2024-05-01', 'MONTH|Month|month|MON|Mon|mon|FMMONTH'), to_char(DATE '2024-05-21', 'FMDDth FMDDTH "of month"')`,
      ['MAY      |May      |may      |MAY|May|may|MAY', '21st 21ST of month'],
    ],
    [
      `to_char(TIMESTAMP '2024-03-05 00:07:08.123456', 'HH12 am A.M. MS US FF2 Y,YYY YY'), to_char(TIMESTAMP '2024-03-05 12:00:00', 'HH PM')`,
      ['12 am A.M. 123 123456 12 2,024 24', '12 PM'],
    ],
    [`to_char(TIMESTAMPTZ '2024-03-05 16:07:08Z', 'FMDay, DD Mon YYYY HH12:MI AM')`, ['Tuesday, 05 Mar 2024 04:07 PM']],
    [
      `to_char(DATE '2024-03-05', 'yyyy/mm "day" DDD 100%'), to_char(NULL::TIMESTAMP, 'YYYY')`,
      ['2024/03 day 065 100%', null],
    ],
    [
      `to_date('05 Mar 2024', 'DD Mon YYYY'), to_timestamp('2024-03-05 06:07', 'YYYY-MM-DD HH24:MI'), to_timestamp(0)`,
      ['2024-03-05', '2024-03-05 06:07:00+00', '1970-01-01 00:00:00+00'],
    ],
    [
      `initcap('hello wORLD-x'), btrim('  a '), btrim('xax', 'x'), clock_timestamp() > TIMESTAMP '2020-01-01'`,
      ['Hello World-X', 'a', 'a', true],
    ],
  ])('%s', async (expressions, values) => expect(await valuesOf(expressions)).toEqual(values));

  it('open JSON in FROM, also of a table beside', async () => {
    await connection.run(
      `CREATE OR REPLACE TEMP TABLE t AS SELECT 1 AS id, '["a", {"b": null}]'::JSON AS l, '{"x": "y", "z": 1}'::JSON AS o`,
    );
    expect(await rowsOf('SELECT id, e.value FROM t, jsonb_array_elements(t.l) AS e ORDER BY 2')).toEqual([
      [1, '"a"'],
      [1, '{"b":null}'],
    ]);
    expect(await rowsOf('SELECT value FROM t, json_array_elements_text(t.l) ORDER BY 1')).toEqual([
      ['a'],
      ['{"b":null}'],
    ]);
    expect(await rowsOf('SELECT key, value FROM t, jsonb_each(o) ORDER BY 1')).toEqual([
      ['x', '"y"'],
      ['z', '1'],
    ]);
    expect(await rowsOf('SELECT key, value FROM t, json_each_text(o) ORDER BY 1')).toEqual([
      ['x', 'y'],
      ['z', '1'],
    ]);
    expect(await rowsOf('SELECT value FROM t, jsonb_object_keys(o) ORDER BY 1')).toEqual([['x'], ['z']]);
    expect(await rowsOf('SELECT jsonb_agg(id), jsonb_object_agg(id, 2) FROM t')).toEqual([['[1]', '{"1":2}']]);
  });

  it('says of what to_char makes texts', async () => {
    await expect(valuesOf("to_char(true, '999')")).rejects.toThrow('to_char takes a time, an interval or a number.');
  });
});
