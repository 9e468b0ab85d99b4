import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyPatch, parsePatch } from '../sandbox/services/cloudcontrol/json-patch.ts';
import { patchDifference, pointerPart, sameJson } from './patch-difference.ts';
import type { Value } from './value.ts';

const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('', 'a', 'b', 'a/b', 0, 1, true, false, null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'a/b', 'm~n', '', '0'), tie('value'), { maxKeys: 4 }),
  ),
}));

describe('patchDifference', () => {
  it('turns the one value into the other', () => {
    fc.assert(
      fc.property(value, value, (current, wanted) => {
        const patch = patchDifference(current, wanted, '/Property');
        expect(applyPatch({ Property: current, Other: 1 }, parsePatch(JSON.stringify(patch)))).toEqual({
          Property: wanted,
          Other: 1,
        });
        expect(patch.length === 0).toBe(sameJson(current, wanted));
        const whole = JSON.stringify([{ op: 'replace', path: '/Property', value: wanted }]);
        expect(JSON.stringify(patch).length).toBeLessThanOrEqual(whole.length);
      }),
      { seed: 20261121, numRuns: 500 },
    );
  });

  it('adds what is not there and removes what is no longer wanted', () => {
    expect(patchDifference(undefined, 'a', '/P')).toEqual([{ op: 'add', path: '/P', value: 'a' }]);
    expect(patchDifference('a', undefined, '/P')).toEqual([{ op: 'remove', path: '/P' }]);
    expect(patchDifference(undefined, undefined, '/P')).toEqual([]);
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

it('pointerPart escapes as RFC 6901 does', () => {
  expect(pointerPart('a/b~c')).toBe('a~1b~0c');
});
