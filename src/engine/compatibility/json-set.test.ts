import { afterAll, describe, expect, it } from 'vitest';
import { openTestMacros } from './test-macros.ts';

const { connection, resultOf } = await openTestMacros();

afterAll(() => connection.closeSync());

describe('jsonb_set', () => {
  it.each([
    [`'[{"f1":1,"f2":null},2,null,3]', '{0,f1}', '[2,3,4]', false`, [{ f1: [2, 3, 4], f2: null }, 2, null, 3]],
    [`'[{"f1":1,"f2":null},2]', '{0,f3}', '[2,3,4]'`, [{ f1: 1, f2: null, f3: [2, 3, 4] }, 2]],
    [`'[{"f1":1}]', '{0,f3}', '2', false`, [{ f1: 1 }]],
    [`'{"a":{"b":1}}', ARRAY['a','c'], '{"d":null}'`, { a: { b: 1, c: { d: null } } }],
    [`'{"a":{"b":1}}', '{a,b}', 'null'`, { a: { b: null } }],
    [`'{"a":1}', '{a,b}', '2'`, { a: 1 }],
    [`'{"a":1}', '{x,b}', '2'`, { a: 1 }],
    [`'{"a/~b":1}', '{a/~b}', '"x"'`, { 'a/~b': 'x' }],
    [`'[1,2,3]', '{-1}', '9'`, [1, 2, 9]],
    [`'[1,2,3]', '{-9}', '9'`, [9, 1, 2, 3]],
    [`'[1,2,3]', '{7}', '9'`, [1, 2, 3, 9]],
    [`'[1,2,3]', '{7}', '9', false`, [1, 2, 3]],
    [`'{}', '{}', '1'`, {}],
  ])('(%s)', async (given, expected) => {
    expect(JSON.parse((await resultOf(`jsonb_set(${given})`)) as string)).toEqual(expected);
  });

  it('is NULL of NULL, and refuses what PostgreSQL refuses', async () => {
    expect(await resultOf(`jsonb_set('{}', '{a}', NULL)`)).toBeNull();
    await expect(resultOf(`jsonb_set('1', '{a}', '2')`)).rejects.toThrow('neither an object nor a list');
    await expect(resultOf(`jsonb_set('[1]', '{a}', '2')`)).rejects.toThrow('"a" is no place in a list');
    await expect(resultOf(`jsonb_set('[[1]]', '{-1,0}', '2')`)).rejects.toThrow('from the start');
  });
});
