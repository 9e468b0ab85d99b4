import type { DuckDBDataChunk, DuckDBType } from '@duckdb/node-api';
import { cellsOf } from '../data/cells-of.ts';
import type { Cells, Row } from '../data/value.ts';
import type { EngineColumn } from './engine-column.ts';
import { plainColumns } from './plain-columns.ts';
import { storedChunk } from './stored-chunk.ts';

/** Some rows of a result, in the form that their reader asks for. */
export interface Batch {
  readonly rowCount: number;
  /** The rows as arrays of plain values. */
  rows(): readonly Cells[];
  /** The rows as DuckDB holds them. */
  chunk(): DuckDBDataChunk;
}

/** A chunk of DuckDB as a batch; the types are the result's, since a chunk's do not know of JSON. */
export function chunkBatch(chunk: DuckDBDataChunk, types: readonly DuckDBType[]): Batch {
  return {
    rowCount: chunk.rowCount,
    chunk: () => chunk,
    rows() {
      const columns = plainColumns(chunk, types);
      return Array.from({ length: chunk.rowCount }, (_, row) => columns.map((values) => values[row] ?? null));
    },
  };
}

/** Rows of our own as a batch. */
export function recordBatch(columns: readonly EngineColumn[], records: readonly Row[]): Batch {
  const rows = () => cellsOf(columns, records);
  return { rowCount: records.length, rows, chunk: () => storedChunk(columns, rows()) };
}
