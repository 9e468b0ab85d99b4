import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAnswerCache, type KeptCall } from './answer-cache.ts';

const [one, other] = ['111111111111', '222222222222'];

function call(rest: Partial<KeptCall> = {}): KeptCall {
  const place = { provider: 'aws', connection: 'main', account: one, region: 'north' };
  return { ...place, service: 'ec2', operation: 'DescribeImages', arguments: '{}', ...rest };
}

function setUp(options: { readonly mostBytes?: number } = {}) {
  let time = 0;
  let asked = 0;
  const cache = createAnswerCache({ ...options, now: () => time });
  return {
    cache,
    asked: () => asked,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
    get: (own: KeptCall, maximumAge = 1000, bytes = 10) =>
      cache.get(own, { maximumAge }, async () => {
        asked += 1;
        return { answer: asked, bytes };
      }),
  };
}

describe('answers', () => {
  it('are given again while they are no older than they may be', async () => {
    const { get, pass, cache } = setUp();
    expect(await get(call())).toEqual({ answer: 1, isKept: false });
    pass(999);
    expect(await get(call())).toEqual({ answer: 1, isKept: true });
    expect(await get(call(), 500)).toEqual({ answer: 2, isKept: false });
    expect(cache.answers()).toMatchObject([{ operation: 'DescribeImages', age: 0, hits: 0 }]);
    pass(1000);
    expect(await get(call())).toEqual({ answer: 3, isKept: false });
  });

  it.each(['connection', 'region', 'service', 'operation', 'arguments'] as const)('differ by %s', async (name) => {
    const { get, asked } = setUp();
    await get(call());
    await get(call({ [name]: 'another' }));
    expect(asked()).toBe(2);
  });

  it('are asked once by those who ask at the same time', async () => {
    const { get, asked } = setUp();
    const answers = await Promise.all([get(call()), get(call()), get(call())]);
    expect(answers.map(({ isKept }) => isKept)).toEqual([false, true, true]);
    expect(asked()).toBe(1);
  });

  it('that failed are asked again', async () => {
    const { cache, get } = setUp();
    const fail = async () => {
      throw new Error('no');
    };
    await expect(cache.get(call(), { maximumAge: 1000 }, fail)).rejects.toThrow('no');
    expect(await get(call())).toMatchObject({ isKept: false });
  });

  it('make room for others, those that were used longest ago first', async () => {
    const { get, cache } = setUp({ mostBytes: 3_100 });
    for (const region of ['a', 'b', 'c']) await get(call({ region }), 1000, 1000);
    await get(call({ region: 'a' }), 1000, 1000);
    await get(call({ region: 'd' }), 1000, 1000);
    expect(cache.answers().map(({ region }) => region)).toEqual(['c', 'a', 'd']);
  });
});

describe('a change', () => {
  it('drops what was kept of its account, and of those that may be the same', async () => {
    const { get, cache } = setUp();
    for (const account of [one, other, 'connection x']) await get(call({ account, region: account }));
    cache.forget(one);
    expect(cache.answers().map(({ account }) => account)).toEqual([other]);
    cache.forget('connection y');
    expect(cache.answers()).toEqual([]);
  });

  it('never lets an answer be given that was asked before it', async () => {
    const accounts = fc.constantFrom(one, other, 'connection x');
    const step = fc.oneof(
      fc.record({ kind: fc.constant('ask' as const), account: accounts, wait: fc.integer({ min: 0, max: 4 }) }),
      fc.record({ kind: fc.constant('change' as const), account: accounts, wait: fc.constant(0) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const cache = createAnswerCache({ now: () => 0 });
        // What each account is at: an answer tells it as it was when it was asked.
        const versions = new Map<string, number>();
        const mayBeSame = (a: string, b: string) => a === b || !/^\d+$/.test(a) || !/^\d+$/.test(b);
        const reads: Promise<void>[] = [];
        for (const { kind, account, wait } of steps) {
          if (kind === 'change') {
            for (const own of [one, other, 'connection x'])
              if (mayBeSame(own, account)) versions.set(own, (versions.get(own) ?? 0) + 1);
            cache.forget(account);
          } else {
            const atLeast = versions.get(account) ?? 0;
            const ask = async () => {
              const answer = versions.get(account) ?? 0;
              for (let turn = 0; turn < wait; turn += 1) await Promise.resolve();
              return { answer, bytes: 1 };
            };
            reads.push(
              cache.get(call({ account }), { maximumAge: 1000 }, ask).then(({ answer }) => {
                expect(answer).toBeGreaterThanOrEqual(atLeast);
              }),
            );
          }
          await Promise.resolve();
        }
        await Promise.all(reads);
        expect(versions.size).toBeLessThanOrEqual(3);
      }),
    );
  });
});
