import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inBursts } from './in-bursts.ts';

async function* pages(
  lengths: readonly number[],
  onEnd: () => void = () => undefined,
): AsyncGenerator<readonly number[]> {
  let row = 0;
  try {
    for (const length of lengths) yield Array.from({ length }, () => row++);
  } finally {
    onEnd();
  }
}

async function all<Row>(bursts: AsyncIterable<readonly Row[]>): Promise<readonly (readonly Row[])[]> {
  const found: (readonly Row[])[] = [];
  for await (const rows of bursts) found.push(rows);
  return found;
}

describe('inBursts', () => {
  it('gives each row once, in order, and of pages that are there many together', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 30 }), { maxLength: 20 }),
        fc.integer({ min: 1, max: 50 }),
        async (lengths, most) => {
          const bursts = await all(inBursts(() => pages(lengths), most));
          expect(bursts.flat()).toEqual(
            Array.from({ length: lengths.reduce((sum, own) => sum + own, 0) }, (_, index) => index),
          );
          for (const rows of bursts.slice(1, -1)) expect(rows.length).toBeGreaterThanOrEqual(most);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('waits for no page', async () => {
    async function* slow(): AsyncGenerator<readonly number[]> {
      yield [1];
      await wait(30);
      yield [2];
    }
    expect(await all(inBursts(slow, 10))).toEqual([[1], [2]]);
  });

  it('gives what came before a failure', async () => {
    async function* failing(): AsyncGenerator<readonly number[]> {
      yield [1];
      throw new Error('No more.');
    }
    const found: (readonly number[])[] = [];
    const reading = (async () => {
      for await (const rows of inBursts(failing, 10)) found.push(rows);
    })();
    await expect(reading).rejects.toThrow('No more.');
    expect(found).toEqual([[1]]);
  });

  it('stops what is on its way when nobody reads on', async () => {
    let signal: AbortSignal | undefined;
    async function* endless(own: AbortSignal): AsyncGenerator<readonly number[]> {
      signal = own;
      yield [1];
      await wait(600_000, undefined, { signal: own });
    }
    for await (const rows of inBursts(endless, 10)) {
      expect(rows).toEqual([1]);
      break;
    }
    expect(signal?.aborted).toBe(true);
    let isOver = false;
    const end = () => {
      isOver = true;
    };
    for await (const rows of inBursts(() => pages([1, 1, 1], end), 2)) {
      expect(rows).toEqual([0]);
      break;
    }
    expect(isOver).toBe(true);
  });
});
