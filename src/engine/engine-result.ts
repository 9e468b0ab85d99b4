import type { DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api';
import { emptyRecord } from '../data/empty-record.ts';
import { recordKeys } from '../data/record-keys.ts';
import type { Row, Value } from '../data/value.ts';
import { asWritten } from './as-written.ts';
import { type Batch, chunkBatch } from './batch.ts';
import type { EngineColumn } from './engine-column.ts';
import { typeText } from './type-text.ts';

/** A whole result. */
export interface EngineResult {
  readonly columns: readonly EngineColumn[];
  /** The rows as records; `recordKeys` tells under which keys. */
  readonly rows: readonly Row[];
  /** The same rows as DuckDB gave them; none of rows that are our own. */
  readonly batches?: readonly Batch[];
}

export function columnsOf(result: DuckDBResult): readonly EngineColumn[] {
  const names = result.columnNames();
  return result.columnTypes().map((type, index) => ({
    // Columns without a name of their own are named by their text, in which the tables must not show as we name them.
    name: asWritten(names[index] ?? ''),
    type: typeText(type),
  }));
}

/** A result whose records are made when somebody asks for them. */
export function storedResult(result: DuckDBResult, chunks: readonly DuckDBDataChunk[]): EngineResult {
  const columns = columnsOf(result);
  const types = result.columnTypes();
  const batches = chunks.map((chunk) => chunkBatch(chunk, types));
  let records: readonly Row[] | undefined;
  return {
    columns,
    batches,
    get rows() {
      records ??= batches.flatMap((batch) => recordsOf(columns, batch));
      return records;
    },
  };
}

/** The rows of a batch as records. */
export function recordsOf(columns: readonly EngineColumn[], batch: Batch): readonly Row[] {
  const keys = recordKeys(columns);
  // A column may have the name of what is no ordinary member: such a one cannot be set.
  if (keys.includes('__proto__'))
    return batch.rows().map((cells) => Object.fromEntries(keys.map((key, index) => [key, cells[index] ?? null])));
  return batch.rows().map((cells) => {
    const record = emptyRecord<Value>(keys.length);
    for (const [index, key] of keys.entries()) record[key] = cells[index] ?? null;
    return record;
  });
}
