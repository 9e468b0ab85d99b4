import { describe, expect, it } from 'vitest';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { createLimiter, type Permit } from './limiter.ts';

/** A limiter on a clock that waiting itself moves. */
function onFakeTime(concurrency = 4) {
  let time = 1000;
  const limiter = createLimiter({
    concurrency,
    now: () => time,
    wait: async (milliseconds) => {
      time += milliseconds;
    },
  });
  return {
    limiter,
    now: () => time,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

async function settled(promise: Promise<unknown>): Promise<boolean> {
  let done = false;
  promise.then(
    () => {
      done = true;
    },
    () => {
      done = true;
    },
  );
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  return done;
}

describe('createLimiter', () => {
  it('lets so many calls go at once and the next when one has ended', async () => {
    const { limiter } = onFakeTime(2);
    const first = await limiter.acquire();
    await limiter.acquire();
    const third = limiter.acquire();
    expect(await settled(third)).toBe(false);
    first.release(false);
    expect(await settled(third)).toBe(true);
  });

  it('counts a release once', async () => {
    const { limiter } = onFakeTime(1);
    const first = await limiter.acquire();
    first.release(false);
    first.release(false);
    await limiter.acquire();
    expect(await settled(limiter.acquire())).toBe(false);
  });

  it('waits for nothing until AWS throttles', async () => {
    const { limiter, now } = onFakeTime();
    for (let call = 0; call < 50; call += 1) (await limiter.acquire()).release(false);
    expect(now()).toBe(1000);
  });

  it('halves the rate that was too fast, and finds its way back', async () => {
    const { limiter, now, pass } = onFakeTime(100);
    const permits: Permit[] = [];
    for (let call = 0; call < 20; call += 1) {
      permits.push(await limiter.acquire());
      pass(10);
    }
    permits.pop()?.release(true);
    const start = now();
    (await limiter.acquire()).release(false);
    // 20 calls were sent in the last second: 10 a second from here, so one in 100 ms.
    expect(now() - start).toBeCloseTo(100);

    const gaps: number[] = [];
    for (let call = 0; call < 4000; call += 1) {
      const before = now();
      (await limiter.acquire()).release(false);
      gaps.push(now() - before);
    }
    expect(gaps[0]).toBeGreaterThan(50);
    expect(gaps.at(-1)).toBe(0);
  });

  it('halves once for a burst that was throttled together', async () => {
    const { limiter, now, pass } = onFakeTime(100);
    const burst = await Promise.all(Array.from({ length: 16 }, () => limiter.acquire()));
    pass(5);
    for (const permit of burst) permit.release(true);
    const start = now();
    (await limiter.acquire()).release(false);
    expect(now() - start).toBeCloseTo(1000 / 8);
  });

  it('leaves the queue when the statement is stopped', async () => {
    const { limiter } = onFakeTime(1);
    const first = await limiter.acquire();
    const stop = new AbortController();
    const waiting = limiter.acquire(stop.signal);
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'INTERRUPTED' });
    await expect(waiting).rejects.toBeInstanceOf(SkyqlError);
    first.release(false);
    expect(await settled(limiter.acquire())).toBe(true);
  });
});
