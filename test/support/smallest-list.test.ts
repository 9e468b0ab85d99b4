import fc from 'fast-check';
import { expect, it } from 'vitest';
import { smallestList } from './smallest-list.ts';

it('leaves the members alone that the failure needs', async () => {
  const needed = ['x', 'y'];
  const fails = async (list: readonly string[]) => needed.every((member) => list.includes(member));
  expect((await smallestList([...'abcxdefyghijx'], fails)).toSorted()).toEqual(needed);
});

it('replaces what cannot go by what is plainest', async () => {
  const fails = async (list: readonly number[]) => list.length >= 3 && list.some((number) => number > 5);
  expect(await smallestList([4, 1, 9, 3, 7, 2], fails, { plainest: 0 })).toEqual([0, 7, 0]);
});

it('gives a list that fails, whatever it is and however few tries there are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(9), { minLength: 1 }), fc.nat(40), fc.nat(9), async (list, tries, limit) => {
      const fails = async (own: readonly number[]) => own.reduce((sum, number) => sum + number, 0) >= limit;
      fc.pre(await fails(list));
      const smallest = await smallestList(list, fails, { plainest: 0, tries });
      expect(await fails(smallest)).toBe(true);
      expect(smallest.length).toBeLessThanOrEqual(list.length);
    }),
  );
});
