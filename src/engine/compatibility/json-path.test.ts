import { afterAll, describe, expect, it } from 'vitest';
import { openTestMacros } from './test-macros.ts';

const { connection, resultOf } = await openTestMacros();

afterAll(() => connection.closeSync());

const document = '{"a": [{"b": 1}, {"b": [2, 3]}, {"c": null}], "k e/y": "x", "n": 5}';

describe('paths of SQL/JSON', () => {
  it.each([
    ['$', [JSON.parse(document)]],
    ['$.n', [5]],
    ['lax $."k e/y"', ['x']],
    ['$.a[*].b', [1, [2, 3]]],
    ['$.a.b', [1, [2, 3]]],
    ['$.a.b[*]', [1, 2, 3]],
    ['$.a[1].b[0]', [2]],
    ['$.a[ last ].c', [null]],
    ['$.n[0]', [5]],
    ['$.n[1]', []],
    ['$.a[0].*', [1]],
    ['$.nothing', []],
    ['$.a[*] ? (@.b == 1)', [{ b: 1 }]],
    ['$.a ? (@.b >= 2)', [{ b: [2, 3] }]],
    ['$.a[*] ? (@.b == 1 || @.c == null).b', [1]],
    ['$.a[*] ? (exists (@.c) && !(@.c != null))', [{ c: null }]],
    ['$.* ? (@ starts with "x")', ['x']],
    ['$.* ? (@ like_regex "^X$" flag "i")', ['x']],
    ['$.n ? (@ == "5")', []],
    ['$.n ? (@ > 4 && $.n < 6)', [5]],
    ['$ ? (@.n != 5)', []],
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

  it.each([
    '$.a[*] ? (@.b + 1 == 2)',
    'strict $.a',
    '$.**',
    '$.a.size()',
    '$.a[0 to 1]',
    'a.b',
    '$.n + 1',
    '$ ? (@',
    '$.a ? (@.b == $x)',
  ])('%s is refused', async (path) => {
    await expect(resultOf(`jsonb_path_exists('${document}', '${path}')`)).rejects.toThrow('is not supported');
  });
});
