import { qualifiedName } from '../../data/quote.ts';
import type { FetchTable } from '../fetch-plan.ts';
import type { Origin } from '../outline/query-outline.ts';

/** The statement that gives the distinct keys of an origin as text; of the rows from `first` on, counted from 0, as they came. */
export function keyQuery(
  origin: Extract<Origin, { kind: 'read' }>,
  { table, conditions }: FetchTable,
  first = 0,
): string {
  const name = qualifiedName([table.catalog, table.schema, table.table]);
  const all = [...(first === 0 ? [] : [`rowid >= ${first}`]), ...conditions];
  const where = all.length === 0 ? '' : ` WHERE ${all.join(' AND ')}`;
  // Where the session's setting lets DuckDB take any rows, nobody knows which it will take.
  const limit =
    origin.first === undefined ? '' : ` LIMIT if(current_setting('preserve_insertion_order'), ${origin.first}, NULL)`;
  return `SELECT DISTINCT key FROM (SELECT CAST(${origin.sql} AS VARCHAR) AS key FROM ${name}${where}${limit}) WHERE key IS NOT NULL`;
}
