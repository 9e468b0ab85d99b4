import type { DuckDBType } from '@duckdb/node-api';
import { duckdb } from './duckdb.ts';

/** A type as statements write it, `JSON[]`: DuckDB's own text says of items what they are stored as, not what they are. */
export function typeText(type: DuckDBType): string {
  if (type.alias !== undefined) return type.alias;
  if (type instanceof duckdb.DuckDBListType) return `${typeText(type.valueType)}[]`;
  if (type instanceof duckdb.DuckDBArrayType) return `${typeText(type.valueType)}[${type.length}]`;
  return type.toString();
}
