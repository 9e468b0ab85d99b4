import { quoteIdentifier } from '../../../data/quote.ts';
import { rowsOfJson } from '../../../engine/rows-of-json.ts';

/** The query behind a RETURNING of how changes went, over rows as JSON. */
export function outcomeQuery(list: string, names: readonly string[]): string {
  const rows = rowsOfJson(names.map((name) => ({ name, type: 'VARCHAR' })));
  const columns = names.map(quoteIdentifier).join(', ');
  return `SELECT ${list} FROM (SELECT ${columns} FROM (${rows}))`;
}
