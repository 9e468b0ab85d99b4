import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RecentTimes } from './recent-times.ts';

const gaps = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 200 });
const dense = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 2500, maxLength: 3000 });

it('counts the calls of the last second, however many there were', () => {
  fc.assert(
    fc.property(
      fc.oneof({ weight: 9, arbitrary: gaps }, { weight: 1, arbitrary: dense }),
      fc.nat(1200),
      fc.nat(12),
      (all, rest, latest) => {
        const recent = new RecentTimes(latest);
        const times: number[] = [];
        let time = 0;
        for (const gap of all) {
          time += gap;
          times.push(time);
          recent.add(time);
        }
        const now = time + rest;
        expect(recent.perSecond(now)).toBe(times.filter((sent) => sent > now - 1000).length);
      },
    ),
  );
});

it('counts the latest few of a longer time', () => {
  const recent = new RecentTimes(3);
  for (const time of [0, 2000, 4000, 6000, 8000]) recent.add(time);
  expect(recent.perSecond(8000)).toBe(1);
  expect(recent.perSecond(8000, 3000)).toBeCloseTo(2 / 3);
  // The first two have been forgotten.
  expect(recent.perSecond(8000, 10_000)).toBe(0.3);
});

it('counts those of another as well', () => {
  const [one, other] = [new RecentTimes(), new RecentTimes()];
  for (const time of [0, 500, 900]) one.add(time);
  for (const time of [100, 600]) other.add(time);
  one.addAll(other);
  expect([1000, 1100, 1550, 1900].map((time) => one.perSecond(time))).toEqual([4, 3, 2, 0]);
});
