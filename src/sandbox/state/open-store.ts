import { chmodSync, existsSync, mkdirSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RootDatabase } from 'lmdb';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { migrateStore } from './migrate-store.ts';
import { probeStore } from './probe-store.ts';
import { readRecordText, recordText } from './state-record.ts';
import type { StateChanges, StateStore, StoredRecord, StoredState } from './state-store.ts';
import { storeDamaged, storeNotOpened } from './store-error.ts';
import { headKey, readStoreHead, type StoreFormat, type StoreHead } from './store-head.ts';
import { putStoreTable, readStoreTables } from './store-tables.ts';
import { type TableVersions, tableVersionsOf } from './table-versions.ts';

/**
 * Bytes that stay free on the disk. LMDB does not survive a disk that is full while it writes; the largest change that one request can
 * make besides what it uploads, with the pages around it, takes less.
 */
const reserve = 64 * 1_048_576;
/** How much more bytes take as text in a store's pages. */
const spread = 1.5;

/**
 * The store in a directory, which is made when it is not there. One process at a time has it. Tables that an older skyql has
 * written are brought to their present versions first. Nobody but its owner can read what is kept: parameters and credentials of a
 * sandbox may be those of the user's own.
 *
 * @param isWhole looks whether the file can be read, in a process of its own, unless it is known to be whole.
 *
 * Throws `STORE_NOT_OPENED`, `STORE_IN_USE`, `STORE_DAMAGED`, `STORE_NEWER` and `STORE_NOT_MIGRATED`.
 */
export async function openStore(
  directory: string,
  versions: TableVersions = tableVersionsOf([]),
  isWhole: (directory: string) => boolean = probeStore,
): Promise<StateStore> {
  makeDirectory(directory);
  // A damaged file can end the process that maps it into its memory: let that be another one.
  if (existsSync(join(directory, 'data.mdb')) && !isWhole(directory)) throw storeDamaged(directory);
  const { open } = await import('lmdb');
  const database = openDatabase(open, directory);
  const others = otherProcesses(database);
  if (others.length > 0) {
    await database.close();
    throw new SkyqlError('STORE_IN_USE', `Another sandbox (process ${others.join(', ')}) has ${directory}.`, {
      hint: 'End it first, or give this one a directory of its own.',
    });
  }
  try {
    const found = readStoreHead(database, directory);
    const head = found && (await migrateStore({ database, directory, versions }, found));
    let format = head?.format ?? 1;
    let last: Promise<unknown> = Promise.resolve();
    return {
      load: () => head && loadState(database, head, directory),
      hasRoom(bytes) {
        const { bavail, bsize } = statfsSync(directory);
        return bavail * bsize >= reserve + bytes * spread;
      },
      async write(changes) {
        // What is to be cleared can be listed when it has been written. Who clears lets nobody write meanwhile.
        if (changes.cleared) await last;
        format = formatAfter(changes, versions, format);
        last = writeBatch(database, changes, versions, format);
        await last;
      },
      close: () => database.close(),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    if (statSync(directory).isDirectory()) return;
  } catch (cause) {
    throw storeNotOpened(directory, cause);
  }
}

function openDatabase(open: typeof import('lmdb').open, directory: string): RootDatabase<string> {
  try {
    const database = open<string>({
      path: directory,
      noSubdir: false,
      encoding: 'string',
      // Commits are flushed to the disk behind the answers, which only holds what it promises where a restart can tell
      // whether the machine went down in between; elsewhere each is flushed first.
      overlappingSync: process.platform === 'darwin' || existsSync('/proc/sys/kernel/random/boot_id'),
    });
    // Nothing has been written yet, or what was there before is closed to others from now on.
    for (const name of ['data.mdb', 'lock.mdb']) chmodSync(join(directory, name), 0o600);
    return database;
  } catch (cause) {
    throw storeNotOpened(directory, cause);
  }
}

/** The system, not a file that an abrupt end would leave behind, says who has the store open. */
function otherProcesses(database: RootDatabase<string>): readonly number[] {
  database.get(headKey);
  database.readerCheck();
  const processes = [...database.readerList().matchAll(/^\s*(\d+)\s/gm)].map(([, id]) => Number(id));
  return [...new Set(processes)].filter((id) => id !== process.pid);
}

function loadState(database: RootDatabase<string>, head: StoreHead, directory: string): StoredState {
  const tables = readStoreTables(database, directory);
  const known = new Set(tables.map(({ id }) => id));
  return {
    tables,
    records: recordsOf(database, known, head.size, directory),
    last: head.last,
    random: head.random,
    clock: head.clock,
  };
}

function* recordsOf(
  database: RootDatabase<string>,
  tables: ReadonlySet<number>,
  size: number,
  directory: string,
): Generator<StoredRecord> {
  let count = 0;
  for (const { key: position, value } of database.getRange({ start: 0, end: Number.POSITIVE_INFINITY })) {
    const read = readRecordText(value);
    if (typeof position !== 'number' || typeof read?.head !== 'number' || !tables.has(read.head)) {
      throw storeDamaged(directory);
    }
    count += 1;
    yield { position, table: read.head, key: read.key, record: read.record };
  }
  if (count !== size) throw storeDamaged(directory);
}

function formatAfter({ cleared, tables }: StateChanges, versions: TableVersions, before: StoreFormat): StoreFormat {
  if (tables.some(({ name }) => versions.of(name) > 1)) return 2;
  return cleared ? 1 : before;
}

function writeBatch(
  database: RootDatabase<string>,
  { cleared, tables, set, removed, size, last, random, clock }: StateChanges,
  versions: TableVersions,
  format: StoreFormat,
): Promise<unknown> {
  const head: StoreHead = { format, size, last, random, clock };
  return database.batch(() => {
    if (cleared) for (const key of database.getKeys()) database.remove(key);
    for (const table of tables) putStoreTable(database, { ...table, version: versions.of(table.name) });
    for (const position of removed) database.remove(position);
    for (const { position, table, key, record } of set) database.put(position, recordText(table, key, record));
    database.put(headKey, JSON.stringify(head));
  });
}
