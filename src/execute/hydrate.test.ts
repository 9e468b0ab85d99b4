import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accessOf } from '../../test/support/access-of.ts';
import type { Row, Value } from '../data/value.ts';
import type { Access, Hydration } from '../plan/access/access.ts';
import type { ScanRequest } from '../providers/provider.ts';
import { hydrate, type ListedRow } from './hydrate.ts';
import type { Reader } from './reader.ts';

const resource = { provider: 'fake', service: 'shop', resource: 'items' };
const scope = { connection: 'main', region: 'north' };
const request: ScanRequest = { resource, scope, path: 'list', parameters: {}, filters: [], columns: ['id'] };

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
};

function sizes(batch: number, rest: Partial<Hydration> = {}): Hydration {
  return {
    path: 'sizes',
    method: 'sizes',
    parameter: 'Ids',
    keys: ['id'],
    batch,
    columns: ['size'],
    expectedCalls: 1,
    ...rest,
  };
}

/** Answers `size` of each id, and `colour` of those, after so many turns; what was asked is kept. */
function readerAnswering(wait: (keys: readonly Value[]) => number = () => 0) {
  const asked: {
    readonly path: string;
    readonly keys: readonly Value[];
    readonly parameters: ScanRequest['parameters'];
  }[] = [];
  const reader: Reader = {
    provider: {
      accountId: async () => '1',
      async *scan({ path, parameters }) {
        const keys = [parameters.Ids ?? parameters.Sizes ?? null].flat() as readonly Value[];
        asked.push({ path, keys, parameters });
        await turns(wait(keys));
        yield {
          rows: keys.map(
            (key): Row => (path === 'sizes' ? { id: key, size: `s${key}` } : { size: key, colour: `c${key}` }),
          ),
        };
      },
    },
    context: {},
    events: {},
    shared: new Map(),
  };
  return { reader, asked };
}

async function* pagesOf(sizesOfPages: readonly number[], onPage: (number: number) => void = () => {}) {
  let id = 0;
  for (const [number, size] of sizesOfPages.entries()) {
    await turns(number % 3);
    onPage(number);
    yield Array.from({ length: size }, (): ListedRow => ({ row: { id: `i${id++}` }, request }));
  }
}

async function read(reader: Reader, access: Partial<Access>, pages: AsyncIterable<readonly ListedRow[]>) {
  const rows: Row[] = [];
  for await (const page of hydrate(reader, accessOf({ resource, path: 'list', ...access }), scope, pages))
    rows.push(...page.map(({ row }) => row));
  return rows;
}

const pageSizes = fc.array(fc.nat({ max: 40 }), { maxLength: 12 });

describe('hydrate', () => {
  it('makes no more calls than all rows of the list together need, and keeps their order', async () => {
    const batches = fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(pageSizes, batches, fc.nat({ max: 20 }), async (pages, sizesOfBatches, wait) => {
        const { reader, asked } = readerAnswering((keys) => (keys.length * wait) % 7);
        const hydrations = sizesOfBatches.map((batch) => sizes(batch));
        const rows = await read(reader, { hydrations }, pagesOf(pages));
        const all = pages.reduce((sum, own) => sum + own, 0);
        expect(rows).toEqual(Array.from({ length: all }, (_, id) => ({ id: `i${id}`, size: `si${id}` })));
        const least = sizesOfBatches.reduce((sum, batch) => sum + Math.ceil(all / batch), 0);
        // Where calls of several sizes are never full at once, rows do not wait for that longer than 128 of them.
        const further = sizesOfBatches.length === 1 ? 0 : sizesOfBatches.length * Math.floor(all / 128);
        expect(asked.length).toBeGreaterThanOrEqual(least);
        expect(asked.length).toBeLessThanOrEqual(least + further);
      }),
    );
  });

  it('fills calls with rows of other requests, each with what else its call takes', async () => {
    const { reader, asked } = readerAnswering();
    const hydration = sizes(3, { further: [{ parameter: 'Cluster', keys: ['cluster'] }] });
    async function* listed() {
      for (let id = 0; id < 12; id += 1) yield [{ row: { id: `i${id}`, cluster: `c${id % 2}` }, request }];
    }
    const rows = await read(reader, { hydrations: [hydration] }, listed());
    expect(rows.map(({ size }) => size)).toEqual(Array.from({ length: 12 }, (_, id) => `si${id}`));
    expect(asked.map(({ keys, parameters }) => `${parameters.Cluster} ${keys}`)).toEqual([
      'c0 i0,i2,i4',
      'c1 i1,i3,i5',
      'c0 i6,i8,i10',
      'c1 i7,i9,i11',
    ]);
  });

  it('does not wait without end for calls that will never be full', async () => {
    const { reader, asked } = readerAnswering();
    const hydration = sizes(100, { further: [{ parameter: 'Cluster', keys: ['id'] }] });
    expect(await read(reader, { hydrations: [hydration] }, pagesOf([500, 500]))).toHaveLength(1000);
    expect(asked).toHaveLength(1000);
  });

  it('asks for the last rows without waiting for those before them', async () => {
    const { reader, asked } = readerAnswering((keys) => (keys.length === 10 ? 200 : 0));
    const pages = hydrate(reader, accessOf({ resource, path: 'list', hydrations: [sizes(10)] }), scope, pagesOf([205]));
    const first = pages.next();
    await turns(100);
    expect(asked).toHaveLength(21);
    expect((await first).value).toHaveLength(200);
    expect((await pages.next()).value).toHaveLength(5);
  });

  it('fills the calls by other calls’ answers as well', async () => {
    await fc.assert(
      fc.asyncProperty(pageSizes, fc.integer({ min: 1, max: 9 }), async (pages, batch) => {
        const { reader, asked } = readerAnswering();
        const colours = { path: 'colours', method: 'colours', parameter: 'Sizes', keys: ['size'], columns: ['colour'] };
        const hydrations = [{ ...colours, batch: 10, expectedCalls: 1, isAfterOthers: true }, sizes(batch)];
        const rows = await read(reader, { hydrations }, pagesOf(pages));
        const all = pages.reduce((sum, own) => sum + own, 0);
        expect(rows.map(({ colour }) => colour)).toEqual(Array.from({ length: all }, (_, id) => `csi${id}`));
        expect(asked.filter(({ path }) => path === 'colours')).toHaveLength(Math.ceil(all / 10));
      }),
    );
  });

  it('holds few pages, however many there are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 60 }), async (size, batch) => {
        const { reader } = readerAnswering(() => 3);
        let listed = 0;
        let given = 0;
        const pages = pagesOf(
          Array.from({ length: 60 }, () => size),
          () => {
            listed += size;
            expect(listed - given).toBeLessThanOrEqual(128 + batch + 4 * size);
          },
        );
        for await (const page of hydrate(
          reader,
          accessOf({ resource, path: 'list', hydrations: [sizes(batch)] }),
          scope,
          pages,
        ))
          given += page.length;
        expect(given).toBe(60 * size);
      }),
    );
  });

  it('lists and asks for no more than a LIMIT needs', async () => {
    const { reader, asked } = readerAnswering();
    let listed = 0;
    const pages = pagesOf([20, 20, 20], () => {
      listed += 1;
    });
    const rows = hydrate(
      reader,
      accessOf({ resource, path: 'list', hydrations: [sizes(100)], limit: 4 }),
      scope,
      pages,
    );
    expect((await rows.next()).value).toHaveLength(10);
    await rows.return();
    await turns(20);
    expect(listed).toBe(1);
    expect(asked.length).toBeLessThanOrEqual(2);
  });

  it('asks for what comes again under the same key once a call, and leaves out who has no key', async () => {
    const { reader, asked } = readerAnswering();
    async function* listed() {
      yield [{ id: 'i1' }, { id: null }, { id: 'i1' }, { id: 'i2' }].map((row) => ({ row, request }));
    }
    const rows = await read(reader, { hydrations: [sizes(3)] }, listed());
    expect(rows.map(({ id, size }) => [id, size ?? null])).toEqual([
      ['i1', 'si1'],
      [null, null],
      ['i1', 'si1'],
      ['i2', 'si2'],
    ]);
    expect(asked.map(({ keys }) => keys)).toEqual([['i1', 'i2']]);
  });
});
