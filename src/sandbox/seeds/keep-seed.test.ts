import { describe, expect, it, vi } from 'vitest';
import { createClock } from '../state/create-clock.ts';
import { createState, type WholeState } from '../state/create-state.ts';
import { seedDemo } from './demo.ts';
import { keepSeed } from './keep-seed.ts';

const place = { account: '123456789012', region: 'us-east-1' };
const start = Date.parse('2026-11-21T12:00:00.000Z');
const second = 1_000;

/** Puts one record into a state, with an identifier and the time. */
const makeOne = () =>
  vi.fn((state: WholeState, clock: { now(): number }) => {
    state.table(place, 'things').set(state.identifier('t-', 8), { at: clock.now() });
  });

async function filled(populate: ReturnType<typeof keepSeed>, at: number, state = createState(1)) {
  await populate(
    state,
    createClock('instant', () => at),
    [],
  );
  return state;
}

const contents = (state: WholeState) => JSON.stringify([[...state.records()], state.position()]);

describe('a seed that is kept', () => {
  it('gives what making it again would', async () => {
    const populate = keepSeed(seedDemo, 60 * second);
    const made = createState(1);
    seedDemo(made, { now: () => start });
    expect(contents(await filled(populate, start))).toBe(contents(made));
    expect(contents(await filled(populate, start))).toBe(contents(made));
  });

  it('is made once for all that begin in its time, and again afterwards or for a clock that is behind', async () => {
    const make = makeOne();
    const populate = keepSeed(make, 60 * second);
    for (const [at, times] of [
      [start, 1],
      [start + 59 * second, 1],
      [start + 60 * second, 2],
      [start + 61 * second, 2],
      [start + 59 * second, 3],
    ] as const) {
      await filled(populate, at);
      expect(make, new Date(at).toISOString()).toHaveBeenCalledTimes(times);
    }
  });

  it('is made anew for another sequence of identifiers', async () => {
    const populate = keepSeed(makeOne(), 60 * second);
    const [one, other] = [await filled(populate, start), await filled(populate, start, createState(2))];
    expect([...other.table(place, 'things').values()]).toEqual([...one.table(place, 'things').values()]);
    expect(contents(other)).not.toBe(contents(one));
  });

  it('adds to a state that holds something', async () => {
    const populate = keepSeed(makeOne(), 60 * second);
    await filled(populate, start);
    const state = createState(1);
    state.table(place, 'others').set('mine', { name: 'mine' });
    await filled(populate, start, state);
    expect(state.tableNames()).toEqual(['others', 'things']);
  });

  it('knows nothing of what is changed afterwards', async () => {
    const populate = keepSeed(seedDemo, 60 * second);
    const first = await filled(populate, start);
    const before = contents(first);
    first.table(place, 'ec2.images').set('ami-1', {});
    first.reset();
    expect(contents(await filled(populate, start))).toBe(before);
  });
});
