import type { RootDatabase } from 'lmdb';
import type { SkyqlError } from '../../errors/skyql-error.ts';
import { readRecordText, recordText } from './state-record.ts';
import { storeDamaged, storeNewer, storeNotMigrated } from './store-error.ts';
import { headKey, type StoreHead } from './store-head.ts';
import { putStoreTable, readStoreTables, type VersionedTable } from './store-tables.ts';
import type { TableVersions } from './table-versions.ts';

interface Migrating {
  readonly database: RootDatabase<string>;
  readonly directory: string;
  readonly versions: TableVersions;
}

/**
 * Brings each table of a store to its present version, one table after the other, each whole or not at all: where that is
 * interrupted, the next opening goes on with the tables that are left. Answers the store's head as it is then.
 *
 * Rejects with `STORE_NEWER`, `STORE_NOT_MIGRATED` and `STORE_DAMAGED`; the store is then as it was.
 */
export async function migrateStore(store: Migrating, head: StoreHead): Promise<StoreHead> {
  const { database, directory, versions } = store;
  const tables = readStoreTables(database, directory);
  const newer = tables.find(({ name, version }) => version > versions.of(name));
  if (newer !== undefined) throw newerTable(directory, newer, versions.of(newer.name));
  const older = tables.filter(({ name, version }) => version < versions.of(name));
  if (older.length === 0) return head;
  const positions = positionsByTable(store, older);
  // All migrations are tried before anything is written: once a table is, no older skyql can open the store.
  const migrated = (table: VersionedTable) => migratedTexts(store, table, positions.get(table.id) ?? []);
  for (const table of older) migrated(table);
  const migratedHead: StoreHead = { ...head, format: 2 };
  for (const table of older) {
    const texts = migrated(table);
    await database.batch(() => {
      for (const [position, text] of texts) database.put(position, text);
      putStoreTable(database, { ...table, version: versions.of(table.name) });
      database.put(headKey, JSON.stringify(migratedHead));
    });
  }
  return migratedHead;
}

/** One look at each record, however many tables there are: those of all tables stand in one row. */
function positionsByTable(
  { database, directory }: Migrating,
  tables: readonly VersionedTable[],
): ReadonlyMap<number, readonly number[]> {
  const positions = new Map<number, number[]>(tables.map(({ id }) => [id, []]));
  for (const { key, value } of database.getRange({ start: 0, end: Number.POSITIVE_INFINITY })) {
    const table = Number(/^\[(\d+),/.exec(value)?.[1]);
    if (typeof key !== 'number' || Number.isNaN(table)) throw storeDamaged(directory);
    positions.get(table)?.push(key);
  }
  return positions;
}

/** The texts of a table's records as they are to be, by their positions. */
function migratedTexts(
  { database, directory, versions }: Migrating,
  { id, name, version }: VersionedTable,
  positions: readonly number[],
): readonly (readonly [number, string])[] {
  const migrate = versions.migration(name, version);
  return positions.map((position) => {
    const read = readRecordText(database.get(position) ?? '');
    if (read === undefined) throw storeDamaged(directory);
    try {
      const { key, record } = migrate(read);
      return [position, recordText(id, key, record)];
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw storeNotMigrated(directory, `${name} from version ${version} to ${versions.of(name)}: ${reason}`, cause);
    }
  });
}

function newerTable(directory: string, { name, version }: VersionedTable, known: number): SkyqlError {
  return storeNewer(directory, `its table ${name} has version ${version}, and this one reads up to ${known}`);
}
