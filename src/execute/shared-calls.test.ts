import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Page, ScanRequest } from '../providers/provider.ts';
import type { ReadingProvider } from './reader.ts';
import { SharedCalls } from './shared-calls.ts';

const items = { provider: 'fake', service: 'shop', resource: 'items' };
const shared = [{ resource: items, columns: ['id', 'name'] }];
const request = (rest: Partial<ScanRequest> = {}): ScanRequest => ({
  resource: items,
  scope: { connection: 'main', region: 'north' },
  path: 'list_items',
  parameters: {},
  filters: [],
  columns: ['id'],
  ...rest,
});

/** A provider of so many pages a call, which keeps what it was asked. */
function pagesOf(sizes: readonly number[], failAt = Number.POSITIVE_INFINITY) {
  const asked: ScanRequest[] = [];
  let served = 0;
  const provider: ReadingProvider = {
    accountId: async () => '1',
    async *scan(own) {
      asked.push(own);
      for (const [number, size] of sizes.entries()) {
        if (number === failAt) throw new Error('broken');
        served += 1;
        yield { rows: Array.from({ length: size }, (_, row) => ({ id: `${number}.${row}` })) };
      }
    },
  };
  return { provider, asked, served: () => served };
}

async function all(pages: AsyncIterable<Page>): Promise<readonly Page[]> {
  const read: Page[] = [];
  for await (const page of pages) read.push(page);
  return read;
}

describe('SharedCalls', () => {
  it('makes a call once, for the columns that any of them asks for', async () => {
    const { provider, asked } = pagesOf([2, 1]);
    const over = new SharedCalls(shared, undefined).over(provider);
    const [one, other] = await Promise.all([all(over.scan(request(), {})), all(over.scan(request(), {}))]);
    const later = await all(over.scan(request({ columns: ['name'] }), {}));
    expect(one).toHaveLength(2);
    expect(other).toEqual(one);
    expect(later).toEqual(one);
    expect(asked).toEqual([request({ columns: ['id', 'name'] })]);
  });

  it('makes what brings other rows, asks for further columns or stops after some rows by itself', async () => {
    const { provider, asked } = pagesOf([1]);
    const over = new SharedCalls(shared, undefined).over(provider);
    await all(over.scan(request(), {}));
    await all(over.scan(request({ path: 'get_item' }), {}));
    await all(over.scan(request({ columns: ['size'] }), {}));
    await all(over.scan(request({ columns: ['size'] }), {}));
    await all(over.scan(request({ limit: 1 }), {}));
    const others = { ...items, resource: 'boxes' };
    await all(over.scan(request({ resource: others }), {}));
    await all(over.scan(request({ resource: others }), {}));
    expect(asked).toHaveLength(6);
  });

  it('fails for all', async () => {
    const { provider, asked } = pagesOf([1, 1], 1);
    const over = new SharedCalls(shared, undefined).over(provider);
    await expect(all(over.scan(request(), {}))).rejects.toThrow('broken');
    await expect(all(over.scan(request(), {}))).rejects.toThrow('broken');
    expect(asked).toHaveLength(1);
  });

  it('goes on when the scan that made it has ended, and ends with the statement', async () => {
    const statement = new AbortController();
    const signals: (AbortSignal | undefined)[] = [];
    const provider: ReadingProvider = {
      accountId: async () => '1',
      async *scan(_, { signal }) {
        signals.push(signal);
        yield { rows: [] };
      },
    };
    const over = new SharedCalls(shared, statement.signal).over(provider);
    await all(over.scan(request(), { signal: AbortSignal.abort() }));
    expect(signals).toEqual([statement.signal]);
  });

  it('asks again for what is too much to be kept, and keeps no page longer than its readers need', async () => {
    const { provider, asked, served } = pagesOf([2, 2, 2]);
    const over = new SharedCalls(shared, undefined, 3).over(provider);
    const early = over.scan(request(), {})[Symbol.asyncIterator]();
    const second = over.scan(request(), {});
    await early.next();
    await early.next();
    expect(served()).toBe(2);
    expect(await all(second)).toHaveLength(3);
    expect((await early.next()).done).toBe(false);
    expect((await early.next()).done).toBe(true);
    expect(asked).toHaveLength(1);
    expect(await all(over.scan(request(), {}))).toHaveLength(3);
    expect(asked).toHaveLength(2);
  });

  it('gives every reader all pages in their order, whenever it begins and however it takes turns', async () => {
    const readers = fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 3 })), readers, fc.nat({ max: 10 }), async (sizes, waits, most) => {
        const { provider } = pagesOf(sizes);
        const over = new SharedCalls(shared, undefined, most).over(provider);
        const turns = async (count: number) => {
          for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
        };
        const expected = await all(provider.scan(request(), {}));
        const read = await Promise.all(
          waits.map(async (wait) => {
            await turns(wait);
            const pages = over.scan(request(), {});
            await turns(wait);
            const own: Page[] = [];
            for await (const page of pages) {
              own.push(page);
              await turns(wait);
            }
            return own;
          }),
        );
        for (const own of read) expect(own).toEqual(expected);
      }),
    );
  });
});
