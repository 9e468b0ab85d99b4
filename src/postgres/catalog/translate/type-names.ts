import type { TypeName } from 'libpg-query';
import { PostgresError } from '../../errors/postgres-error.ts';
import { namesIn } from './translator.ts';

const duckdbNames: Readonly<Record<string, string>> = {
  bool: 'BOOLEAN',
  int2: 'SMALLINT',
  int4: 'INTEGER',
  int8: 'BIGINT',
  float4: 'FLOAT',
  float8: 'DOUBLE',
  numeric: 'DECIMAL(38,9)',
  oid: 'UINTEGER',
  xid: 'UINTEGER',
  cid: 'UINTEGER',
  text: 'VARCHAR',
  varchar: 'VARCHAR',
  bpchar: 'VARCHAR',
  bit: 'BIGINT',
  varbit: 'BIGINT',
  name: 'VARCHAR',
  char: 'VARCHAR',
  cstring: 'VARCHAR',
  unknown: 'VARCHAR',
  inet: 'VARCHAR',
  cidr: 'VARCHAR',
  aclitem: 'VARCHAR',
  pg_node_tree: 'VARCHAR',
  pg_lsn: 'VARCHAR',
  sql_identifier: 'VARCHAR',
  character_data: 'VARCHAR',
  yes_or_no: 'VARCHAR',
  cardinal_number: 'INTEGER',
  bytea: 'BLOB',
  uuid: 'UUID',
  json: 'JSON',
  jsonb: 'JSON',
  date: 'DATE',
  time: 'TIME',
  timetz: 'TIMETZ',
  timestamp: 'TIMESTAMP',
  timestamptz: 'TIMESTAMPTZ',
  interval: 'INTERVAL',
  int2vector: 'SMALLINT[]',
  oidvector: 'UINTEGER[]',
  regclass: 'UINTEGER',
  regtype: 'UINTEGER',
  regproc: 'UINTEGER',
  regprocedure: 'UINTEGER',
  regnamespace: 'UINTEGER',
  regrole: 'UINTEGER',
  regoper: 'UINTEGER',
  regoperator: 'UINTEGER',
};

/** A type that a statement names. */
export interface NamedType {
  /** PostgreSQL's name: `int4`, of arrays that of the element. */
  readonly name: string;
  readonly isArray: boolean;
  readonly duckdb: string;
  /** What DuckDB calls it; of arrays the element. */
  readonly element: string;
  /** Of `bit(8)` and the like, where it is said. */
  readonly length?: number;
}

/** Throws 42704 of a type that there is none of here. */
export function namedType({ names, arrayBounds, typmods }: TypeName): NamedType {
  const written = namesIn(names).at(-1) ?? '';
  const isArray = (arrayBounds ?? []).length > 0 || /^_/.test(written);
  const name = written.replace(/^_/, '');
  const duckdb = Object.hasOwn(duckdbNames, name) ? duckdbNames[name] : undefined;
  if (duckdb === undefined) throw new PostgresError('42704', `type "${name}" does not exist`);
  const [precision, scale] = (typmods ?? []).map((node) => ('A_Const' in node ? (node.A_Const.ival?.ival ?? 0) : 0));
  const exact = name === 'numeric' && precision !== undefined ? `DECIMAL(${precision},${scale ?? 0})` : duckdb;
  return {
    name,
    isArray,
    duckdb: isArray ? `${exact}[]` : exact,
    element: exact,
    ...(precision !== undefined && { length: precision }),
  };
}

/** Types whose values are OIDs and print as names. */
export const registered: ReadonlySet<string> = new Set([
  'regclass',
  'regtype',
  'regproc',
  'regprocedure',
  'regnamespace',
  'regrole',
  'regoper',
  'regoperator',
]);

/** The name that an OID of such a type prints as. */
export function registeredText(type: string, sql: string): string {
  if (type === 'regtype') return `"pg_catalog.format_type"(${sql}, NULL)`;
  if (type === 'regrole') return `"pg_catalog.pg_get_userbyid"(${sql})`;
  return `"catalog.${type}_text"(${sql})`;
}
