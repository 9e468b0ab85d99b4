import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameJson } from './same-json.ts';

describe('sameJson', () => {
  it.each([
    [{ a: 1, b: undefined }, { a: 1 }, true],
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [{ a: 1 }, { b: 1 }, false],
    [{ toString: 1 }, { a: 1 }, false],
    [{ a: null }, {}, false],
    [[1], { 0: 1 }, false],
    [[1, 2], [2, 1], false],
    [null, {}, false],
    [undefined, undefined, true],
    [undefined, null, false],
    [[1, [2]], [1, [2]], true],
    [1, '1', false],
  ])('of %j and %j is %s', (left, right, expected) => {
    expect(sameJson(left, right)).toBe(expected);
    expect(sameJson(right, left)).toBe(expected);
  });

  it('holds of a value and its copy, and tells apart what is written apart', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const copy: unknown = JSON.parse(JSON.stringify(one));
        expect(sameJson(copy, JSON.parse(JSON.stringify(one)))).toBe(true);
        if (JSON.stringify(one) === JSON.stringify(other)) return;
        expect(sameJson([copy, 0], [copy, other])).toBe(sameJson(0, other));
      }),
    );
  });
});
