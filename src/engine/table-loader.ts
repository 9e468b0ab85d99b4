import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { Row } from '../data/value.ts';
import { ChunkWriter } from './chunk-writer.ts';
import type { Engine, TableAppender } from './engine.ts';
import type { ShadowTable } from './shadow-tables.ts';

/** Fills a shadow table. Rows are kept in a chunk of DuckDB until it is full, or until somebody has to see them. */
export class TableLoader {
  readonly #engine: Engine;
  readonly #table: ShadowTable;
  #writer: ChunkWriter | undefined;
  #appender: Promise<TableAppender> | undefined;

  constructor(engine: Engine, table: ShadowTable) {
    this.#engine = engine;
    this.#table = table;
  }

  async add(rows: readonly Row[]): Promise<void> {
    const full: DuckDBDataChunk[] = [];
    for (const row of rows) {
      this.#writer ??= new ChunkWriter(this.#table.stored);
      this.#writer.add(row);
      if (!this.#writer.isFull) continue;
      full.push(this.#writer.end());
      this.#writer = undefined;
    }
    if (full.length > 0) await this.#append(full);
  }

  /** Lets queries see all that was added. */
  async flush(): Promise<void> {
    const writer = this.#writer;
    this.#writer = undefined;
    if (writer !== undefined) await this.#append([writer.end()]);
  }

  /** Ends the loading: queries see all that was added. */
  async close(): Promise<void> {
    await this.flush();
    const appender = await this.#appender;
    this.#appender = undefined;
    await appender?.close();
  }

  async #append(chunks: readonly DuckDBDataChunk[]): Promise<void> {
    this.#appender ??= this.#engine.openAppender(this.#table.name);
    await (await this.#appender).append(chunks);
  }
}
