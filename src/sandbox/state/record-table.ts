import type { Place, Table, TableEntry } from '../service.ts';

/** Which table it is: its name in its place, and a number of its own. */
export interface TableIdentity {
  readonly id: number;
  readonly name: string;
  readonly place: Place;
}

/** Gives records their positions and is told of every change. */
export interface ChangeListener {
  /** Above all that were given before. */
  nextPosition(): number;
  changed(table: RecordTable<unknown>, key: string, position: number): void;
  removed(position: number): void;
}

/** A table of the state. What it holds is in memory; a listener may keep it elsewhere too. */
export class RecordTable<Record> implements Table<Record> {
  readonly identity: TableIdentity;
  readonly #listener: ChangeListener;
  // Two maps with the same keys in the same order: most reads want nothing but the records.
  readonly #records = new Map<string, Record>();
  readonly #positions = new Map<string, number>();
  #changes = 0;

  constructor(identity: TableIdentity, listener: ChangeListener) {
    this.identity = identity;
    this.#listener = listener;
  }

  get size(): number {
    return this.#records.size;
  }

  get changes(): number {
    return this.#changes;
  }

  get(key: string): Record | undefined {
    return this.#records.get(key);
  }

  has(key: string): boolean {
    return this.#records.has(key);
  }

  values(): IterableIterator<Record> {
    return this.#records.values();
  }

  *entries(after: number): IterableIterator<TableEntry<Record>> {
    const records = this.#records.values();
    for (const position of this.#positions.values()) {
      const { value } = records.next();
      if (position > after && value !== undefined) yield { position, record: value };
    }
  }

  /** With their keys. */
  keyed(): IterableIterator<[string, Record]> {
    return this.#records.entries();
  }

  set(key: string, record: Record): void {
    let position = this.#positions.get(key);
    if (position === undefined) {
      position = this.#listener.nextPosition();
      this.#positions.set(key, position);
    }
    this.#records.set(key, record);
    this.#changes += 1;
    this.#listener.changed(this, key, position);
  }

  delete(key: string): boolean {
    const position = this.#positions.get(key);
    if (position === undefined) return false;
    this.#records.delete(key);
    this.#positions.delete(key);
    this.#changes += 1;
    this.#listener.removed(position);
    return true;
  }

  /** Takes in what a store has already. */
  restore(key: string, position: number, record: Record): void {
    this.#records.set(key, record);
    this.#positions.set(key, position);
    this.#changes += 1;
  }

  /** Tells nobody: everything is being cleared. */
  clear(): void {
    this.#records.clear();
    this.#positions.clear();
    this.#changes += 1;
  }
}
