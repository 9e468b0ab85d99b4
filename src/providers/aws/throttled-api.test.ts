import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Limiter } from '../limits/limiter.ts';
import { createLimits } from '../limits/limits.ts';
import { createFakeClock, type FakeClock } from '../limits/testing/fake-clock.ts';
import { ServiceFault } from './call-error.ts';
import { callWithRetries } from './call-with-retries.ts';

/** An API that allows so many calls a second, and a burst of them, as AWS's do: a bucket of tokens. */
function createBucket(perSecond: number, burst: number, clock: FakeClock, start = clock.now()) {
  let tokens = burst;
  let filled = start;
  return {
    take(): boolean {
      tokens = Math.min(burst, tokens + ((clock.now() - filled) / 1000) * perSecond);
      filled = clock.now();
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}

interface Situation {
  readonly perSecond: number;
  readonly burst: number;
  readonly latency: number;
  readonly jitter: readonly number[];
}

/** Makes so many calls as statements do, all wanted at once, and tells how many were answered, and when the last was. */
async function callAll({ perSecond, burst, latency, jitter }: Situation, count: number) {
  const clock = createFakeClock(0);
  const limits = createLimits({
    builtIn: { aws: [{ name: 'aws', per: ['service'], atOnce: 16, adapts: true, source: 'default' }] },
    clock,
  });
  const bucket = createBucket(perSecond, burst, clock);
  const scope = { connection: 'main', region: 'us-east-1', service: 'ec2', operation: 'DescribeImages' };
  const errors = [
    new ServiceFault('RequestLimitExceeded', 'Request limit exceeded.', 503),
    new ServiceFault('LimitExceededException', 'Rate exceeded', 400),
    new ServiceFault('ThrottlingException', 'Slow', 400),
  ];
  let answered = 0;
  let attempts = 0;
  let ended = 0;
  async function attempt() {
    const number = attempts;
    attempts += 1;
    const wander = () => ((jitter[number % jitter.length] ?? 0) / 100) * latency;
    await clock.wait(latency / 2 + wander());
    const isAllowed = bucket.take();
    await clock.wait(latency / 2);
    const fault = errors[number % errors.length];
    if (!isAllowed && fault !== undefined)
      return { kind: 'fault' as const, status: fault.status, fault, retryAfter: 0 };
    answered += 1;
    ended = clock.now();
    return { kind: 'output' as const, status: 200, output: {} };
  }
  const calls = Array.from({ length: count }, () =>
    callWithRetries({
      attempt,
      repeatable: false,
      acquire: (signal, turn) => limits.acquire({ ...scope, provider: 'aws', account: '1' }, signal, turn),
      endpoint: 'https://ec2.us-east-1.amazonaws.com',
      scope,
      fault: { action: 'ec2:DescribeImages' },
      correctClock: () => false,
      renewCredentials: () => false,
      context: {},
      wait: clock.wait,
      now: clock.now,
    }),
  );
  const settled = Promise.allSettled(calls);
  await clock.pass();
  const lost = (await settled).filter(({ status }) => status === 'rejected').length;
  return { answered, attempts, lost, seconds: (ended - latency / 2) / 1000 };
}

describe('an API that allows', () => {
  it.each([2, 5, 10, 100])('%i calls a second answers all calls, as fast as it allows', async (perSecond) => {
    const situations = fc.record({
      perSecond: fc.constant(perSecond),
      // A bucket holds what is allowed in a second at least: AWS's hold several.
      burst: fc.integer({ min: perSecond, max: perSecond * 5 }),
      // With more the sixteen at once would be what is allowed.
      latency: fc.integer({ min: 5, max: perSecond > 10 ? 50 : 120 }),
      jitter: fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(situations, async (situation) => {
        const count = situation.burst + perSecond * (perSecond < 10 ? 300 : perSecond > 10 ? 60 : 120);
        const { answered, attempts, lost, seconds } = await callAll(situation, count);
        expect(lost).toBe(0);
        expect(answered).toBe(count);
        const allowed = situation.burst + perSecond * seconds;
        expect(answered / allowed).toBeGreaterThan(0.99);
        // What is refused costs whoever answers as well.
        expect(attempts / count).toBeLessThan(1.25);
      }),
      { numRuns: perSecond > 10 ? 3 : 8 },
    );
  });
});

describe('what an API allows', () => {
  it('is found again when others have left more of it', async () => {
    const clock = createFakeClock(0);
    const limiter = new Limiter({ atOnce: 16, adapts: true }, clock);
    const scarce = createBucket(1, 1, clock);
    const plenty = createBucket(20, 20, clock, 60_000);
    let late = 0;
    async function call(): Promise<void> {
      for (let turn: number | undefined; ; ) {
        const permit = await limiter.acquire(undefined, turn);
        turn = permit.turn;
        await clock.wait(50);
        const isAllowed = (clock.now() < 60_000 ? scarce : plenty).take();
        permit.release(!isAllowed);
        if (!isAllowed) continue;
        if (clock.now() >= 75_000 && clock.now() < 95_000) late += 1;
        return;
      }
    }
    const calls = Array.from({ length: 1000 }, call);
    await clock.pass();
    await Promise.all(calls);
    // A quarter of a minute later it is at what is allowed, 20 times as much as before.
    expect(late).toBeGreaterThan(20 * 20 * 0.95);
  });
});
