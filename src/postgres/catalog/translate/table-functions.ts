import type { RangeFunction } from 'libpg-query';
import { quoteIdentifier } from '../../../data/quote.ts';

/** A function of PostgreSQL whose rows have several columns. */
interface TableFunction {
  readonly columns: readonly (readonly [name: string, type: string])[];
  /** What gives its rows here; of what there is none of in this database there are none. */
  readonly query?: string;
}

const tableFunctions: Readonly<Record<string, TableFunction>> = {
  pg_get_keywords: {
    columns: [
      ['word', 'text'],
      ['catcode', 'char'],
      ['barelabel', 'bool'],
      ['catdesc', 'text'],
      ['baredesc', 'text'],
    ],
    query: `SELECT word, catcode, true AS barelabel, CASE catcode WHEN 'U' THEN 'unreserved' ELSE 'reserved' END AS catdesc, 'can be bare label' AS baredesc FROM "catalog.keyword"`,
  },
  pg_options_to_table: {
    columns: [
      ['option_name', 'text'],
      ['option_value', 'text'],
    ],
  },
  // Nobody is granted anything by a list: all relations are the session's to read.
  aclexplode: {
    columns: [
      ['grantor', 'oid'],
      ['grantee', 'oid'],
      ['privilege_type', 'text'],
      ['is_grantable', 'bool'],
    ],
  },
  pg_sequence_parameters: {
    columns: [
      ['start_value', 'int8'],
      ['minimum_value', 'int8'],
      ['maximum_value', 'int8'],
      ['increment', 'int8'],
      ['cycle_option', 'bool'],
      ['cache_size', 'int8'],
      ['data_type', 'oid'],
    ],
  },
  pg_partition_tree: {
    columns: [
      ['relid', 'regclass'],
      ['parentrelid', 'regclass'],
      ['isleaf', 'bool'],
      ['level', 'int4'],
    ],
  },
  pg_partition_ancestors: { columns: [['relid', 'regclass']] },
};

/** Functions whose rows a relation of the catalog shows as they are. */
const relations: ReadonlyMap<string, string> = new Map([
  ['pg_show_all_settings', 'pg_settings'],
  ['pg_lock_status', 'pg_locks'],
  ['pg_cursor', 'pg_cursors'],
  ['pg_prepared_statement', 'pg_prepared_statements'],
]);

/** The relation of pg_catalog that has the rows of a function. */
export function relationOf(name: string): string | undefined {
  return relations.get(name);
}

/** Whether a function gives rows that PostgreSQL alone can tell. */
export function givesCatalogRows(name: string): boolean {
  return relations.has(name) || Object.hasOwn(tableFunctions, name);
}

/** The types of such columns as DuckDB has them. */
const duckdbTypes: Readonly<Record<string, string>> = {
  text: 'VARCHAR',
  char: 'VARCHAR',
  bool: 'BOOLEAN',
  int4: 'INTEGER',
  int8: 'BIGINT',
  oid: 'UINTEGER',
  regclass: 'UINTEGER',
};

/** What a function in FROM gives rows of several columns by, and these; undefined of another function. */
export function tableFunction(
  name: string,
  { ordinality }: Pick<RangeFunction, 'ordinality'>,
): { readonly sql: string; readonly columns: readonly (readonly [string, string])[] } | undefined {
  const known = Object.hasOwn(tableFunctions, name) ? tableFunctions[name] : undefined;
  if (known === undefined) return undefined;
  const { columns, query } = known;
  const nothing = columns.map(([column, type]) => `CAST(NULL AS ${duckdbTypes[type]}) AS ${quoteIdentifier(column)}`);
  const sql = query ?? `SELECT ${nothing.join(', ')} WHERE false`;
  if (ordinality !== true) return { sql: `(${sql})`, columns };
  return {
    sql: `(SELECT *, row_number() OVER () AS ordinality FROM (${sql}))`,
    columns: [...columns, ['ordinality', 'int8']],
  };
}
