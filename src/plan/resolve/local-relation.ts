import { quoteLiteral } from '../../data/quote.ts';
import { type ViewDefinition, viewDefinition } from '../../sql/view-definition.ts';
import type { NameScope } from './name-scope.ts';

export interface LocalRelation {
  /** What a view shows; tables have none. */
  readonly view?: ViewDefinition;
  /** What is said of a table. */
  readonly comment?: string;
}

/** A table or view of the session's own database (or of DuckDB's). */
export async function localRelation(
  { engine, providers, tables }: Pick<NameScope, 'engine' | 'providers' | 'tables'>,
  parts: readonly string[],
): Promise<LocalRelation | undefined> {
  const table = parts.at(-1) ?? '';
  const schema = parts.at(-2);
  const catalog = parts.at(-3);
  const others = [...new Set([...providers.keys(), ...tables.databases])].map(quoteLiteral).join(', ');
  const matches = (column: string, value: string | undefined) =>
    value === undefined ? 'true' : `lower(${column}) = lower(${quoteLiteral(value)})`;
  const inDatabase = (kind: string) =>
    `database_name NOT IN (${others}) AND ${matches(kind, table)} AND ${catalog === undefined ? `(${matches('schema_name', schema)} OR ${matches('database_name', schema)})` : `${matches('schema_name', schema)} AND ${matches('database_name', catalog)}`}`;
  const { rows } = await engine.ask(
    `SELECT NULL AS view, comment FROM duckdb_tables() WHERE ${inDatabase('table_name')} UNION ALL SELECT sql, NULL FROM duckdb_views() WHERE ${inDatabase('view_name')} LIMIT 1`,
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  if (typeof row.view === 'string') return { view: viewDefinition(row.view) };
  return typeof row.comment === 'string' ? { comment: row.comment } : {};
}
