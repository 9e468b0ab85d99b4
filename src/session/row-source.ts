import { type Batch, recordBatch } from '../engine/batch.ts';
import type { EngineColumn } from '../engine/engine-column.ts';
import type { EngineResult } from '../engine/engine-result.ts';

/** Where the rows of a result come from. */
export interface RowSource {
  readonly columns: readonly EngineColumn[];
  /** The next rows; undefined after the last. */
  next(): Promise<Batch | undefined>;
  /** Stops a `next` that is going on. */
  interrupt(): void;
  close(): Promise<void>;
}

const batchRows = 2048;

/** The rows of a result that is there. */
export function storedRows(result: EngineResult): RowSource {
  // The records of rows that DuckDB has are made when they are asked for: here they would be made for nobody.
  let left = (result.batches ?? recordBatches(result.columns, result.rows))[Symbol.iterator]();
  return {
    columns: result.columns,
    next: async () => left.next().value,
    interrupt: () => undefined,
    async close() {
      left = [][Symbol.iterator]();
    },
  };
}

function* recordBatches(columns: readonly EngineColumn[], rows: EngineResult['rows']): Generator<Batch, undefined> {
  for (let start = 0; start < rows.length; start += batchRows)
    yield recordBatch(columns, rows.slice(start, start + batchRows));
}
