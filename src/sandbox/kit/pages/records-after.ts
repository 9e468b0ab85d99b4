import type { Table, TableEntry } from '../../service.ts';

/** The tables of a list, each under a name that a token can say: the account it belongs to. */
export type NamedTables<Record> = readonly (readonly [name: string, table: Table<Record>])[];

export interface TablePlace {
  readonly name: string;
  readonly position: number;
}

export interface PlacedRecord<Record> extends TablePlace {
  readonly record: Record;
}

/**
 * The records behind a place, table by table in the order of their names, in each as they were set. It reads no further
 * than it is asked, so that a page of 100,000 images costs what it shows and skips.
 */
export function* recordsAfter<Record>(
  tables: NamedTables<Record>,
  after: TablePlace,
): Generator<PlacedRecord<Record>, void, undefined> {
  for (const [name, table] of [...tables].sort(([left], [right]) => (left < right ? -1 : 1))) {
    // The table that a token names may be gone by now: the next one follows then.
    if (name < after.name) continue;
    for (const { position, record } of entriesOf(table, name === after.name ? after.position : 0)) {
      yield { name, position, record };
    }
  }
}

/** A store without positions counts. */
function* entriesOf<Record>(table: Table<Record>, after: number): IterableIterator<TableEntry<Record>> {
  if (table.entries) return yield* table.entries(after);
  let position = 0;
  for (const record of table.values()) {
    position += 1;
    if (position > after) yield { position, record };
  }
}
