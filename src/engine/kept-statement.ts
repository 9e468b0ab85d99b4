import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
import type { BoundValue } from './bound-value.ts';
import { Cursor } from './cursor.ts';

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
    const place = this.#place;
    if (place.isRead) return undefined;
    place.isRead = true;
    try {
      const entries = Object.entries(values);
      if (entries.length > 0)
        this.#statement.bind(
          Object.fromEntries(entries.map(([name, { value }]) => [name, value])),
          Object.fromEntries(entries.map(([name, { type }]) => [name, type])),
        );
      const result = await this.#statement.stream();
      return new Cursor(result, { connection: place.connection, release: async () => this.#release() });
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
