import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsFor, type LimitDefinition, type LimitedCall, limitScopes } from './limit-definition.ts';
import { createLimits } from './limits.ts';
import { createFakeClock } from './testing/fake-clock.ts';

const operations = ['ListItems', 'GetItem', 'PutItem'] as const;

const definitions = fc.record({
  per: fc.subarray([...limitScopes]),
  operations: fc.option(fc.subarray(['List*', 'Get*', '*Item'], { minLength: 1 }), { nil: undefined }),
  atOnce: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  perSecond: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
  adapts: fc.boolean(),
});

const calls = fc.record({
  account: fc.constantFrom('one', 'two'),
  region: fc.constantFrom('north', 'south'),
  operation: fc.constantFrom(...operations),
  arrives: fc.integer({ min: 0, max: 500 }),
  takes: fc.integer({ min: 0, max: 200 }),
  throttled: fc.boolean(),
  patience: fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
});

function named(prefix: string, all: readonly Omit<LimitDefinition, 'name'>[]): readonly LimitDefinition[] {
  return all.map((definition, index) => ({ name: `${prefix}${index}`, ...definition }));
}

describe('any limits together', () => {
  it('let every call through that waits for it, and at no moment more than each of them says', async () => {
    const some = fc.array(definitions, { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(some, some, fc.array(calls, { maxLength: 40 }), async (own, users, all) => {
        const [builtIn, further] = [named('own', own), named('user', users)];
        const clock = createFakeClock(0);
        const limits = createLimits({ builtIn: { fake: builtIn }, further, clock });
        const onTheirWay = new Map<string, number>();
        const heldTo = (call: LimitedCall) =>
          [...further.filter((limit) => holdsFor(limit, call)), builtIn.find((limit) => holdsFor(limit, call))]
            .filter((limit) => limit !== undefined)
            .map((limit) => ({ limit, key: JSON.stringify([limit.name, ...limit.per.map((scope) => call[scope])]) }));
        let entered = 0;
        let gaveUp = 0;
        for (const { arrives, takes, throttled, patience, ...place } of all) {
          const call: LimitedCall = { provider: 'fake', service: 'shop', ...place };
          clock.at(arrives, () => {
            const stop = new AbortController();
            if (patience !== undefined) clock.at(arrives + patience, () => stop.abort());
            limits.acquire(call, stop.signal).then(
              (permit) => {
                entered += 1;
                for (const { limit, key } of heldTo(call)) {
                  const now = (onTheirWay.get(key) ?? 0) + 1;
                  onTheirWay.set(key, now);
                  expect(now).toBeLessThanOrEqual(limit.atOnce ?? Number.POSITIVE_INFINITY);
                }
                clock.at(clock.now() + takes, () => {
                  for (const { key } of heldTo(call)) onTheirWay.set(key, (onTheirWay.get(key) ?? 0) - 1);
                  permit.release(throttled);
                });
              },
              () => {
                gaveUp += 1;
              },
            );
          });
        }
        await clock.pass();
        expect(entered + gaveUp).toBe(all.length);
        for (const { state } of limits.counts()) expect(state).toMatchObject({ inUse: 0, waiting: 0 });
      }),
    );
  });
});
