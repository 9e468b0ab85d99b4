import { qualifiedName } from '../../data/quote.ts';
import type { FetchTable } from '../fetch-plan.ts';
import type { Origin } from '../outline/query-outline.ts';

/** The statement that gives the distinct keys of an origin as text. */
export function keyQuery(origin: Extract<Origin, { kind: 'read' }>, { table, conditions }: FetchTable): string {
  const name = qualifiedName([table.catalog, table.schema, table.table]);
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  return `SELECT DISTINCT key FROM (SELECT CAST(${origin.sql} AS VARCHAR) AS key FROM ${name}${where}) WHERE key IS NOT NULL`;
}
