import type { DuckDBConnection, DuckDBResult, DuckDBType } from '@duckdb/node-api';
import { type Batch, chunkBatch } from './batch.ts';
import type { EngineColumn } from './engine-column.ts';
import { engineError } from './engine-error.ts';
import { columnsOf } from './engine-result.ts';

/** A connection that nothing else uses while a cursor is open. */
interface OwnConnection {
  readonly connection: DuckDBConnection;
  /** Called when nothing reads from the connection any more; `isRead` says whether all rows were. */
  readonly release: (isRead: boolean) => Promise<void>;
}

/**
 * A result of DuckDB that is read as it is asked for: DuckDB computes no further than that. It shows the rows
 * as they were when it was opened, whatever other statements do meanwhile.
 */
export class Cursor {
  readonly columns: readonly EngineColumn[];
  readonly #types: readonly DuckDBType[];
  readonly #own: OwnConnection | undefined;
  #result: DuckDBResult | undefined;
  #reading: Promise<unknown> = Promise.resolve();

  constructor(result: DuckDBResult, own?: OwnConnection) {
    this.columns = columnsOf(result);
    this.#types = result.columnTypes();
    this.#result = result;
    this.#own = own;
  }

  /** The next rows; undefined after the last. */
  async next(): Promise<Batch | undefined> {
    const reading = this.#reading.then(() => this.#result?.fetchChunk());
    this.#reading = reading.catch(() => undefined);
    try {
      const chunk = await reading;
      if (chunk !== null && chunk !== undefined && chunk.rowCount > 0) return chunkBatch(chunk, this.#types);
    } catch (error) {
      await this.close();
      throw engineError(error);
    }
    if (this.#result !== undefined) {
      this.#result = undefined;
      await this.#own?.release(true);
    }
    return undefined;
  }

  /** Stops the reading that is going on; it then fails with the code INTERRUPTED. */
  interrupt(): void {
    if (this.#result !== undefined) this.#own?.connection.interrupt();
  }

  /** Lets the rest of the rows go. */
  async close(): Promise<void> {
    if (this.#result === undefined) return;
    this.interrupt();
    this.#result = undefined;
    // DuckDB ends the whole process when a connection goes while it is read from.
    await this.#reading;
    await this.#own?.release(false);
  }
}
