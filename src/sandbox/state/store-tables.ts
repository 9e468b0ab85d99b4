import type { RootDatabase } from 'lmdb';
import { parseJson } from './parse-json.ts';
import type { TableIdentity } from './record-table.ts';
import { storeDamaged } from './store-error.ts';

/** A table as a store has it. */
export interface VersionedTable extends TableIdentity {
  /** What its records have the form of; 1 in stores that were written before tables had versions. */
  readonly version: number;
}

/** All tables of a store, by rising numbers. Throws `STORE_DAMAGED`. */
export function readStoreTables(database: RootDatabase<string>, directory: string): readonly VersionedTable[] {
  const tables = [...database.getRange({ start: 'table ', end: 'table~' })].map(({ key, value }) => {
    const id = Number(/^table (\d+)$/.exec(String(key))?.[1]);
    const parsed = parseJson(value);
    const [name, account, region, version = 1] = Array.isArray(parsed) ? parsed : [];
    const isTable = typeof name === 'string' && typeof account === 'string' && typeof region === 'string';
    if (Number.isNaN(id) || !isTable || !Number.isInteger(version) || version < 1) throw storeDamaged(directory);
    return { id, name, place: { account, region }, version: Number(version) };
  });
  return tables.sort((left, right) => left.id - right.id);
}

/** Puts a table's entry into the batch that is being written. */
export function putStoreTable(database: RootDatabase<string>, { id, name, place, version }: VersionedTable): void {
  const parts = [name, place.account, place.region, ...(version > 1 ? [version] : [])];
  database.put(`table ${id}`, JSON.stringify(parts));
}
