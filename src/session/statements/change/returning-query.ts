import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import { qualifiedName, quoteIdentifier } from '../../../data/quote.ts';

/** The query behind RETURNING. */
export function returningQuery(
  { provider, service, name }: ResourceDescription,
  list: string,
  alias: string | undefined,
  condition: string,
): string {
  const table = qualifiedName([provider, service, name]);
  return `SELECT ${list} FROM ${table}${alias === undefined ? '' : ` AS ${quoteIdentifier(alias)}`} WHERE ${condition}`;
}
