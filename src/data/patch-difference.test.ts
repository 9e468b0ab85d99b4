import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyPatch, parsePatch } from './json-patch.ts';
import { patchDifference } from './patch-difference.ts';
import { sameJson } from './same-json.ts';
import type { Value } from './value.ts';

const name = fc.constantFrom('a', 'b', 'a/b', 'm~n', '', '0', 'toString', 'constructor');
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('', 'a', 'b', 'a/b', 0, 1, true, false, null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4 }),
  ),
}));

describe('patchDifference', () => {
  it('applied to the one value gives the other', () => {
    fc.assert(
      fc.property(value, value, (current, wanted) => {
        const patch = patchDifference(current, wanted, '/Property');
        const document = { Property: current, Other: 1 };
        const before = JSON.stringify(document);
        const after = applyPatch(document, parsePatch(JSON.stringify(patch)));
        expect(sameJson(after, { Property: wanted, Other: 1 })).toBe(true);
        expect(JSON.stringify(document)).toBe(before);
      }),
      { numRuns: 500 },
    );
  });

  it('of two values is empty where they are the same, and never longer than the whole', () => {
    fc.assert(
      fc.property(value, value, (current, wanted) => {
        const patch = patchDifference(current, wanted, '/Property');
        expect(patch.length === 0).toBe(sameJson(current, wanted));
        const whole = JSON.stringify([{ op: 'replace', path: '/Property', value: wanted }]);
        expect(JSON.stringify(patch).length).toBeLessThanOrEqual(whole.length);
      }),
    );
  });

  it('of whole documents applies as well', () => {
    fc.assert(
      fc.property(value, value, (current, wanted) => {
        expect(sameJson(applyPatch(current, patchDifference(current, wanted, '')), wanted)).toBe(true);
      }),
    );
  });

  it('of lists without an order is nothing in another order, and the whole where an element changed', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 5 }), fc.infiniteStream(fc.nat(100)), value, (list, places, other) => {
        const shuffled = list
          .map((item) => [places.next().value ?? 0, item] as const)
          .toSorted(([one], [another]) => one - another)
          .map(([, item]) => item);
        expect(patchDifference(list, shuffled, '/P', () => true)).toEqual([]);
        expect(patchDifference({ a: list }, { a: shuffled }, '/P', () => true)).toEqual([]);
        const wanted = [...shuffled, other];
        expect(patchDifference(list, wanted, '/P', () => true)).toEqual([{ op: 'replace', path: '/P', value: wanted }]);
      }),
    );
  });

  it('adds what is not there and removes what is no longer wanted', () => {
    expect(patchDifference(undefined, 'a', '/P')).toEqual([{ op: 'add', path: '/P', value: 'a' }]);
    expect(patchDifference('a', undefined, '/P')).toEqual([{ op: 'remove', path: '/P' }]);
    expect(patchDifference(undefined, undefined, '/P')).toEqual([]);
  });

  it('adds a member that every object inherits', () => {
    const others = { a: 'what stays is long enough', b: 'not to be written again' };
    expect(patchDifference(others, { ...others, toString: 1 }, '/P')).toEqual([
      { op: 'add', path: '/P/toString', value: 1 },
    ]);
  });

  it('changes members and elements, not the whole', () => {
    const current = { tags: { env: 'dev', team: 'a long name that costs' }, list: ['first of them', 'second of them'] };
    const wanted = { tags: { env: 'prod', team: 'a long name that costs' }, list: ['first of them', 'other'] };
    expect(patchDifference(current, wanted, '/P')).toEqual([
      { op: 'replace', path: '/P/tags/env', value: 'prod' },
      { op: 'replace', path: '/P/list/1', value: 'other' },
    ]);
  });
});
