import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';

/** A value that goes to DuckDB beside the statement, never in its text. */
export interface BoundValue {
  readonly value: DuckDBValue;
  readonly type: DuckDBType;
}
