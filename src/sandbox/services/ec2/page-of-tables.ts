import type { WireStructure } from '../../../aws/service-model.ts';
import { textOf } from '../../kit/members.ts';
import type { Table, TableEntry } from '../../service.ts';
import { badToken, type Page, readSize, readToken, writeToken } from './paging.ts';

/** The tables of a list, each under a name that a token can say: the account it belongs to. */
export type NamedTables<Record> = readonly (readonly [name: string, table: Table<Record>])[];

/**
 * The page that a request's `MaxResults` and `NextToken` ask for, all records when they ask for none. Unlike `cutPage` it goes through the
 * tables in the order of their names and stops when the page is full, so that a page of 100,000 images costs what it shows and skips.
 */
export function pageOfTables<Record>(
  list: string,
  tables: NamedTables<Record>,
  accepts: (record: Record) => boolean,
  input: WireStructure,
): Page<Record> {
  const size = readSize(input) ?? Number.POSITIVE_INFINITY;
  const start = readPlace(list, textOf(input.NextToken));
  const items: Record[] = [];
  let last = '';
  for (const [name, table] of [...tables].sort(([left], [right]) => (left < right ? -1 : 1))) {
    if (name < start.name) continue;
    for (const { position, record } of entriesOf(table, name === start.name ? start.position : 0)) {
      if (!accepts(record)) continue;
      if (items.length === size) return { items, nextToken: writeToken(list, last) };
      items.push(record);
      if (items.length === size) last = `${position}/${name}`;
    }
  }
  return { items, nextToken: undefined };
}

/** Where a page begins. A table that a token names may be gone by now: the next one follows then. */
function readPlace(list: string, token: string | undefined): { readonly name: string; readonly position: number } {
  const place = readToken(list, token);
  if (place === undefined) return { name: '', position: 0 };
  const [, position, name] = /^(\d+)\/(.*)$/.exec(place) ?? [];
  if (name === undefined) throw badToken();
  return { name, position: Number(position) };
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
