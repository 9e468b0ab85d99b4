import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RootDatabase } from 'lmdb';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { probeStore } from './probe-store.ts';
import type { TableIdentity } from './record-table.ts';
import { readRecordText, recordText } from './state-record.ts';
import type { StateChanges, StateStore, StoredRecord, StoredState } from './state-store.ts';

/** What this version writes; a greater number is a newer version's. */
const format = 1;

/** The entry that makes a store one of ours; records have their positions as keys, tables `table <number>`. */
const headKey = 'skyql';
const tableKey = /^table (\d+)$/;

interface Head {
  readonly format: number;
  readonly size: number;
  readonly last: number;
  readonly random: number;
  readonly clock: number;
}

/**
 * The store in a directory, which is made when it is not there. One process at a time has it.
 *
 * Throws `STORE_NOT_OPENED`, `STORE_IN_USE`, `STORE_DAMAGED` and `STORE_NEWER`.
 */
export async function openStore(directory: string): Promise<StateStore> {
  makeDirectory(directory);
  // A damaged file can end the process that maps it into its memory: let that be another one.
  if (existsSync(join(directory, 'data.mdb')) && !probeStore(directory)) throw damaged(directory);
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
    const head = headOf(database, directory);
    let last: Promise<unknown> = Promise.resolve();
    return {
      load: () => head && loadState(database, head, directory),
      async write(changes) {
        // What is to be cleared can be listed when it has been written. Who clears lets nobody write meanwhile.
        if (changes.cleared) await last;
        last = writeBatch(database, changes);
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
    mkdirSync(directory, { recursive: true });
    if (statSync(directory).isDirectory()) return;
  } catch (cause) {
    throw notOpened(directory, cause);
  }
}

function openDatabase(open: typeof import('lmdb').open, directory: string): RootDatabase<string> {
  try {
    return open<string>({
      path: directory,
      noSubdir: false,
      encoding: 'string',
      // Commits are flushed to the disk behind the answers, which only holds what it promises where a restart can tell
      // whether the machine went down in between; elsewhere each is flushed first.
      overlappingSync: process.platform === 'darwin' || existsSync('/proc/sys/kernel/random/boot_id'),
    });
  } catch (cause) {
    throw notOpened(directory, cause);
  }
}

/** The system, not a file that an abrupt end would leave behind, says who has the store open. */
function otherProcesses(database: RootDatabase<string>): readonly number[] {
  database.get(headKey);
  database.readerCheck();
  const processes = [...database.readerList().matchAll(/^\s*(\d+)\s/gm)].map(([, id]) => Number(id));
  return [...new Set(processes)].filter((id) => id !== process.pid);
}

function headOf(database: RootDatabase<string>, directory: string): Head | undefined {
  const text = database.get(headKey);
  if (text === undefined) {
    if (database.getKeysCount({ limit: 1 }) > 0) throw damaged(directory);
    return undefined;
  }
  const head = parse(text);
  const isOurs = isObject(head) && typeof head.format === 'number';
  if (isOurs && Number(head.format) > format) {
    throw new SkyqlError('STORE_NEWER', `A newer skyql has written ${directory}.`, {
      hint: 'Update skyql, or give another directory.',
    });
  }
  const { size, last, random, clock } = isOurs ? head : {};
  if (!isNumber(size) || !isNumber(last) || !isNumber(random) || !isNumber(clock)) throw damaged(directory);
  return { format, size, last, random, clock };
}

function loadState(database: RootDatabase<string>, head: Head, directory: string): StoredState {
  const tables = [...database.getRange({ start: 'table ', end: 'table~' })].map(({ key, value }) => {
    const id = Number(tableKey.exec(String(key))?.[1]);
    const parsed = parse(value);
    const [name, account, region] = Array.isArray(parsed) ? parsed : [];
    if (Number.isNaN(id) || typeof name !== 'string' || typeof account !== 'string' || typeof region !== 'string') {
      throw damaged(directory);
    }
    return { id, name, place: { account, region } };
  });
  const known = new Set(tables.map(({ id }) => id));
  return {
    tables: tables.sort((left, right) => left.id - right.id),
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
      throw damaged(directory);
    }
    count += 1;
    yield { position, table: read.head, key: read.key, record: read.record };
  }
  if (count !== size) throw damaged(directory);
}

function writeBatch(database: RootDatabase<string>, changes: StateChanges): Promise<unknown> {
  const { cleared, tables, set, removed, size, last, random, clock } = changes;
  const head: Head = { format, size, last, random, clock };
  return database.batch(() => {
    if (cleared) for (const key of database.getKeys()) database.remove(key);
    for (const table of tables) database.put(`table ${table.id}`, tableText(table));
    for (const position of removed) database.remove(position);
    for (const { position, table, key, record } of set) database.put(position, recordText(table, key, record));
    database.put(headKey, JSON.stringify(head));
  });
}

function tableText({ name, place }: TableIdentity): string {
  return JSON.stringify([name, place.account, place.region]);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function damaged(directory: string): SkyqlError {
  return new SkyqlError('STORE_DAMAGED', `What ${directory} holds cannot be read: it is damaged, or not a sandbox's.`, {
    hint: 'Take a copy of it from before, or another directory; --state FILE loads a snapshot into a new one.',
  });
}

function notOpened(directory: string, cause: unknown): SkyqlError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new SkyqlError('STORE_NOT_OPENED', `Cannot keep the sandbox's state in ${directory} (${reason}).`, {
    hint: 'Give a directory that can be written to.',
    cause,
  });
}
