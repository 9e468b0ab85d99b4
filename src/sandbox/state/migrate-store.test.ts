import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { open } from 'lmdb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isLong, seed } from '../../../test/support/run-seed.ts';
import { createClock } from './create-clock.ts';
import { createState } from './create-state.ts';
import { keepState } from './keep-state.ts';
import { openStore } from './open-store.ts';
import { type Migration, storedTable } from './stored-table.ts';
import { tableVersions } from './table-versions.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'skyql-migrate-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

const names = ['people', 'places', 'things/*'] as const;
const tables = ['people', 'places', 'things/a', 'things/b'] as const;
const regions = ['us-east-1', 'eu-west-1'];
const place = (region: number) => ({ account: '111122223333', region: regions[region] ?? '' });

interface Trail {
  readonly value: unknown;
  /** The versions that the record was brought to. */
  readonly trail: readonly number[];
}

/** Each step leaves its mark, so that one taken twice or left out shows. */
const step =
  (version: number): Migration =>
  ({ key, record }) => {
    const { value, trail } = record as Trail;
    return { key: `${key}+`, record: { value, trail: [...trail, version] } };
  };

/** The tables in these versions, by the order of `names`. */
function declared(versions: readonly number[]) {
  return tableVersions(
    names.map((name, index) =>
      storedTable(name, ...Array.from({ length: (versions[index] ?? 1) - 1 }, (_, older) => step(older + 2))),
    ),
  );
}

/** None of these files is damaged: looking at each by another process would take longer than all of the test. */
const isKnownWhole = () => true;

async function opened(versions: ReturnType<typeof declared>, folder = directory) {
  const store = await openStore(folder, versions, isKnownWhole);
  return { store, state: keepState(1, store, createClock('real')) };
}

/** What the file holds, untouched by versions. */
async function fileOf(folder = directory) {
  const database = open<string>({ path: folder, noSubdir: false, encoding: 'string' });
  const entries = [...database.getRange()].map(({ key, value }) => [String(key), value] as const);
  await database.close();
  return Object.fromEntries(entries);
}

const all = (state: ReturnType<typeof createState>) =>
  tables.flatMap((name) =>
    regions.flatMap((region) =>
      [...state.records()].filter((record) => record.table === name && record.place.region === region),
    ),
  );

/** Migrations make keys longer: none becomes one of these. */
const put = fc.record({
  table: fc.constantFrom(...tables),
  region: fc.nat({ max: 1 }),
  key: fc.constantFrom('a', 'b', 'c', 'd'),
  value: fc.oneof(fc.jsonValue(), fc.uint8Array({ maxLength: 5 })),
});
const life = fc.record({
  versions: fc.tuple(...names.map(() => fc.integer({ min: 1, max: 4 }))),
  puts: fc.array(put, { maxLength: 8 }),
});

describe('migrateStore', () => {
  it('brings each record to the version of its table once, in its order, and refuses tables that are newer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 5 }), async (lives) => {
        const folder = mkdtempSync(join(directory, 'store-'));
        const model = createState(1);
        const reached = new Map<string, number>();
        for (const { versions, puts } of lives) {
          const wanted = declared(versions);
          const used = [...new Set(all(model).map(({ table }) => table))];
          const isNewer = used.some((name) => (reached.get(name) ?? 1) > wanted.of(name));
          if (isNewer) {
            const before = await fileOf(folder);
            await expect(opened(wanted, folder)).rejects.toMatchObject({ code: 'STORE_NEWER' });
            expect(await fileOf(folder)).toEqual(before);
            continue;
          }
          const migrated = all(model).map((record) => {
            const { key, record: made } = wanted.migration(record.table, reached.get(record.table) ?? 1)(record);
            return { ...record, key, record: made };
          });
          model.replace(migrated, model.position());
          const { store, state } = await opened(wanted, folder);
          expect(all(state)).toEqual(all(model));
          for (const { table, region, key, value } of puts) {
            for (const each of [model, state]) each.table(place(region), table).set(key, { value, trail: [] });
          }
          // A table that has ever held a record keeps its version in the store.
          for (const { table } of all(model)) reached.set(table, wanted.of(table));
          await state.keep();
          await store.close();
        }
      }),
      { seed, numRuns: isLong ? 300 : 4 },
    );
  }, 120_000);

  it('names the table, both versions and what to do where a newer skyql has written it', async () => {
    const { store, state } = await opened(declared([3, 1, 1]));
    state.table(place(0), 'people').set('ada', { value: 1, trail: [] });
    await state.keep();
    await store.close();
    await expect(opened(declared([2, 1, 1]))).rejects.toMatchObject({
      code: 'STORE_NEWER',
      message: `A newer skyql has written ${directory}: its table people has version 3, and this one reads up to 2.`,
      hint: expect.stringContaining('Update skyql'),
    });
  });

  it('takes data that was written before there were versions for version 1, and leaves it so while it is', async () => {
    const old = { skyql: '{"format":1,"size":1,"last":1,"random":7,"clock":0}', 'table 1': '["people","1","x"]' };
    const database = open<string>({ path: directory, noSubdir: false, encoding: 'string' });
    for (const [key, value] of Object.entries(old)) await database.put(key, value);
    await database.put(1, '[1,"ada",{"value":1,"trail":[]}]');
    await database.close();
    const before = await fileOf();
    await (await opened(declared([1, 4, 4]))).store.close();
    expect(await fileOf()).toEqual(before);
    await (await opened(declared([2, 1, 1]))).store.close();
    expect(await fileOf()).toEqual({
      skyql: '{"format":2,"size":1,"last":1,"random":7,"clock":0}',
      'table 1': '["people","1","x",2]',
      1: '[1,"ada+",{"value":1,"trail":[2]}]',
    });
  });

  it('changes nothing at all where a migration fails, and says where', async () => {
    const { store, state } = await opened(declared([1, 1, 1]));
    state.table(place(0), 'people').set('ada', { value: 1, trail: [] });
    state.table(place(0), 'places').set('home', 'no trail');
    await state.keep();
    await store.close();
    const before = await fileOf();
    const failing: Migration = (entry) => {
      if (entry.record === 'no trail') throw new Error('it has no trail');
      return entry;
    };
    await expect(
      openStore(
        directory,
        tableVersions([storedTable('people', step(2)), storedTable('places', failing, step(3))]),
        isKnownWhole,
      ),
    ).rejects.toMatchObject({
      code: 'STORE_NOT_MIGRATED',
      message: `What ${directory} holds cannot be brought up to date: places from version 1 to 3: it has no trail (home).`,
    });
    expect(await fileOf()).toEqual(before);
  });

  it('writes the oldest format that says it all', async () => {
    const { store, state } = await opened(declared([2, 1, 1]));
    const formats: unknown[] = [];
    const format = async () => {
      await state.keep();
      const database = open<string>({ path: directory, noSubdir: false, encoding: 'string' });
      formats.push(JSON.parse(database.get('skyql') ?? '').format);
    };
    state.table(place(0), 'places').set('home', { value: 1, trail: [] });
    await format();
    state.table(place(0), 'people').set('ada', { value: 1, trail: [] });
    await format();
    state.table(place(0), 'places').set('work', { value: 1, trail: [] });
    await format();
    await store.close();
    expect(formats).toEqual([1, 2, 2]);
  });
});
