import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapAhead } from './map-ahead.ts';

async function* from<Item>(items: readonly Item[]): AsyncGenerator<Item, void, undefined> {
  for (const item of items) yield item;
}

const turn = async (times: number) => {
  for (let time = 0; time < times; time += 1) await Promise.resolve();
};

describe('mapAhead', () => {
  it('keeps the order and never has more on its way than it may, whatever each takes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ weight: fc.integer({ min: 1, max: 5 }), turns: fc.integer({ min: 0, max: 20 }) })),
        fc.integer({ min: 1, max: 10 }),
        async (items, most) => {
          let running = 0;
          const results: number[] = [];
          const task = async ({ weight, turns }: (typeof items)[number]) => {
            running += weight;
            // The last item that is taken may be over the mark, and no other.
            expect(running - weight).toBeLessThan(most);
            await turn(turns);
            running -= weight;
            return turns;
          };
          for await (const result of mapAhead(from(items), task, { weightOf: ({ weight }) => weight, most }))
            results.push(result);
          expect(results).toEqual(items.map(({ turns }) => turns));
        },
      ),
    );
  });

  it('works on several at once', async () => {
    const started: number[] = [];
    const ended: number[] = [];
    const task = async (item: number) => {
      started.push(item);
      await turn(10);
      ended.push(item);
      return item;
    };
    const results = mapAhead(from([1, 2, 3, 4]), task, { weightOf: () => 1, most: 2 });
    await results.next();
    expect(started.slice(0, 2)).toEqual([1, 2]);
    expect(ended[0]).toBe(1);
    await results.return();
  });

  it('fails with the first failure, of the source as of a task', async () => {
    const options = { weightOf: () => 1, most: 3 };
    const read = async (source: AsyncIterable<number>, task: (item: number) => Promise<number>) => {
      const results: number[] = [];
      for await (const result of mapAhead(source, task, options)) results.push(result);
      return results;
    };
    async function* broken() {
      yield 1;
      throw new Error('no page');
    }
    await expect(read(broken(), async (item) => item)).rejects.toThrow('no page');
    const fails = (item: number) => (item === 2 ? Promise.reject(new Error('no answer')) : Promise.resolve(item));
    await expect(read(from([1, 2, 3]), fails)).rejects.toThrow('no answer');
  });

  it('ends its source when its reader goes', async () => {
    let ended = false;
    async function* source() {
      try {
        for (let item = 0; ; item += 1) yield item;
      } finally {
        ended = true;
      }
    }
    for await (const item of mapAhead(source(), async (own) => own, { weightOf: () => 1, most: 2 }))
      if (item === 3) break;
    await turn(5);
    expect(ended).toBe(true);
  });
});
