import { type DuckDBConnection, DuckDBInstance, type Json } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { macroRemovals } from './macro.ts';
import { stackqlMacros } from './stackql.ts';
import { makeMacros, rowsOfDialect } from './test-macros.ts';

let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run("CALL enable_peg_parser(); SET TimeZone = 'UTC'");
  await makeMacros(connection, stackqlMacros);
});

afterAll(() => connection.closeSync());

const rowsOf = (sql: string): Promise<readonly (readonly Json[])[]> => rowsOfDialect(connection, sql);
const valuesOf = async (expressions: string): Promise<readonly Json[]> =>
  (await rowsOf(`SELECT ${expressions}`))[0] ?? [];
const policy = (...statements: readonly string[]): string =>
  `{"Version": "2012-10-17", "Statement": [${statements.join(', ')}]}`;
const compare = async (one: string, other: string): Promise<Json | undefined> =>
  (await valuesOf(`aws_policy_equal('${one}', '${other}')`))[0];

describe('the macros for StackQL', () => {
  it.each<[string, Json[]]>([
    [
      `json_extract('{"a": "b"}', '$.a'), json_extract('{"a": [1]}', '$.a'), json_extract('{}', '$.a')`,
      ['b', '[1]', null],
    ],
    [
      `json_type('{}'), json_type('"x"'), json_type('1'), json_type('1.5'), json_type('true'), json_type('null'), json_type('{"a": []}', '$.a')`,
      ['object', 'text', 'integer', 'real', 'true', 'null', 'array'],
    ],
    [
      `json_equal('{"a": 1, "b": 2}', '{"b": 2, "a": 1}'), json_equal('[1, 2]', '[2, 1]'), json_equal('[1]', '[1.0]')`,
      [1, 0, 1],
    ],
    [
      `json_equal('{}', '[]'), json_equal('{"a": null}', '{}'), json_equal('{"a": {}}', '{"a": []}'), json_equal(NULL, '{}')`,
      [0, 0, 0, null],
    ],
    [
      `split_part('a/b/c', '/', -1), split_part('a/b/c', '/', -3), split_part('a/b', '/', 1), split_part('a/b', '/', 9)`,
      ['c', 'a', 'a', null],
    ],
    [`regexp_like('hello world', 'hello'), regexp_like('hello world', '^world'), regexp_like(NULL, 'a')`, [1, 0, null]],
    [
      `regexp_substr('hello world', 'w.*d'), regexp_substr('hello', 'abc'), regexp_replace('hello world', 'world', 'SQLite')`,
      ['world', null, 'hello SQLite'],
    ],
    [
      `strftime('%Y-%m-%d %H:%M:%f', '2024-03-05 06:07:08.9'), strftime('%s', '1970-01-02'), strftime('%Y', TIMESTAMPTZ '2024-03-05 06:07:08Z', '+1 year')`,
      ['2024-03-05 06:07:08.900', '86400', '2025'],
    ],
    [
      `skyql_date('2024-03-05', '-90 days'), skyql_date('2024-03-05', 'start of month', '+1 month', '-1 day')`,
      ['2023-12-06', '2024-03-31'],
    ],
    [
      `datetime('2024-03-05T06:07:08Z', '+1 hour'), datetime(0, 'unixepoch'), skyql_time('2024-03-05 06:07:08')`,
      ['2024-03-05 07:07:08', '1970-01-01 00:00:00', '06:07:08'],
    ],
    [`skyql_date('now') = current_date, datetime('now', '-1 day') < now()`, [true, true]],
    [`julianday('2000-01-01 12:00:00'), unixepoch('1970-01-01 00:01:00')`, [2451545, '60']],
    [
      `iif(1 = 1, 'a', 'b'), iif(1 = 2, 'a'), ifnull(NULL, 2), instr('abc', 'c'), json_array_length('[1, 2]')`,
      ['a', null, 2, '3', '2'],
    ],
    [`json_object('a', 1), json_array(1, 2), json_valid('{')`, ['{"a":1}', '[1,2]', false]],
    [`group_concat(v), group_concat(v, '|'), total(v) FROM (VALUES (1), (2)) AS t(v)`, ['1,2', '1|2', 3]],
  ])('%s', async (expressions, values) => expect(await valuesOf(expressions)).toEqual(values));

  it('open JSON as SQLite does', async () => {
    expect(await rowsOf(`SELECT key, value, type FROM json_each('{"a": "x", "b": 2, "c": [1]}')`)).toEqual([
      ['a', 'x', 'text'],
      ['b', 2, 'integer'],
      ['c', '[1]', 'array'],
    ]);
    expect(await rowsOf(`SELECT value FROM json_each('{"a": ["x", "y"]}', '$.a')`)).toEqual([['x'], ['y']]);
  });

  it('refuse a modifier that SQLite does not know', async () => {
    await expect(valuesOf("skyql_date('2024-01-01', 'someday')")).rejects.toThrow('someday');
  });

  it('go again', async () => {
    const other = await (await DuckDBInstance.create(':memory:')).connect();
    await other.run('CALL enable_peg_parser()');
    await makeMacros(other, stackqlMacros);
    await other.run(macroRemovals(stackqlMacros).join(';\n'));
    const left = await other.runAndReadAll(
      "SELECT count(*) FROM duckdb_functions() WHERE database_name = 'temp' AND NOT internal",
    );
    expect(left.getRowsJson()).toEqual([['0']]);
    other.closeSync();
  });
});

describe('aws_policy_equal', () => {
  const read = '{"Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"], "Resource": "*"}';
  const readAgain = '{"Resource": ["*"], "Effect": "Allow", "Action": ["s3:listBucket", "s3:GetObject"]}';
  const refuse = '{"Effect": "Deny", "Action": "s3:DeleteObject", "Resource": "*"}';

  it('does not mind the order of statements, actions and keys', async () => {
    expect(await compare(policy(read, refuse), policy(refuse, readAgain))).toBe(1);
    expect(await compare(policy(read), `{"Statement": ${read}, "Version": "2012-10-17"}`)).toBe(1);
  });

  it('sees what differs', async () => {
    expect(await compare(policy(read), policy(refuse))).toBe(0);
    expect(await compare(policy(read), policy(read, refuse))).toBe(0);
    expect(await compare(policy(read), policy(read.replace('Allow', 'Deny')))).toBe(0);
    expect(await compare(policy(read), policy(read).replace('2012-10-17', '2008-10-17'))).toBe(0);
    const swapped = [read.replace('Allow', 'Deny'), refuse.replace('Deny', 'Allow')];
    expect(await compare(policy(read, refuse), policy(...swapped))).toBe(0);
  });

  it('knows that an account is its root user and * any principal', async () => {
    const trust = (principal: string): string =>
      policy(`{"Effect": "Allow", "Principal": ${principal}, "Action": "sts:AssumeRole"}`);
    expect(await compare(trust('{"AWS": "123456789012"}'), trust('{"AWS": ["arn:aws:iam::123456789012:root"]}'))).toBe(
      1,
    );
    expect(await compare(trust('"*"'), trust('{"AWS": "*"}'))).toBe(1);
    expect(await compare(trust('{"AWS": "123456789012"}'), trust('{"AWS": "210987654321"}'))).toBe(0);
  });

  it('compares lists of tags, whose order says nothing', async () => {
    const tags = '[{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}]';
    expect(await compare(tags, '[{"Value": "2", "Key": "b"}, {"Key": "a", "Value": "1"}]')).toBe(1);
    expect(await compare(tags, '[{"Key": "a", "Value": "2"}, {"Key": "b", "Value": "1"}]')).toBe(0);
  });

  it('compares columns', async () => {
    const rows = await rowsOf(
      `SELECT aws_policy_equal(a, b) FROM (VALUES ('${policy(read)}', '${policy(readAgain)}'), ('{}', '${policy(read)}'), (NULL, '{}')) AS t(a, b)`,
    );
    expect(rows).toEqual([[1], [0], [null]]);
  });
});
