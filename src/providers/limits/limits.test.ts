import { describe, expect, it } from 'vitest';
import { holdsFor, type LimitDefinition, type LimitedCall } from './limit-definition.ts';
import { createLimits } from './limits.ts';
import { createFakeClock } from './testing/fake-clock.ts';

const call: LimitedCall = {
  provider: 'fake',
  account: 'one',
  region: 'north',
  service: 'shop',
  operation: 'ListItems',
};
const reads: LimitDefinition = {
  name: 'reads',
  operations: ['List*', 'Get*'],
  per: ['account', 'operation'],
  atOnce: 1,
};
const rest: LimitDefinition = { name: 'rest', per: ['account', 'region'], atOnce: 2, source: 'default' };

describe('holdsFor', () => {
  it.each<[Partial<LimitDefinition>, boolean]>([
    [{}, true],
    [{ services: ['shop'] }, true],
    [{ services: ['bank'] }, false],
    [{ operations: ['ListItems'] }, true],
    [{ operations: ['List'] }, false],
    [{ operations: ['Get*', 'List*'] }, true],
    [{ operations: ['*Items'] }, true],
    [{ operations: ['L*t*ms'] }, true],
    [{ operations: ['L*x*ms'] }, false],
    [{ operations: ['ListItems*ListItems'] }, false],
    [{ operations: ['*'] }, true],
    [{ unfiltered: true }, false],
  ])('%j', (definition, holds) => {
    expect(holdsFor({ name: 'it', per: [], ...definition }, call)).toBe(holds);
  });

  it('leaves emulators alone with what only the provider itself has', () => {
    const emulated = { ...call, emulated: true };
    const sources = ['documented', 'inferred', 'default', undefined] as const;
    const held = sources.map((source) => holdsFor({ name: 'it', per: [], source }, emulated));
    expect(held).toEqual([false, false, true, true]);
  });
});

describe('limits', () => {
  const names = (limits: ReturnType<typeof createLimits>) =>
    limits.counts().map(({ definition, of, state }) => [definition.name, of, state.inUse]);

  it('hold a call to the first of the provider’s that is about it, and to all of the user’s', async () => {
    const further = [{ name: 'mine', per: [], perSecond: 100 }];
    const limits = createLimits({ builtIn: { fake: [reads, rest] }, further, clock: createFakeClock() });
    await limits.acquire(call);
    await limits.acquire({ ...call, operation: 'PutItem' });
    await limits.acquire({ ...call, provider: 'other' });
    expect(names(limits)).toEqual([
      ['reads', { account: 'one', operation: 'ListItems' }, 1],
      ['mine', {}, 3],
      ['rest', { account: 'one', region: 'north' }, 1],
    ]);
  });

  it('count apart what they count by, and together what they do not', async () => {
    const limits = createLimits({ builtIn: { fake: [reads, rest] }, clock: createFakeClock() });
    const places = [{ account: 'two' }, { operation: 'GetItem' }, { region: 'south' }];
    await limits.acquire(call);
    let waiting = 0;
    for (const place of places) {
      const permit = limits.acquire({ ...call, ...place });
      waiting += limits.counts().reduce((sum, { state }) => sum + state.waiting, 0);
      if (place.region === undefined) await permit;
    }
    expect(waiting).toBe(1);
    expect(limits.counts()).toHaveLength(3);
  });

  it('give back what they have when a call gives up', async () => {
    const further: LimitDefinition[] = [{ name: 'wide', per: [], atOnce: 5 }];
    const limits = createLimits({ builtIn: { fake: [reads] }, further, clock: createFakeClock() });
    const first = await limits.acquire(call);
    const stop = new AbortController();
    const second = limits.acquire(call, stop.signal);
    await Promise.resolve();
    expect(names(limits).map(([name, , inUse]) => [name, inUse])).toEqual([
      ['wide', 2],
      ['reads', 1],
    ]);
    stop.abort();
    await expect(second).rejects.toMatchObject({ code: 'INTERRUPTED' });
    first.release(false);
    first.release(false);
    expect(names(limits).map(([, , inUse]) => inUse)).toEqual([0, 0]);
  });

  it('count two connections together when they turn out to be of one account', async () => {
    const limits = createLimits({ builtIn: { fake: [reads, rest] }, clock: createFakeClock() });
    const dev = await limits.acquire({ ...call, account: 'connection dev' });
    await limits.acquire({ ...call, account: 'connection admin' });
    await limits.acquire({ ...call, account: 'connection admin', operation: 'PutItem' });
    limits.learnAccount('fake', 'connection dev', '1');
    expect(limits.counts().map(({ of }) => of.account)).toEqual(['connection admin', 'connection admin', '1']);
    limits.learnAccount('fake', 'connection admin', '1');
    expect(names(limits)).toEqual([
      ['reads', { account: '1', operation: 'ListItems' }, 2],
      ['rest', { account: '1', region: 'north' }, 1],
    ]);
    dev.release(false);
    expect(limits.counts()[0]?.state.inUse).toBe(1);
    limits.learnAccount('fake', 'connection nobody', '1');
    expect(limits.counts()).toHaveLength(2);
  });
});
