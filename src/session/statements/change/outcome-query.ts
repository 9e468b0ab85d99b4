import { quoteIdentifier, quoteLiteral } from '../../../data/quote.ts';

/** The query behind a RETURNING of how changes went, over rows as JSON. */
export function outcomeQuery(list: string, names: readonly string[]): string {
  const structure = quoteLiteral(JSON.stringify([Object.fromEntries(names.map((name) => [name, 'VARCHAR']))]));
  const columns = names.map(quoteIdentifier).join(', ');
  return `SELECT ${list} FROM (SELECT ${columns} FROM (SELECT unnest(from_json($1::JSON, ${structure}), recursive := true)))`;
}
