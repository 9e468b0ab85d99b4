import type { DuckDBDataChunk } from '@duckdb/node-api';
import { onAbort } from '../data/on-abort.ts';
import type { Cells, Row } from '../data/value.ts';
import type { Batch } from '../engine/batch.ts';
import { recordsOf } from '../engine/engine-result.ts';
import { interrupted } from '../providers/abort.ts';
import type { ResultColumn, ResultStream, Statistics, Warning } from './database.ts';
import type { RowSource } from './row-source.ts';
import type { StatementContext } from './statement-context.ts';
import { tooManyRows } from './too-many-rows.ts';

/** What a result asks of the statement that it is of. */
export interface StatementEnd {
  /** The error that a reader is told. */
  explain(error: unknown): unknown;
  /** Throws where rows are not to be had any more, or not enough for this session. */
  check(): void;
}

/** The result of one statement, its rows read as somebody asks for them. */
export class StatementResult implements ResultStream {
  readonly command: string;
  readonly failures: number;
  readonly #run: StatementContext;
  readonly #rows: RowSource;
  readonly #end: StatementEnd;
  readonly #unwatch: () => void;
  #statistics: Statistics | undefined;
  #read = 0;

  constructor(
    run: StatementContext,
    { command, failures }: { readonly command: string; readonly failures: number },
    rows: RowSource,
    end: StatementEnd,
  ) {
    this.#run = run;
    this.command = command;
    this.failures = failures;
    this.#rows = rows;
    this.#end = end;
    this.#unwatch = stopWith(run.options.signal, new WeakRef(rows));
  }

  get columns(): readonly ResultColumn[] {
    return this.#rows.columns;
  }

  get warnings(): readonly Warning[] {
    return this.#run.warnings;
  }

  get statistics(): Statistics {
    return this.#statistics ?? this.#run.statistics();
  }

  async *batches(): AsyncGenerator<readonly Cells[], void> {
    for await (const batch of this.#batches()) yield batch.rows();
  }

  async *records(): AsyncGenerator<Row, void> {
    for await (const batch of this.#batches()) {
      for (const record of recordsOf(this.columns, batch)) {
        this.#refuseAborted();
        yield record;
      }
    }
  }

  async *chunks(): AsyncGenerator<DuckDBDataChunk, void> {
    for await (const batch of this.#batches()) yield batch.chunk();
  }

  async close(): Promise<void> {
    this.#unwatch();
    this.#statistics ??= this.#run.statistics();
    this.#run.end();
    await this.#rows.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async *#batches(): AsyncGenerator<Batch, void> {
    try {
      for (;;) {
        this.#refuseAborted();
        const batch = await this.#next();
        if (batch === undefined) break;
        this.#count(batch);
        yield batch;
      }
      this.#refuseAborted();
      this.#end.check();
    } finally {
      await this.close();
    }
  }

  async #next(): Promise<Batch | undefined> {
    try {
      return await this.#rows.next();
    } catch (error) {
      // Who wants what there is gets the rows that came before the stop.
      if (this.#run.isAborted && this.#run.options.partial === true) return undefined;
      const told = this.#end.explain(error);
      this.#run.end(told);
      throw told;
    }
  }

  /** Nobody reads rows beyond the most that there may be, those of their batch neither. */
  #count({ rowCount }: Batch): void {
    const { maxRows = Number.POSITIVE_INFINITY } = this.#run.session.settings;
    this.#read += rowCount;
    if (this.#read > maxRows) throw tooManyRows(maxRows);
  }

  #refuseAborted(): void {
    if (this.#run.isAborted && this.#run.options.partial !== true) throw this.#run.ended() ?? interrupted();
  }
}

/** Lets the signal stop what DuckDB computes for these rows, as long as somebody may read them. */
function stopWith(signal: AbortSignal | undefined, rows: WeakRef<RowSource>): () => void {
  return signal === undefined ? () => undefined : onAbort(signal, () => rows.deref()?.interrupt());
}
