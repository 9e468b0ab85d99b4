import type { DuckDBConnection, DuckDBExtractedStatements, DuckDBResult } from '@duckdb/node-api';

/** A query that a connection may have read before there was anything to run it over: reading takes DuckDB longer than running it. */
export class ReadStatement {
  readonly #connection: DuckDBConnection;
  #sql: string | undefined;
  #statements: DuckDBExtractedStatements | undefined;

  constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  /** What is wrong with the text `run` says. */
  async read(sql: string): Promise<void> {
    this.#sql = undefined;
    this.#statements = await this.#connection.extractStatements(sql).catch(() => undefined);
    this.#sql = sql;
  }

  /** What was read is gone then: DuckDB runs it once. */
  async run(sql: string): Promise<DuckDBResult> {
    const statements = this.#sql === sql ? this.#statements : undefined;
    this.#sql = undefined;
    this.#statements = undefined;
    if (statements?.count !== 1) return this.#connection.run(sql);
    const statement = await statements.prepare(0);
    try {
      return await statement.run();
    } finally {
      statement.destroySync();
    }
  }
}
