import type { ColumnDescription } from './resource-description.ts';

export type SqlType = 'VARCHAR' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'TIMESTAMPTZ' | 'JSON';

const types: Readonly<Record<ColumnDescription['type'], SqlType>> = {
  string: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMPTZ',
  object: 'JSON',
  array: 'JSON',
};

/** DuckDB's type of a column. */
export function sqlType(column: Pick<ColumnDescription, 'type'>): SqlType {
  return types[column.type];
}
