import { quoteIdentifier, quoteLiteral } from '../data/quote.ts';
import type { Row } from '../data/value.ts';
import type { Engine, EngineResult } from '../engine/engine.ts';

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
  const structure = quoteLiteral(JSON.stringify([Object.fromEntries(typed.map(({ name, type }) => [name, type]))]));
  const list = typed.map(({ name }) => quoteIdentifier(name)).join(', ');
  return engine.query(
    `SELECT ${list} FROM (SELECT unnest(from_json($1::JSON, ${structure}), recursive := true)) WHERE ${where}`,
    [JSON.stringify(rows)],
  );
}
