import { quoteLiteral } from '../data/quote.ts';
import type { EngineColumn } from './engine-column.ts';

/** A query over rows that are its first parameter, as JSON text of objects with these members. */
export function rowsOfJson(columns: readonly EngineColumn[]): string {
  const structure = JSON.stringify([Object.fromEntries(columns.map(({ name, type }) => [name, type]))]);
  return `SELECT unnest(from_json($1::JSON, ${quoteLiteral(structure)}), recursive := true)`;
}
