import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SendRate } from './send-rate.ts';

it('counts the calls of the last second, however many there were', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 200 });
  const dense = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 2500, maxLength: 3000 });
  fc.assert(
    fc.property(
      fc.oneof({ weight: 9, arbitrary: gaps }, { weight: 1, arbitrary: dense }),
      fc.nat(1200),
      (all, rest) => {
        const rate = new SendRate();
        const times: number[] = [];
        let time = 0;
        for (const gap of all) {
          time += gap;
          times.push(time);
          rate.add(time);
        }
        const now = time + rest;
        expect(rate.perSecond(now)).toBe(times.filter((sent) => sent > now - 1000).length);
      },
    ),
  );
});

it('counts those of another as well', () => {
  const [one, other] = [new SendRate(), new SendRate()];
  for (const time of [0, 500, 900]) one.add(time);
  for (const time of [100, 600]) other.add(time);
  one.addAll(other);
  expect([1000, 1100, 1550, 1900].map((time) => one.perSecond(time))).toEqual([4, 3, 2, 0]);
});
