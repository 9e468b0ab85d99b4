import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapConcurrently, merge } from './merge.ts';

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('merge', () => {
  it('gives every item of every source, each source in its order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.nat({ max: 5 }), { maxLength: 5 }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        async (lists, concurrency, ahead) => {
          const sources = lists.map(
            (list, source) =>
              async function* () {
                for (const [index, turns] of list.entries()) {
                  for (let turn = 0; turn < turns; turn++) await Promise.resolve();
                  yield { source, index };
                }
              },
          );
          const items = await collect(merge(sources, concurrency, { ahead }));
          for (const [source, list] of lists.entries()) {
            expect(items.filter((item) => item.source === source).map(({ index }) => index)).toEqual([...list.keys()]);
          }
        },
      ),
    );
  });

  it('never runs more sources at a time than it may', async () => {
    let running = 0;
    let most = 0;
    const source = async function* () {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      yield 1;
      running -= 1;
    };
    expect(await collect(merge([source, source, source, source, source], 2))).toHaveLength(5);
    expect(most).toBe(2);
  });

  it('runs no more sources at a time than it may, and when its reader leaves ends all that began and begins no other', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.nat({ max: 4 }), { maxLength: 4 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        fc.boolean(),
        fc.nat({ max: 20 }),
        async (lists, concurrency, ahead, comeOneByOne, wanted) => {
          let running = 0;
          let most = 0;
          let begun = 0;
          let ended = 0;
          const sources = lists.map(
            (list, source) =>
              async function* () {
                running += 1;
                begun += 1;
                most = Math.max(most, running);
                try {
                  for (const [index, turns] of list.entries()) {
                    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
                    yield `${source}/${index}`;
                  }
                } finally {
                  running -= 1;
                  ended += 1;
                }
              },
          );
          let isSupplyOpen = false;
          const supply = async function* () {
            isSupplyOpen = true;
            try {
              for (const source of sources) {
                await Promise.resolve();
                yield source;
              }
            } finally {
              isSupplyOpen = false;
            }
          };
          const items: string[] = [];
          for await (const item of merge(comeOneByOne ? supply() : sources, concurrency, { ahead })) {
            items.push(item);
            if (items.length >= wanted) break;
          }
          const all = lists.flatMap((list, source) => [...list.keys()].map((index) => `${source}/${index}`));
          expect(most).toBeLessThanOrEqual(concurrency);
          expect(new Set(items).size).toBe(items.length);
          expect(all).toEqual(expect.arrayContaining(items));
          expect(items).toHaveLength(Math.min(all.length, Math.max(wanted, 1)));
          const begunThen = begun;
          // Longer than any source takes for an item.
          for (let turn = 0; turn < 50; turn++) await Promise.resolve();
          expect({ begun, ended, isSupplyOpen }).toEqual({ begun: begunThen, ended: begunThen, isSupplyOpen: false });
        },
      ),
    );
  });

  it('takes sources one by one as they come, and fails as their supply does', async () => {
    let supplied = 0;
    const one = async function* () {
      yield 1;
    };
    const supply = async function* () {
      for (; supplied < 5; supplied++) yield one;
    };
    expect(await collect(merge(supply(), 2))).toHaveLength(5);
    supplied = 0;
    for await (const _ of merge(supply(), 1, { ahead: false })) break;
    expect(supplied).toBeLessThanOrEqual(1);
    const broken = async function* () {
      yield one;
      throw new Error('no more');
    };
    await expect(collect(merge(broken(), 2))).rejects.toThrow('no more');
  });

  it.each([
    [true, 2],
    [false, 1],
  ])('asks a source for its next item ahead of the reader: %s', async (ahead, asked) => {
    let pages = 0;
    const source = async function* () {
      for (;;) {
        pages += 1;
        yield pages;
      }
    };
    for await (const page of merge([source], 1, { ahead })) {
      expect(page).toBe(1);
      break;
    }
    expect(pages).toBe(asked);
  });

  it('ends the sources when its reader stops, and fails as a source fails', async () => {
    const ended: string[] = [];
    const source = (name: string) =>
      async function* () {
        try {
          yield name;
          yield name;
        } finally {
          ended.push(name);
        }
      };
    for await (const _ of merge([source('a'), source('b')], 2)) break;
    await Promise.resolve();
    expect(ended.toSorted()).toEqual(['a', 'b']);
    const broken = async function* () {
      yield 1;
      throw new Error('broken');
    };
    await expect(collect(merge([broken], 1))).rejects.toThrow('broken');
  });
});

describe('mapConcurrently', () => {
  it('keeps the order and the bound', async () => {
    let running = 0;
    let most = 0;
    const results = await mapConcurrently([3, 1, 2, 0], 2, async (turns, index) => {
      running += 1;
      most = Math.max(most, running);
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      running -= 1;
      return `${index}:${turns}`;
    });
    expect(results).toEqual(['0:3', '1:1', '2:2', '3:0']);
    expect(most).toBe(2);
  });
});
