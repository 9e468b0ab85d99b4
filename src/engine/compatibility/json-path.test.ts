import { afterAll, describe, expect, it } from 'vitest';
import { openTestMacros } from './test-macros.ts';

const { connection, resultOf } = await openTestMacros();

afterAll(() => connection.closeSync());

const document = '{"a": [{"b": 1}, {"b": [2, 3]}, {"c": null}], "k e/y": "x", "n": 5}';

describe('paths of SQL/JSON', () => {
  it.each([
    ['lax $."k e/y"', ['x']],
    ['$.a.b[*]', [1, 2, 3]],
    ['$.a[ last ].c', [null]],
    ['$.nothing', []],
    ['$.a[*] ? (@.b == 1 || @.c == null).b', [1]],
    ['$.n * 2.50', [12.5]],
    ['$.a.size()', [3]],
    ['$.a[0 to 1].b', [1, [2, 3]]],
    ['strict $.a[*] ? (@.b == 1)', [{ b: 1 }]],
  ])('%s', async (path, expected) => {
    expect(JSON.parse((await resultOf(`jsonb_path_query_array('${document}', '${path}')`)) as string)).toEqual(
      expected,
    );
    expect(await resultOf(`jsonb_path_exists('${document}', '${path}')`)).toBe(expected.length > 0);
  });

  it('give rows in SELECT and in FROM, and the first of them', async () => {
    const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
    expect(await rows(`SELECT jsonb_path_query('${document}', '$.a[*].b[*]')`)).toEqual([['1'], ['2'], ['3']]);
    expect(await rows(`SELECT value FROM jsonb_path_query('${document}', '$.n')`)).toEqual([['5']]);
    expect(await resultOf(`jsonb_path_query_first('${document}', '$.a.b')`)).toBe('1');
    expect(await resultOf(`jsonb_path_exists(NULL, '$')`)).toBeNull();
  });

  it('keeps the digits of numbers', async () => {
    expect(await resultOf(`jsonb_path_query_first('{"a": [12345678901234567890]}', '$.a[*] ? (@ > 1)')`)).toBe(
      '12345678901234567890',
    );
  });

  it('take the values of variables, and are silent where they are told to be', async () => {
    const query = `'{"a": [1, 2, 3]}', '$.a[*] ? (@ >= $least)'`;
    expect(await resultOf(`jsonb_path_query_array(${query}, '{"least": 2}')`)).toBe('[2,3]');
    expect(await resultOf(`jsonb_path_exists(${query}, '{"least": 4}'::jsonb)`)).toBe(false);
    expect(await resultOf(`jsonb_path_exists(${query}, NULL)`)).toBeNull();
    expect(await resultOf(`jsonb_path_exists('{}', 'strict $.a', '{}', true)`)).toBeNull();
    expect(await resultOf(`jsonb_path_query_array('{}', 'strict $.a', '{}', true)`)).toBe('[]');
    expect(await resultOf(`jsonb_path_match('{"a": 1}', '$.a > 0')`)).toBe(true);
    const times = `'["2024-01-31"]', '$[0].datetime() < "2024-02-01 00:00:00+00".datetime()'`;
    expect(await resultOf(`jsonb_path_match_tz(${times})`)).toBe(true);
    await expect(resultOf(`jsonb_path_match(${times})`)).rejects.toThrow('without time zone usage');
  });

  it.each([
    ['a.b', 'syntax error at or near "a" in the JSON path a.b'],
    ['$ ? (@', 'syntax error at end'],
    ['$.a ? (@.b == $x)', 'could not find jsonpath variable "x"'],
    ['$.a + 1', 'left operand of jsonpath operator + is not a single numeric value'],
    ['strict $.b', 'JSON object does not contain key "b"'],
  ])('%s is refused', async (path, message) => {
    await expect(resultOf(`jsonb_path_exists('${document}', '${path}')`)).rejects.toThrow(message);
  });
});
