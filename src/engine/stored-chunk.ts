import type { DuckDBDataChunk, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import type { Cells, Value } from '../data/value.ts';
import { duckdb } from './duckdb.ts';
import type { EngineColumn } from './engine-column.ts';

const { BIGINT, BOOLEAN, DOUBLE, VARCHAR } = duckdb;

const types: Readonly<Record<string, DuckDBType>> = { BIGINT, BOOLEAN, DOUBLE };

/** Rows that never were in DuckDB as one of its chunks. Columns of other types than these are text. */
export function storedChunk(columns: readonly EngineColumn[], rows: readonly Cells[]): DuckDBDataChunk {
  const chunkTypes = columns.map(({ type }) => types[type] ?? VARCHAR);
  const chunk = duckdb.DuckDBDataChunk.create(chunkTypes, rows.length);
  for (const [index, type] of chunkTypes.entries()) {
    chunk.setColumnValues(
      index,
      rows.map((cells) => stored(cells[index] ?? null, type)),
    );
  }
  return chunk;
}

function stored(value: Value, type: DuckDBType): DuckDBValue {
  if (value === null) return null;
  if (type === BIGINT) return typeof value === 'number' ? BigInt(Math.trunc(value)) : BigInt(String(value));
  if (type === DOUBLE) return Number(value);
  if (type === BOOLEAN) return value === true || value === 'true';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
