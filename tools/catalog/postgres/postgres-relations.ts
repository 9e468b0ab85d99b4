import { textOf } from './text-of.ts';

/** A relation of PostgreSQL's own. */
export interface PostgresRelation {
  readonly schema: string;
  readonly name: string;
  readonly oid: number;
  readonly kind: string;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly isNotNull: boolean }[];
}

export function relationsOf(): readonly PostgresRelation[] {
  return textOf('relations.txt')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [qualified = '', oid, kind = '', columns = ''] = line.split('|');
      const [schema = '', name = ''] = qualified.split('.');
      return { schema, name, oid: Number(oid), kind, columns: columns.split(', ').map(columnOf) };
    });
}

function columnOf(text: string): PostgresRelation['columns'][number] {
  const [name = '', type = ''] = text.replace('!', '').split(' ');
  const element = /^(.*)\[\]$/.exec(type)?.[1];
  return { name, type: element === undefined ? type : `_${element}`, isNotNull: text.endsWith('!') };
}

const types: Readonly<Record<string, string>> = {
  bool: 'BOOLEAN',
  int2: 'SMALLINT',
  int4: 'INTEGER',
  int8: 'BIGINT',
  float4: 'FLOAT',
  float8: 'DOUBLE',
  numeric: 'DECIMAL(38,6)',
  oid: 'UINTEGER',
  xid: 'UINTEGER',
  regproc: 'UINTEGER',
  regtype: 'UINTEGER',
  timestamptz: 'TIMESTAMP WITH TIME ZONE',
  interval: 'INTERVAL',
  bytea: 'BLOB',
  int2vector: 'SMALLINT[]',
  oidvector: 'UINTEGER[]',
};

/** What DuckDB holds values of a type of PostgreSQL's in; texts where it has no like of it. */
export function duckdbTypes(type: string): string {
  return type.startsWith('_') ? `${types[type.slice(1)] ?? 'VARCHAR'}[]` : (types[type] ?? 'VARCHAR');
}
