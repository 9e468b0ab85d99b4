import { qualifiedName } from '../../data/quote.ts';
import { rankedWithin } from '../../engine/ranked-within.ts';
import type { FetchTable } from '../fetch-plan.ts';
import type { PlaceColumn } from '../keyed-values.ts';
import type { Origin } from '../outline/query-outline.ts';

type ReadOrigin = Extract<Origin, { kind: 'read' }>;

/**
 * The statement that gives the distinct keys of an origin as text, with what stands in the same row of the places where they matter;
 * of the rows from `first` on, counted from 0, as they came.
 */
export function keyQuery(
  origin: ReadOrigin,
  table: FetchTable,
  first = 0,
  places: readonly { readonly name: PlaceColumn; readonly sql: string }[] = [],
): string {
  const columns = [{ name: 'key', sql: origin.sql }, ...places];
  const names = columns.map(({ name }) => name);
  const texts = columns.map(({ name, sql }) => `CAST(${sql} AS VARCHAR) AS ${name}`);
  const known = names.map((name) => `${name} IS NOT NULL`);
  return `SELECT DISTINCT ${names.join(', ')} FROM (SELECT ${texts.join(', ')} FROM ${rowsOf(table, origin, first)}) WHERE ${known.join(' AND ')}`;
}

function rowsOf({ table, conditions }: FetchTable, { first: limited, leading }: ReadOrigin, first: number): string {
  const name = qualifiedName([table.catalog, table.schema, table.table]);
  const known = leading?.notNull.map((sql) => `${sql} IS NOT NULL`) ?? [];
  const all = [...(first === 0 ? [] : [`rowid >= ${first}`]), ...conditions, ...known];
  const where = all.length === 0 ? '' : ` WHERE ${all.join(' AND ')}`;
  // Those that are equal are all taken: nobody knows which of them the query will take.
  if (leading !== undefined)
    return `(SELECT * FROM ${name}${where} QUALIFY ${rankedWithin(leading.rows, leading.partition, leading.order)})`;
  // Where the session's setting lets DuckDB take any rows, nobody knows which it will take.
  const limit = limited === undefined ? '' : ` LIMIT if(current_setting('preserve_insertion_order'), ${limited}, NULL)`;
  return `${name}${where}${limit}`;
}
