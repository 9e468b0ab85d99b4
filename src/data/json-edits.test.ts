import { describe, expect, it } from 'vitest';
import { withoutNulls, withoutPath } from './json-edits.ts';

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
