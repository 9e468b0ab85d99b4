import { isDeepStrictEqual } from 'node:util';
import type { SandboxState, Table } from '../service.ts';
import { createState } from './create-state.ts';
import { readRecordText, recordText } from './state-record.ts';

/**
 * For tests: a state that no record gets into which a store could not keep, and that gives back what a store would give
 * back, frozen. Throws on a record that holds functions, maps, dates or the like, and where one is changed in place.
 */
export function createCheckedState(seed: number): SandboxState {
  const state = createState(seed);
  // A table is the same one each time that it is asked for, as it is without the checks.
  const tables = new WeakMap<Table<unknown>, Table<unknown>>();
  return {
    ...state,
    table: <Record>(place: { account: string; region: string }, name: string) => {
      const table = state.table<Record>(place, name);
      const known = tables.get(table as Table<unknown>) as Table<Record> | undefined;
      const made = known ?? checked(table, name);
      tables.set(table as Table<unknown>, made as Table<unknown>);
      return made;
    },
  };
}

function checked<Record>(table: Table<Record>, name: string): Table<Record> {
  return {
    get: (key) => table.get(key),
    set: (key, record) => table.set(key, kept(record, `${name} ${key}`)),
    delete: (key) => table.delete(key),
    has: (key) => table.has(key),
    values: () => table.values(),
    entries: table.entries && ((after) => table.entries?.(after) ?? [].values()),
    get size() {
      return table.size;
    },
    get changes() {
      return table.changes;
    },
  };
}

/** What a store gives back of a record. */
function kept<Record>(record: Record, name: string): Record {
  const text = recordText(0, '', record);
  const read = readRecordText(text)?.record;
  if (!isDeepStrictEqual(read, withoutAbsent(record, name))) {
    throw new TypeError(`A store cannot keep the record of ${name}: ${text.slice(0, 200)}`);
  }
  // It has just been seen to be equal.
  return frozen(read) as Record;
}

/** Members that are undefined are absent to whoever reads them; in a list they would not be. */
function withoutAbsent(value: unknown, path: string): unknown {
  if (Array.isArray(value)) return value.map((item, index) => withoutAbsent(item, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) {
    throw new TypeError(`A store cannot keep ${path}: it is a ${value.constructor?.name ?? 'strange object'}`);
  }
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([key, member]) => [key, withoutAbsent(member, `${path}.${key}`)]));
}

function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  for (const member of Object.values(value)) frozen(member);
  return Object.freeze(value);
}
