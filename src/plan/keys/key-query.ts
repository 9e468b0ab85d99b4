import { qualifiedName } from '../../data/quote.ts';
import type { Origin, TableRead } from '../outline/query-outline.ts';

/** The statement that gives the distinct keys of an origin as text. */
export function keyQuery(origin: Extract<Origin, { kind: 'read' }>, read: TableRead): string {
  const table = qualifiedName([read.table.catalog, read.table.schema, read.table.table]);
  const where = read.conditions.length === 0 ? '' : ` WHERE ${read.conditions.join(' AND ')}`;
  return `SELECT DISTINCT key FROM (SELECT CAST(${origin.sql} AS VARCHAR) AS key FROM ${table}${where}) WHERE key IS NOT NULL`;
}
