import { describe, expect, it } from 'vitest';
import { withInserted, withoutMembers, withoutNulls, withoutPath } from './json-edits.ts';

describe('withoutPath', () => {
  it.each([
    ['{"b":1,"a":{"x":1,"y":2}}', ['a', 'x'], '{"a":{"y":2},"b":1}'],
    ['{"a":[1,{"x":1},3]}', ['a', '1', 'x'], '{"a":[1,{},3]}'],
    ['[1,2,3]', ['-1'], '[1,2]'],
    ['[1,2,3]', ['-4'], '[1,2,3]'],
    ['[1,2,3]', ['x'], '[1,2,3]'],
    ['{"a":1}', ['a', 'b'], '{"a":1}'],
    ['{"a":1}', [], '{"a":1}'],
    ['{"n":12345678901234567890,"a":1}', ['a'], '{"n":12345678901234567890}'],
    ['{"__proto__":1,"a":2}', ['a'], '{"__proto__":1}'],
    ['{', ['a'], undefined],
  ])('%s without %j is %s', (json, path, left) => expect(withoutPath(json, path)).toBe(left));
});

describe('withoutNulls', () => {
  it.each([
    ['{"a":null,"b":{"c":null},"d":[null,{"e":null}]}', '{"b":{},"d":[null,{}]}'],
    ['null', 'null'],
    ['{', undefined],
  ])('%s is %s', (json, left) => expect(withoutNulls(json)).toBe(left));
});

describe('withoutMembers', () => {
  it.each([
    ['{"b":1,"a":2}', 'b', '{"a":2}'],
    ['{"b":1,"a":2,"c":3}', ['a', 'c', 'z'], '{"b":1}'],
    ['["a","b","a",1]', 'a', '["b",1]'],
    ['[1,2,3]', -1, '[1,2]'],
    ['[1,2]', 5, '[1,2]'],
    ['{', 'a', undefined],
  ])('%s without %j is %s', (json, left, kept) => expect(withoutMembers(json, left)).toBe(kept));

  it.each([
    ['1', 'a', 'cannot delete from scalar'],
    ['{"1":2}', 1, 'integer index'],
  ])('refuses %s without %j', (json, left, words) => expect(() => withoutMembers(json, left)).toThrow(words));
});

describe('withInserted', () => {
  it.each([
    ['{"a":[0,1]}', ['a', '1'], '9', false, '{"a":[0,9,1]}'],
    ['{"a":[0,1]}', ['a', '1'], '9', true, '{"a":[0,1,9]}'],
    ['[0,1]', ['-1'], '9', false, '[0,9,1]'],
    ['[0,1]', ['7'], '9', false, '[0,1,9]'],
    ['[0,1]', ['-7'], '9', true, '[9,0,1]'],
    ['{"b":1}', ['a'], '{"y":1,"x":2}', false, '{"a":{"x":2,"y":1},"b":1}'],
    ['{"b":1}', ['a', 'x'], '2', false, '{"b":1}'],
    ['{', ['a'], '2', false, undefined],
  ])('%s at %j', (json, path, value, isAfter, whole) => expect(withInserted(json, path, value, isAfter)).toBe(whole));

  it.each([
    ['{"a":1}', ['a'], 'jsonb_set does'],
    ['[1]', ['a'], 'no place in a list'],
  ])('refuses %s at %j', (json, path, words) => expect(() => withInserted(json, path, '2', false)).toThrow(words));
});
