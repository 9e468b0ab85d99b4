import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TokenBucket } from './token-bucket.ts';

it('lets a second’s requests through at once, then as many as come in again', () => {
  const bucket = new TokenBucket(2);
  const passed = [0, 10, 20, 480, 500, 600, 5_000, 5_001, 5_002].map((now) => bucket.take(now));
  expect(passed).toEqual([true, true, false, false, true, false, true, true, false]);
  expect([0, 10_000].map((now) => new TokenBucket(0).take(now))).toEqual([false, false]);
});

it('lets through what comes evenly, and never more than a second’s over what a time brings', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.array(fc.nat({ max: 400 }), { maxLength: 200 }),
      (perSecond, gaps) => {
        const even = new TokenBucket(perSecond);
        for (let index = 0; index < 100; index += 1) expect(even.take((index * 1_000) / perSecond)).toBe(true);
        const bucket = new TokenBucket(perSecond);
        const passed: number[] = [];
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          if (bucket.take(now)) passed.push(now);
        }
        for (const [index, first] of passed.entries())
          for (const [more, last] of passed.slice(index).entries())
            expect(more + 1).toBeLessThanOrEqual(perSecond + ((last - first) / 1_000) * perSecond + 1e-3);
      },
    ),
    { numRuns: 30 },
  );
});
