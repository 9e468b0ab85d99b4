import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Row } from '../src/data/value.ts';
import { isLong, seed } from './support/run-seed.ts';
import { createShop } from './support/shop-provider.ts';
import { openShop } from './support/shop-session.ts';

// Keys reach an access path in batches, wherever they come from: constants, a local table, another read, the rows of a
// list whose further columns are fetched. However they are split, the rows are the same, and no call is made in vain.

const regions = ['north', 'south'] as const;
const origins = {
  constants: (keys: readonly string[]) =>
    `SELECT id, size FROM fake.shop.items WHERE id IN (${keys.map((key) => `'${key}'`).join(', ') || 'NULL'})`,
  'a local table': () => 'SELECT i.id, i.size FROM keys k JOIN fake.shop.items i ON i.id = k.key',
  'a local table, by EXISTS': () =>
    'SELECT id, size FROM fake.shop.items i WHERE EXISTS (SELECT 1 FROM keys k WHERE k.key = i.id)',
  'a local table, by a subquery': () => 'SELECT id, size FROM fake.shop.items WHERE id IN (SELECT key FROM keys)',
  'another read': () => 'SELECT i.id, i.size FROM fake.shop.owners o JOIN fake.shop.items i ON i.id = o.name',
} as const;
type Origin = keyof typeof origins;

const cases = fc.record({
  /** How many items there are; the others of the keys are of nothing. */
  items: fc.nat({ max: 12 }),
  keys: fc.array(fc.nat({ max: 20 }), { maxLength: 16 }),
  batch: fc.integer({ min: 2, max: 7 }),
  origin: fc.constantFrom<Origin>(...(Object.keys(origins) as Origin[])),
});

it(`gives the same rows however keys are split into batches, in the fewest calls (SEED=${seed})`, {
  timeout: 300_000,
}, async () => {
  const data: { items: readonly Row[]; parts: readonly Row[]; owners: readonly Row[] } = {
    items: [],
    parts: [],
    owners: [],
  };
  const shop = createShop(data);
  const { db } = await openShop(shop);
  try {
    await fc.assert(
      fc.asyncProperty(cases, async ({ items, keys: numbers, batch, origin }) => {
        shop.setBatch(batch);
        data.items = Array.from({ length: items }, (_, index) => ({
          id: `i${index}`,
          name: null,
          kind: null,
          size: index,
          tags: null,
          made: null,
          region: regions[index % 2] ?? null,
        }));
        const keys = numbers.map((number) => `i${number}`);
        const distinct = [...new Set(keys)];
        data.owners = distinct.map((name) => ({ name, grade: 1, region: 'north' }));
        const values = keys.map((key) => `('${key}')`).join(', ');
        await db.query(
          `CREATE OR REPLACE TABLE keys AS SELECT key FROM (VALUES ${values || "('none')"}) v(key) WHERE key <> 'none'`,
        );
        shop.requests.length = 0;
        const { rows } = await db.query(origins[origin](keys));
        const wanted = origin === 'a local table' ? keys : distinct;
        const expected = wanted.flatMap((id) => {
          const size = Number(id.slice(1));
          return size < items ? [{ id, size }] : [];
        });
        expect(sorted(rows)).toEqual(sorted(expected));

        for (const region of regions) {
          const calls = shop.requests.filter(({ path, scope }) => path.startsWith('batch_') && scope.region === region);
          const sent = calls.map(({ parameters }) => [parameters.Ids ?? []].flat());
          // The planner may list all items and fetch the sizes of those, each page of three by itself.
          const isListed = shop.requests.some(({ path, scope }) => path === 'list_items' && scope.region === region);
          const listed = data.items.filter((item) => item.region === region).length;
          const ofPages = Math.floor(listed / 3) * Math.ceil(3 / batch) + Math.ceil((listed % 3) / batch);
          expect(sent.length).toBeLessThanOrEqual(isListed ? ofPages : Math.ceil(distinct.length / batch));
          for (const own of sent) expect(own.length).toBeLessThanOrEqual(batch);
          // No key is asked for twice.
          expect(new Set(sent.flat()).size).toBe(sent.flat().length);
        }
      }),
      { seed, numRuns: isLong ? 3_000 : 60 },
    );
  } finally {
    await db.close();
  }
});

function sorted(rows: readonly Row[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).toSorted();
}

it('asks for each key in the account of its own row, where a join names that', async () => {
  const parts = ['main', 'other', 'third'].flatMap((connection, number) =>
    regions.map((region) => ({ item_id: `i${number}`, number, label: connection, region, connection })),
  );
  const boxes = parts.map(({ item_id, region, connection }) => ({
    item_id,
    code: connection,
    colour: 'red',
    weight: 1,
    region,
    connection,
  }));
  const items = parts.map(({ item_id: id, region, connection }) => ({
    id,
    name: null,
    kind: 'a',
    size: 1,
    tags: null,
    made: null,
    region,
    connection,
  }));
  const shop = createShop({ items, parts, boxes }, undefined, ['main', 'other', 'third']);
  const { db } = await openShop(shop);
  try {
    for (const places of [['connection'], ['account_id'], ['region', 'connection'], ['account_id', 'region']]) {
      const same = places.map((column) => ` AND p.${column} = i.${column}`).join('');
      shop.requests.length = 0;
      const { rows } = await db.query(
        `SELECT p.label, p.connection FROM fake.shop.items i JOIN fake.shop.parts p ON p.item_id = i.id${same}`,
      );
      const asked = shop.requests.filter(({ resource }) => resource.resource === 'parts');
      const keys = asked.map(({ scope, parameters }) => [scope.connection, scope.region, parameters.ItemId].join(' '));
      expect(keys.toSorted()).toEqual(
        parts.map(({ connection, region, item_id }) => `${connection} ${region} ${item_id}`).toSorted(),
      );
      expect(rows.length).toBe(places.includes('region') ? 6 : 12);
      expect(rows.every(({ label, connection }) => label === connection)).toBe(true);
    }
    // A join that names neither may mean any account.
    shop.requests.length = 0;
    await db.query('SELECT p.label FROM fake.shop.items i JOIN fake.shop.parts p ON p.item_id = i.id');
    expect(shop.requests.filter(({ resource }) => resource.resource === 'parts')).toHaveLength(18);
  } finally {
    await db.close();
  }
});
