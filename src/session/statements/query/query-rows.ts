import type { Batch } from '../../../engine/batch.ts';
import type { BoundValue } from '../../../engine/bound-value.ts';
import type { Cursor } from '../../../engine/cursor.ts';
import type { EngineColumn } from '../../../engine/engine-column.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { RowSource } from '../../row-source.ts';
import type { StatementContext } from '../../statement-context.ts';
import type { Turns } from '../../turns.ts';
import { streamQuery } from './run-query.ts';

/** What the statements of one session share, beside the session. */
export interface Shared {
  readonly turns: Turns;
  /** Throws once the session is closed. */
  readonly refuseClosed: () => void;
}

/**
 * The rows of a query as they come. What takes DuckDB's turn, the loading of the next page, waits for the statement that
 * is running and leaves the session as it found it; between pages any other statement may run.
 */
export class QueryRows implements RowSource {
  readonly #run: StatementContext;
  readonly #shared: Shared;
  readonly #variables: ReadonlyMap<string, BoundValue>;
  readonly #cursors: AsyncGenerator<Cursor, Cursor | undefined>;
  #cursor: Cursor | undefined;
  #columns: readonly EngineColumn[] = [];
  #isLast = false;
  #searchPath = '';

  private constructor(run: StatementContext, shared: Shared, sql: string, variables: ReadonlyMap<string, BoundValue>) {
    this.#run = run;
    this.#shared = shared;
    this.#variables = variables;
    this.#cursors = streamQuery(run, sql);
  }

  /** Goes as far as the first rows. The session's turn is the caller's, and so are the variables. */
  static async open(
    run: StatementContext,
    shared: Shared,
    sql: string,
    variables: ReadonlyMap<string, BoundValue>,
  ): Promise<QueryRows> {
    const rows = new QueryRows(run, shared, sql, variables);
    await rows.#advance();
    rows.#columns = rows.#cursor?.columns ?? [];
    rows.#searchPath = run.session.engine.searchPath;
    return rows;
  }

  get columns(): readonly EngineColumn[] {
    return this.#columns;
  }

  /** Whether everything is fetched that the query needs. */
  get isFetched(): boolean {
    return this.#isLast;
  }

  async next(): Promise<Batch | undefined> {
    for (;;) {
      const batch = await this.#cursor?.next();
      if (batch !== undefined || this.#isLast) return batch;
      await this.#shared.turns.take(this.#run, (isInterrupted) => this.#resume(isInterrupted));
    }
  }

  interrupt(): void {
    this.#cursor?.interrupt();
  }

  async close(): Promise<void> {
    this.#isLast = true;
    await this.#cursor?.close();
    await this.#cursors.return(undefined);
  }

  async #resume(isInterrupted: boolean): Promise<void> {
    this.#shared.refuseClosed();
    const { engine, transaction } = this.#run.session;
    if (this.#isLast) return;
    if (transaction === 'open') throw midTransaction();
    if (isInterrupted) {
      this.#run.interruptions += 1;
      await engine.setSearchPath(this.#searchPath);
    }
    await engine.setVariables(this.#variables);
    try {
      await this.#advance();
    } finally {
      await engine.resetVariables();
    }
  }

  async #advance(): Promise<void> {
    const { value, done } = await this.#cursors.next();
    this.#isLast = done === true;
    this.#cursor = value;
  }
}

/** DuckDB writes to one database in a transaction: once that is the session's own, pages cannot be loaded. */
function midTransaction(): SkyqlError {
  return new SkyqlError(
    'IN_TRANSACTION',
    'The rest of the rows cannot be read once a transaction has changed a table.',
    {
      hint: 'Read all rows before the transaction, with query(), or COMMIT before reading on.',
    },
  );
}
