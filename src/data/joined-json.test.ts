import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObject } from './is-object.ts';
import { joinedJson } from './joined-json.ts';

describe('joinedJson', () => {
  // The examples of PostgreSQL's documentation, and the edges of its words.
  it.each([
    ['["a", "b"]', '["a", "d"]', '["a","b","a","d"]'],
    ['{"a": "b"}', '{"c": "d"}', '{"a":"b","c":"d"}'],
    ['[1, 2]', '3', '[1,2,3]'],
    ['{"a": "b"}', '42', '[{"a":"b"},42]'],
    ['[1, 2]', '[[3, 4]]', '[1,2,[3,4]]'],
    ['{"b": {"x": 1}}', '{"b": {"y": 2}, "a": 12345678901234567890}', '{"a":12345678901234567890,"b":{"y":2}}'],
    ['1', 'null', '[1,null]'],
    ['[]', '{}', '[{}]'],
    ['{}', '{}', '{}'],
  ])('%s || %s is %s', (one, other, joined) => expect(joinedJson(one, other)).toBe(joined));

  it('takes nothing else for JSON', () => expect(joinedJson('{}', 'x')).toBeUndefined());

  it('holds what both hold', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 2 }), fc.jsonValue({ maxDepth: 2 }), (one, other) => {
        const joined: unknown = JSON.parse(joinedJson(JSON.stringify(one), JSON.stringify(other)) ?? '');
        const both = isObject(one) && isObject(other);
        expect(joined).toEqual(JSON.parse(JSON.stringify(both ? { ...one, ...other } : [one, other].flat())));
      }),
      { numRuns: 50 },
    );
  });
});
