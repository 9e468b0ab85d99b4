import type { DuckDBDataChunk, DuckDBValue } from '@duckdb/node-api';
import { RawColumn } from '../../engine/raw-column.ts';

/** A column of some rows, in the form that their reader asks for. */
export interface ChunkColumn {
  /** As it lies in DuckDB's memory; undefined of types that are read value by value. */
  readonly raw: RawColumn | undefined;
  value(row: number): DuckDBValue;
}

/** Rows that DuckDB gave at once. A column that it gave nothing of is undefined. */
export interface ChunkRows {
  readonly columns: readonly (ChunkColumn | undefined)[];
}

/** The rows of a chunk, with the columns that are at these places of it. */
export function chunkRows(chunk: DuckDBDataChunk, places: readonly (number | undefined)[]): ChunkRows {
  return { columns: places.map((place) => (place === undefined ? undefined : chunkColumn(chunk, place))) };
}

function chunkColumn(chunk: DuckDBDataChunk, place: number): ChunkColumn {
  let values: readonly DuckDBValue[] | undefined;
  return {
    raw: RawColumn.of(chunk, place),
    value(row) {
      values ??= chunk.getColumnValues(place);
      return values[row] ?? null;
    },
  };
}
