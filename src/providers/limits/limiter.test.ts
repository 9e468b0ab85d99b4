import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LimitDefinition } from './limit-definition.ts';
import { Limiter, type Permit } from './limiter.ts';
import { createFakeClock } from './testing/fake-clock.ts';

type Rule = Pick<LimitDefinition, 'atOnce' | 'perSecond' | 'burst' | 'adapts'>;

interface Call {
  /** Milliseconds from the start. */
  readonly arrives: number;
  readonly takes: number;
  readonly throttled: boolean;
  /** After how long it gives up, if it still waits then. */
  readonly patience?: number;
}

interface Course {
  /** The numbers of the calls that were let through, in their order, and when. */
  readonly entered: readonly { readonly call: number; readonly time: number }[];
  readonly gaveUp: readonly number[];
  readonly mostAtOnce: number;
  readonly limiter: Limiter;
}

/** Lets calls come, go and give up on a fake clock. */
async function run(rule: Rule, calls: readonly Call[]): Promise<Course> {
  const clock = createFakeClock(0);
  const limiter = new Limiter(rule, clock);
  const entered: { call: number; time: number }[] = [];
  const gaveUp: number[] = [];
  let inUse = 0;
  let mostAtOnce = 0;
  for (const [number, { arrives, takes, throttled, patience }] of calls.entries()) {
    clock.at(arrives, () => {
      const stop = new AbortController();
      if (patience !== undefined) clock.at(arrives + patience, () => stop.abort());
      limiter.acquire(stop.signal).then(
        (permit) => {
          entered.push({ call: number, time: clock.now() });
          inUse += 1;
          mostAtOnce = Math.max(mostAtOnce, inUse);
          clock.at(clock.now() + takes, () => {
            inUse -= 1;
            permit.release(throttled);
            // Whoever releases twice has released once.
            permit.release(throttled);
          });
        },
        () => gaveUp.push(number),
      );
    });
  }
  await clock.pass();
  return { entered, gaveUp, mostAtOnce, limiter };
}

const rules = fc.record({
  atOnce: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
  perSecond: fc.option(fc.integer({ min: 1, max: 50 }), { nil: undefined }),
  burst: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
  adapts: fc.boolean(),
});

function arrivals(call: Partial<Record<keyof Call, fc.Arbitrary<unknown>>> = {}): fc.Arbitrary<readonly Call[]> {
  return fc
    .array(
      fc.record({
        arrives: fc.integer({ min: 0, max: 2000 }),
        takes: fc.integer({ min: 0, max: 500 }),
        throttled: fc.constant(false),
        patience: fc.option(fc.integer({ min: 0, max: 300 }), { nil: undefined }),
        ...call,
      }) as fc.Arbitrary<Call>,
      { maxLength: 60 },
    )
    .map((calls) => calls.toSorted((one, other) => one.arrives - other.arrives));
}

describe('any limiter', () => {
  const throttled = fc.boolean();

  it('never lets through more at once than it says', async () => {
    await fc.assert(
      fc.asyncProperty(rules, arrivals({ throttled }), async (rule, calls) => {
        const { mostAtOnce, limiter } = await run(rule, calls);
        expect(mostAtOnce).toBeLessThanOrEqual(rule.atOnce ?? Number.POSITIVE_INFINITY);
        expect(limiter.state).toMatchObject({ inUse: 0, waiting: 0 });
      }),
    );
  });

  it('never lets through more in any span of time than its burst and its rate allow', async () => {
    await fc.assert(
      fc.asyncProperty(rules, arrivals({ throttled }), async ({ perSecond = 10, ...rule }, calls) => {
        const { entered } = await run({ ...rule, perSecond }, calls);
        const burst = rule.burst ?? Math.max(1, perSecond);
        for (const [from, first] of entered.entries()) {
          for (const [further, last] of entered.slice(from).entries()) {
            const allowed = burst + ((last.time - first.time) / 1000) * perSecond;
            expect(further + 1).toBeLessThanOrEqual(allowed + 1e-6);
          }
        }
      }),
    );
  });

  it('lets through in the order of arrival all who did not give up, and no one twice', async () => {
    await fc.assert(
      fc.asyncProperty(rules, arrivals({ throttled }), async (rule, calls) => {
        const { entered, gaveUp, limiter } = await run(rule, calls);
        const order = entered.map(({ call }) => call);
        expect(order).toEqual(order.toSorted((one, other) => one - other));
        expect([...order, ...gaveUp].toSorted((one, other) => one - other)).toEqual([...calls.keys()]);
        expect(limiter.state.calls).toBe(order.length);
        expect(limiter.state.throttled).toBe(order.filter((call) => calls[call]?.throttled).length);
      }),
    );
  });

  it('is the same for those who stay, whether or not others waited in vain', async () => {
    await fc.assert(
      fc.asyncProperty(rules, arrivals(), async (rule, calls) => {
        const { entered, gaveUp } = await run(rule, calls);
        const patient = calls.filter((_, number) => !gaveUp.includes(number));
        const alone = await run(rule, patient);
        expect(alone.gaveUp).toEqual([]);
        for (const [index, { time }] of alone.entered.entries()) expect(entered[index]?.time).toBeCloseTo(time, 3);
      }),
    );
  });

  it('keeps nobody waiting while there is room', async () => {
    await fc.assert(
      fc.asyncProperty(arrivals({ patience: fc.constant(undefined) }), async (calls) => {
        const { entered } = await run({ atOnce: calls.length + 1 }, calls);
        expect(entered.map(({ time }) => time)).toEqual(calls.map(({ arrives }) => arrives));
      }),
    );
  });
});

describe('a limiter that adapts', () => {
  function onFakeTime(rule: Rule) {
    const clock = createFakeClock();
    return { clock, limiter: new Limiter({ adapts: true, ...rule }, clock) };
  }

  /** Makes calls one after the other and tells how long each had to wait. */
  async function gaps({ clock, limiter }: ReturnType<typeof onFakeTime>, count: number): Promise<readonly number[]> {
    const waited: number[] = [];
    for (let call = 0; call < count; call += 1) {
      const start = clock.now();
      const permit = limiter.acquire();
      await clock.pass();
      (await permit).release(false);
      waited.push(clock.now() - start);
    }
    return waited;
  }

  it('waits for nothing until it is throttled', async () => {
    const own = onFakeTime({ atOnce: 4 });
    expect(new Set(await gaps(own, 50))).toEqual(new Set([0]));
    expect(own.limiter.state.rate).toBeUndefined();
  });

  it('halves the rate that was too fast, and finds its way back', async () => {
    const own = onFakeTime({ atOnce: 100 });
    const permits: Permit[] = [];
    for (let call = 0; call < 20; call += 1) {
      permits.push(await own.limiter.acquire());
      await own.clock.pass(10);
    }
    permits.pop()?.release(true);
    // 20 calls were sent in the last second: 10 a second from here, so one in 100 ms.
    expect(own.limiter.state.rate).toBe(10);
    const [first, ...rest] = await gaps(own, 4000);
    expect(first).toBeCloseTo(100);
    expect(rest[0]).toBeGreaterThan(50);
    expect(rest.at(-1)).toBe(0);
    expect(own.limiter.state.rate).toBeUndefined();
  });

  it('finds its way back to the rate that it has anyway', async () => {
    const own = onFakeTime({ perSecond: 20, burst: 100 });
    const permits = await Promise.all(Array.from({ length: 100 }, () => own.limiter.acquire()));
    expect(own.limiter.state.rate).toBe(20);
    await own.clock.pass(10);
    permits.pop()?.release(true);
    expect(own.limiter.state.rate).toBe(10);
    await gaps(own, 400);
    expect(own.limiter.state.rate).toBe(20);
  });

  it('halves once for a burst that was throttled together', async () => {
    const own = onFakeTime({ atOnce: 100 });
    const burst = await Promise.all(Array.from({ length: 16 }, () => own.limiter.acquire()));
    await own.clock.pass(5);
    for (const permit of burst) permit.release(true);
    expect(own.limiter.state).toMatchObject({ rate: 8, throttled: 16 });
  });

  it('does not forget at once what was too fast by far', async () => {
    const own = onFakeTime({ atOnce: 1000 });
    const permits = await Promise.all(Array.from({ length: 400 }, () => own.limiter.acquire()));
    await own.clock.pass(5);
    permits.pop()?.release(true);
    expect(own.limiter.state.rate).toBe(200);
    await gaps(own, 100);
    expect(own.limiter.state.rate).toBeLessThan(300);
    await gaps(own, 40_000);
    expect(own.limiter.state.rate).toBeUndefined();
  });

  it('never stands still', async () => {
    const own = onFakeTime({ atOnce: 1 });
    for (let call = 0; call < 20; call += 1) {
      const permit = own.limiter.acquire();
      await own.clock.pass();
      await own.clock.pass(1);
      (await permit).release(true);
    }
    expect(own.limiter.state.rate).toBe(0.5);
  });
});

describe('two limiters that turn out to count the same', () => {
  it('let through no more together than one, first come first served', async () => {
    const clock = createFakeClock();
    const rule = { atOnce: 2, perSecond: 10, burst: 3 };
    const [one, other] = [new Limiter(rule, clock), new Limiter(rule, clock)];
    const entered: string[] = [];
    const permits: Permit[] = [];
    for (const [index, name] of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].entries()) {
      (index % 2 === 0 ? one : other).acquire().then((permit) => {
        entered.push(name);
        permits.push(permit);
      });
    }
    await clock.pass(1);
    expect(entered.toSorted()).toEqual(['a', 'b', 'c', 'd']);
    one.mergeInto(other);
    expect(other.state).toMatchObject({ inUse: 4, waiting: 4, calls: 4 });
    permits.shift()?.release(false);
    await clock.pass(10_000);
    // Three are still on their way, of two that may be.
    expect(entered).toHaveLength(4);
    for (const permit of permits.splice(0)) permit.release(false);
    await clock.pass(1);
    expect(entered.slice(4)).toEqual(['e', 'f']);
    for (const permit of permits.splice(0)) permit.release(false);
    await clock.pass(1000);
    expect(entered.slice(4)).toEqual(['e', 'f', 'g', 'h']);
    const late = one.acquire();
    expect(other.state.waiting).toBe(1);
    for (const permit of permits.splice(0)) permit.release(false);
    (await late).release(false);
    expect(other.state).toMatchObject({ inUse: 0, waiting: 0, calls: 9 });
  });

  it('let the waiting give up after it too', async () => {
    const clock = createFakeClock();
    const [one, other] = [new Limiter({ atOnce: 1 }, clock), new Limiter({ atOnce: 1 }, clock)];
    const first = await one.acquire();
    const stop = new AbortController();
    const waiting = one.acquire(stop.signal);
    one.mergeInto(other);
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(other.state).toMatchObject({ inUse: 1, waiting: 0 });
    first.release(false);
    expect(other.state.inUse).toBe(0);
  });
});
