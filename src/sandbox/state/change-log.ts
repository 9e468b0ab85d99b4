import type { Place } from '../service.ts';
import type { StateBacking } from './create-state.ts';
import { type ChangeListener, RecordTable } from './record-table.ts';
import type { StateChanges, StoredRecord, StoredState } from './state-store.ts';

type Changed = Map<number, { readonly table: RecordTable<unknown>; readonly key: string }>;

/** Stands behind the tables of a state that is kept, and collects what changes in them. */
export class ChangeLog implements StateBacking, ChangeListener {
  readonly position: number | undefined;
  readonly #tables: RecordTable<unknown>[] = [];
  #lastTable = 0;
  #lastPosition = 0;
  #size = 0;
  #cleared = false;
  #unknownTables: RecordTable<unknown>[] = [];
  #set: Changed = new Map();
  #removed = new Set<number>();

  constructor(stored: StoredState | undefined) {
    this.position = stored?.random;
    if (stored === undefined) return;
    const byId = new Map(stored.tables.map((identity) => [identity.id, new RecordTable<unknown>(identity, this)]));
    this.#tables.push(...byId.values());
    this.#lastTable = Math.max(0, ...byId.keys());
    this.#lastPosition = stored.last;
    for (const { position, table, key, record } of stored.records) {
      this.#size += 1;
      byId.get(table)?.restore(key, position, record);
    }
  }

  get tables(): readonly RecordTable<unknown>[] {
    return this.#tables;
  }

  make(name: string, place: Place): RecordTable<unknown> {
    this.#lastTable += 1;
    const table = new RecordTable<unknown>({ id: this.#lastTable, name, place }, this);
    this.#tables.push(table);
    this.#unknownTables.push(table);
    return table;
  }

  cleared(): void {
    this.#cleared = true;
    this.#size = 0;
    this.#unknownTables = [...this.#tables];
    this.#set = new Map();
    this.#removed = new Set();
  }

  nextPosition(): number {
    this.#size += 1;
    this.#lastPosition += 1;
    return this.#lastPosition;
  }

  changed(table: RecordTable<unknown>, key: string, position: number): void {
    this.#set.set(position, { table, key });
  }

  removed(position: number): void {
    this.#size -= 1;
    this.#set.delete(position);
    this.#removed.add(position);
  }

  /** Whether there is anything to write. A table that nobody has put anything into can wait. */
  get isChanged(): boolean {
    return this.#cleared || this.#set.size > 0 || this.#removed.size > 0;
  }

  /** How many bytes records hold that have changed and are nothing but bytes. */
  get bytes(): number {
    let sum = 0;
    for (const { table, key } of this.#set.values()) {
      const record = table.get(key);
      if (record instanceof Uint8Array) sum += record.length;
    }
    return sum;
  }

  /** What has changed since the last time. */
  take(): Omit<StateChanges, 'random' | 'clock'> {
    const taken = {
      cleared: this.#cleared,
      tables: this.#unknownTables.map(({ identity }) => identity),
      set: recordsOf(this.#set),
      removed: this.#removed,
      size: this.#size,
      last: this.#lastPosition,
    };
    this.#cleared = false;
    this.#unknownTables = [];
    this.#set = new Map();
    this.#removed = new Set();
    return taken;
  }
}

function* recordsOf(changed: Changed): Generator<StoredRecord> {
  for (const [position, { table, key }] of changed) {
    yield { position, table: table.identity.id, key, record: table.get(key) };
  }
}
