import { randomInt } from 'node:crypto';

/** The seed of this run's random cases: another each time, or that of SEED, which repeats a run. */
export const seed = process.env.SEED === undefined ? randomInt(2 ** 31) : Number(process.env.SEED);

/** Whether many more cases are tried than each day: SKYQL_LONG=1. */
export const isLong = process.env.SKYQL_LONG === '1';

/** Of what is known whole and takes long, a third each run, another with each seed; all of it with SKYQL_LONG=1. */
export function isTriedToday(_: unknown, index: number): boolean {
  return isLong || index % 3 === seed % 3;
}

/** Mulberry32: numbers from 0 to below 1, the same for the same seed. */
export function randomNumbers(start: number): () => number {
  let state = start | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
