import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { items } from '../../test/support/shop-provider.ts';
import type { Row } from '../data/value.ts';
import { Engine } from './engine.ts';
import { type ShadowTable, ShadowTables } from './shadow-tables.ts';

describe('shadow tables', () => {
  const engines: Engine[] = [];
  let engine: Engine;
  let tables: ShadowTables;
  beforeEach(async () => {
    engine = await Engine.open(undefined);
    engines.push(engine);
    tables = new ShadowTables(engine);
  });
  afterAll(() => {
    for (const own of engines) own.close();
  });

  async function load(table: ShadowTable, rows: readonly Row[]): Promise<void> {
    const loader = tables.load(table);
    await loader.add(rows);
    await loader.close();
  }

  const row = { id: 'i1', name: 'a', kind: null, size: 3, tags: { env: 'prod' }, made: '2026-01-02T03:04:05Z' };

  it('hold rows under the resource’s own name, each column of its type', async () => {
    const table = await tables.prepare(items, { parameters: ['data__Identifier'] });
    await load(table, [{ ...row, region: 'north', data__Identifier: 'i1', unknown: 1 }]);
    const { rows, columns } = await engine.query('SELECT * FROM fake.shop.items');
    expect(rows).toEqual([{ ...row, region: 'north', account_id: null, connection: null, data__Identifier: 'i1' }]);
    expect(columns.map(({ type }) => type).slice(3, 6)).toEqual(['BIGINT', 'JSON', 'TIMESTAMP WITH TIME ZONE']);
  });

  it('are empty for each statement, and change with the parameters that it names', async () => {
    await load(await tables.prepare(items), [row]);
    await tables.prepare(items);
    expect((await engine.query('SELECT count(*) AS n FROM fake.shop.items')).rows).toEqual([{ n: 0 }]);
    const { columns } = await tables.prepare(items, { parameters: ['Ids'] });
    expect(columns.map(({ name }) => name)).toContain('Ids');
    expect((await engine.query('SELECT "Ids" FROM fake.shop.items')).rows).toEqual([]);
  });

  it('store only what a statement needs', async () => {
    const narrow = await tables.keepColumns(await tables.prepare(items), ['name', 'size']);
    expect(narrow.stored.map(({ name }) => name)).toEqual(['name', 'size']);
    await load(narrow, [row]);
    expect((await engine.query('SELECT name, size, tags FROM fake.shop.items')).rows).toEqual([
      { name: 'a', size: 3, tags: null },
    ]);
    await load(await tables.keepColumns(await tables.prepare(items), []), [row, row]);
    expect((await engine.query('SELECT count(*) AS n FROM fake.shop.items')).rows).toEqual([{ n: 2 }]);
  });

  it('of several uses of a resource hold rows of their own', async () => {
    const [first, second] = [await tables.prepare(items), await tables.prepare(items, { use: 2 })];
    await load(first, [row]);
    await load(second, [row, { ...row, id: 'i2' }]);
    const count = async (from: string) => (await engine.query(`SELECT count(*) AS n FROM ${from}`)).rows;
    expect(await count('fake.shop.items')).toEqual([{ n: 1 }]);
    expect(await count('"fake 2".shop.items')).toEqual([{ n: 2 }]);
  });

  it('show the rows that were added once they are flushed, page after page', async () => {
    const loader = tables.load(await tables.prepare(items));
    const count = async () => (await engine.query('SELECT count(*)::INTEGER AS n FROM fake.shop.items')).rows[0]?.n;
    await loader.add([row]);
    expect(await count()).toBe(0);
    await loader.flush();
    expect(await count()).toBe(1);
    await loader.add(Array.from({ length: 3000 }, () => row));
    expect(await count()).toBe(2049);
    await loader.close();
    expect(await count()).toBe(3001);
  });

  it('take thousands of rows at once', async () => {
    const table = await tables.prepare(items);
    await load(
      table,
      Array.from({ length: 5000 }, (_, index) => ({ ...row, size: index })),
    );
    expect((await engine.query('SELECT count(*) AS n, max(size) AS size FROM fake.shop.items')).rows).toEqual([
      { n: 5000, size: 4999 },
    ]);
  });

  it('make of values that do not fit what they can', async () => {
    const table = await tables.prepare(items);
    await load(table, [
      { id: 7, name: { a: 1 }, size: '12', tags: 'text', made: 1_767_225_600 },
      { id: true, name: [1], size: 'many', tags: null, made: 'some day' },
    ]);
    const { rows } = await engine.query('SELECT id, name, size, tags, made FROM fake.shop.items ORDER BY id');
    expect(rows).toEqual([
      { id: '7', name: '{"a":1}', size: 12, tags: 'text', made: '2026-01-01T00:00:00Z' },
      { id: 'true', name: '[1]', size: null, tags: null, made: null },
    ]);
  });
});
