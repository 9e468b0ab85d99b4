import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
import type { BoundValue } from './bound-value.ts';
import { Cursor } from './cursor.ts';
import { type EngineResult, storedResult } from './engine-result.ts';

/** A connection for statements that are kept, one of which may be read from at a time. */
export interface KeptConnection {
  readonly connection: DuckDBConnection;
  isRead: boolean;
  /** Those that are kept: they must not outlive the connection. */
  readonly statements: Set<KeptStatement>;
}

/** A statement that DuckDB has read once and runs as often as it is asked, each time with values of its own. */
export class KeptStatement {
  readonly #place: KeptConnection;
  readonly #statement: DuckDBPreparedStatement;

  constructor(place: KeptConnection, statement: DuckDBPreparedStatement) {
    this.#place = place;
    this.#statement = statement;
    place.statements.add(this);
  }

  /** Runs it with values for its parameters; undefined while the rows of another statement are read from its connection. */
  async open(values: Readonly<Record<string, BoundValue>>): Promise<Cursor | undefined> {
    const { connection } = this.#place;
    return this.#run(values, async () => {
      const result = await this.#statement.stream();
      return new Cursor(result, { connection, release: async () => this.#release() });
    });
  }

  /** Runs it to its end, where it gives few rows: without a way to DuckDB and back for each of them. */
  async read(values: Readonly<Record<string, BoundValue>>): Promise<EngineResult | undefined> {
    return this.#run(values, async () => {
      const result = await this.#statement.run();
      this.#release();
      return storedResult(
        result,
        Array.from({ length: result.chunkCount }, (_, index) => result.getChunk(index)),
      );
    });
  }

  async #run<Answer>(
    values: Readonly<Record<string, BoundValue>>,
    work: () => Promise<Answer>,
  ): Promise<Answer | undefined> {
    if (this.#place.isRead) return undefined;
    this.#place.isRead = true;
    try {
      const entries = Object.entries(values);
      if (entries.length > 0)
        this.#statement.bind(
          Object.fromEntries(entries.map(([name, { value }]) => [name, value])),
          Object.fromEntries(entries.map(([name, { type }]) => [name, type])),
        );
      return await work();
    } catch (error) {
      this.#release();
      throw error;
    }
  }

  close(): void {
    if (this.#place.statements.delete(this)) this.#statement.destroySync();
  }

  #release(): void {
    this.#place.isRead = false;
    // No value stays behind in what is kept.
    if (this.#place.statements.has(this)) this.#statement.clearBindings();
  }
}
