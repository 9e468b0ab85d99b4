import { variableOf } from './rewrite-idioms.ts';

const variable = new RegExp(`\\bgetvariable\\('${variableOf('(\\w+)')}'\\)`, 'g');

/** A statement's text with its parameters as those of DuckDB's own, named as their variables: `$skyql_1`. */
export function boundParameters(sql: string): string {
  return sql.replace(variable, (_, name: string) => `$${variableOf(name)}`);
}

/** A statement's text with its parameters as DuckDB's own again, `$_name`, which is no number: of `$2` without `$1` it knows no name. In the place of those of the names given stands a text. */
export function castParameters(sql: string, names: ReadonlySet<string>): string {
  // A cast of a parameter would be taken for one with the cast around it: CAST($1 AS VARCHAR)::INTEGER has no type at all.
  return sql.replace(variable, (_, name: string) => (names.has(name) ? 'CAST(NULL AS VARCHAR)' : `$_${name}`));
}
