import type { DuckDBDataChunk, DuckDBType } from '@duckdb/node-api';
import type { Row } from '../data/value.ts';
import { cellOf, cellTypes } from './cell.ts';
import { duckdb } from './duckdb.ts';
import type { Engine, TableAppender } from './engine.ts';
import type { ShadowTable } from './shadow-tables.ts';

// DuckDB's own vector size: an appender takes chunks up to it.
const chunkRows = 2048;

/** Fills a shadow table. Rows are kept until a chunk is full, or until somebody has to see them. */
export class TableLoader {
  readonly #engine: Engine;
  readonly #table: ShadowTable;
  readonly #types: DuckDBType[];
  #rows: Row[] = [];
  #appender: Promise<TableAppender> | undefined;

  constructor(engine: Engine, table: ShadowTable) {
    this.#engine = engine;
    this.#table = table;
    this.#types = table.stored.map((column) => cellTypes[column.type]);
  }

  async add(rows: readonly Row[]): Promise<void> {
    for (const row of rows) this.#rows.push(row);
    if (this.#rows.length < chunkRows) return;
    const whole = this.#rows.length - (this.#rows.length % chunkRows);
    await this.#append(this.#rows.splice(0, whole));
  }

  /** Lets queries see all that was added. */
  async flush(): Promise<void> {
    if (this.#rows.length > 0) await this.#append(this.#rows.splice(0));
  }

  /** Ends the loading: queries see all that was added. */
  async close(): Promise<void> {
    await this.flush();
    const appender = await this.#appender;
    this.#appender = undefined;
    await appender?.close();
  }

  async #append(rows: readonly Row[]): Promise<void> {
    this.#appender ??= this.#engine.openAppender(this.#table.name);
    const appender = await this.#appender;
    const chunks: DuckDBDataChunk[] = [];
    for (let start = 0; start < rows.length; start += chunkRows)
      chunks.push(this.#chunkOf(rows.slice(start, start + chunkRows)));
    await appender.append(chunks);
  }

  #chunkOf(rows: readonly Row[]): DuckDBDataChunk {
    const chunk = duckdb.DuckDBDataChunk.create(this.#types, rows.length);
    for (const [index, { name, type }] of this.#table.stored.entries()) {
      chunk.setColumnValues(
        index,
        rows.map((row) => cellOf(type, row[name])),
      );
    }
    return chunk;
  }
}
