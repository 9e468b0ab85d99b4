import { quoteLiteral } from '../../data/quote.ts';
import type { Conditional } from '../statements/read-conditional.ts';
import type { Report } from '../wire/server-messages.ts';
import type { Backend } from './backend.ts';

/** In which of DuckDB's tables what kind of object is, and under which name. */
const listed: Readonly<Record<string, readonly (readonly [lists: string, name: string])[]>> = {
  schema: [['duckdb_schemas()', 'schema_name']],
  sequence: [['duckdb_sequences()', 'sequence_name']],
  index: [['duckdb_indexes()', 'index_name']],
  type: [['duckdb_types()', 'type_name']],
  macro: [['duckdb_functions()', 'function_name']],
  function: [['duckdb_functions()', 'function_name']],
};
const relations = [
  ['duckdb_tables()', 'table_name'],
  ['duckdb_views()', 'view_name'],
] as const;

/** What PostgreSQL says of a definition that does nothing; undefined of one that does something. It has not run yet. */
export async function skippedNotice(backend: Backend, conditional: Conditional): Promise<Report | undefined> {
  const { action, object, name, column } = conditional;
  // What is of a provider or of another database is not the session's own.
  if (name.length > 2 || (object === 'schema' && name.length > 1)) return undefined;
  const last = name.at(-1) ?? '';
  const isThere = await exists(backend, conditional);
  if (action === 'create') {
    if (!isThere) return undefined;
    if (object === 'schema') return notice('42P06', `schema "${last}" already exists, skipping`);
    const isRelation = ['table', 'view', 'materialized view', 'sequence', 'index'].includes(object);
    const [sqlstate, what] = isRelation ? ['42P07', 'relation'] : ['42710', object];
    return notice(sqlstate ?? '', `${what} "${last}" already exists, skipping`);
  }
  if (column === undefined) {
    const what = action === 'alter' && object === 'table' ? 'relation' : object;
    return isThere ? undefined : notice('00000', `${what} "${last}" does not exist, skipping`);
  }
  const ofTable = `column "${column}" of relation "${last}"`;
  if (!isThere) return undefined;
  const hasColumn = await hasRow(backend, 'duckdb_columns()', [
    ...placed(name.slice(0, -1)),
    is('table_name', last),
    is('column_name', column),
  ]);
  if (action === 'add-column') return hasColumn ? notice('42701', `${ofTable} already exists, skipping`) : undefined;
  return hasColumn ? undefined : notice('00000', `${ofTable} does not exist, skipping`);
}

async function exists(backend: Backend, { action, object, name, isTemporary }: Conditional): Promise<boolean> {
  const place = object === 'schema' ? ["database_name <> 'aws'"] : [...placed(name.slice(0, -1))];
  if (action === 'create') place.push(`database_name ${isTemporary ? '=' : '<>'} 'temp'`);
  for (const [lists, column] of listed[object] ?? relations)
    if (await hasRow(backend, lists, [...place, is(column, name.at(-1) ?? '')])) return true;
  return false;
}

/** Without a schema in front names are of `public`, or of the session alone. */
function placed([schema]: readonly string[]): readonly string[] {
  return [
    "database_name <> 'aws'",
    schema === undefined ? "(schema_name = 'public' OR database_name = 'temp')" : is('schema_name', schema),
  ];
}

function is(column: string, name: string): string {
  return `lower(${column}) = lower(${quoteLiteral(name)})`;
}

async function hasRow({ database }: Backend, lists: string, conditions: readonly string[]): Promise<boolean> {
  const { rows } = await database.query(`SELECT 1 AS found FROM ${lists} WHERE ${conditions.join(' AND ')} LIMIT 1`);
  return rows.length > 0;
}

function notice(sqlstate: string, message: string): Report {
  return { severity: 'NOTICE', sqlstate, message };
}
