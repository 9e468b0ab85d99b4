import type { DuckDBTimestampTZValue, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import type { SqlType } from '../catalog/sql-type.ts';
import { canonicalJson } from '../data/canonical-json.ts';
import type { Value } from '../data/value.ts';
import { duckdb } from './duckdb.ts';

const { VARCHAR, BIGINT, DOUBLE, BOOLEAN, TIMESTAMPTZ } = duckdb;

/** The types in which the cells of a shadow table's columns go to DuckDB. */
export const cellTypes: Readonly<Record<SqlType, DuckDBType>> = {
  VARCHAR,
  BIGINT,
  DOUBLE,
  BOOLEAN,
  TIMESTAMPTZ,
  JSON: VARCHAR,
};

/** A value as DuckDB takes it in a column of a type. */
export function cellOf(type: SqlType, value: Value | undefined): DuckDBValue {
  return value === null || value === undefined ? null : cells[type](value);
}

const cells: Readonly<Record<SqlType, (value: Exclude<Value, null>) => DuckDBValue>> = {
  VARCHAR: (value) =>
    typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value),
  // One text for one value, so that DISTINCT, GROUP BY, joins and = compare values.
  JSON: canonicalJson,
  BIGINT: integerOf,
  DOUBLE: (value) => (Number.isNaN(Number(value)) ? null : Number(value)),
  BOOLEAN: (value) => (typeof value === 'boolean' ? value : value === 'true' ? true : value === 'false' ? false : null),
  TIMESTAMPTZ: timestampOf,
};

function integerOf(value: Value): bigint | null {
  if (typeof value === 'number') return Number.isFinite(value) ? BigInt(Math.trunc(value)) : null;
  return typeof value === 'string' && /^-?\d+$/.test(value) ? BigInt(value) : null;
}

function timestampOf(value: Value): DuckDBTimestampTZValue | null {
  const milliseconds =
    typeof value === 'number' ? value * 1000 : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(milliseconds)
    ? null
    : new duckdb.DuckDBTimestampTZValue(BigInt(Math.round(milliseconds)) * 1000n);
}
