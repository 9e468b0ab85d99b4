import { quoteIdentifier } from '../data/quote.ts';
import type { Row } from '../data/value.ts';
import type { Engine, EngineResult } from '../engine/engine.ts';
import { rowsOfJson } from '../engine/rows-of-json.ts';

export interface TableColumn {
  readonly name: string;
  readonly type?: string;
}

/** Rows of our own as a result, with a WHERE that DuckDB evaluates over them. */
export async function tableResult(
  engine: Engine,
  columns: readonly TableColumn[],
  rows: readonly Row[],
  where?: string,
): Promise<EngineResult> {
  const typed = columns.map(({ name, type }) => ({ name, type: type ?? 'VARCHAR' }));
  if (where === undefined) {
    return {
      columns: typed,
      rows: rows.map((row) => Object.fromEntries(typed.map(({ name }) => [name, row[name] ?? null]))),
    };
  }
  const list = typed.map(({ name }) => quoteIdentifier(name)).join(', ');
  return engine.query(`SELECT ${list} FROM (${rowsOfJson(typed)}) WHERE ${where}`, [JSON.stringify(rows)]);
}
