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
export function storedRows({ columns, rows, batches }: EngineResult): RowSource {
  let left = (batches ?? recordBatches(columns, rows))[Symbol.iterator]();
  return {
    columns,
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
