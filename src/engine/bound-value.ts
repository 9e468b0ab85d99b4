import type { DuckDBConnection, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { quoteIdentifier } from '../data/quote.ts';

/** A value that goes to DuckDB beside the statement, never in its text. */
export interface BoundValue {
  readonly value: DuckDBValue;
  readonly type: DuckDBType;
}

/** Sets variables of one connection to DuckDB. */
export async function setVariablesOf(
  connection: DuckDBConnection,
  variables: ReadonlyMap<string, BoundValue>,
): Promise<void> {
  for (const [name, { value, type }] of variables)
    await connection.run(`SET VARIABLE ${quoteIdentifier(name)} = $1`, [value], [type]);
}
