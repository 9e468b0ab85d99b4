import { variableOf } from './rewrite-idioms.ts';

const variable = new RegExp(`\\bgetvariable\\('${variableOf('(\\w+)')}'\\)`, 'g');

/** A statement's text with its parameters as DuckDB's own again, `$name`; those of the names given are VARCHAR. */
export function castParameters(sql: string, names: ReadonlySet<string>): string {
  return sql.replace(variable, (_, name: string) => (names.has(name) ? `CAST($${name} AS VARCHAR)` : `$${name}`));
}
