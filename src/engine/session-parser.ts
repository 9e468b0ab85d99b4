import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';

/** `usual` reads a statement as PostgreSQL does; `quick` is DuckDB's old one, which takes a tenth of the time. */
export type Parser = 'usual' | 'quick';

/**
 * By which parser a connection reads its statements. It is changed by statements that were read once, which costs a tenth of what
 * the usual parser takes for anything.
 */
export class SessionParser {
  readonly #changes: Readonly<Record<Parser, DuckDBPreparedStatement>>;
  /** Undefined while nobody knows: a change may have been stopped half-way. */
  #current: Parser | undefined = 'usual';

  private constructor(changes: Readonly<Record<Parser, DuckDBPreparedStatement>>) {
    this.#changes = changes;
  }

  /** Of a connection that still reads by the old parser, as all do at first; `CALL enable_peg_parser()` comes after. */
  static async of(connection: DuckDBConnection): Promise<SessionParser> {
    return new SessionParser({
      usual: await connection.prepare("SET SESSION allow_parser_override_extension = 'strict'"),
      quick: await connection.prepare("SET SESSION allow_parser_override_extension = 'default'"),
    });
  }

  /** Lets the connection read by one of them from now on. Throws where DuckDB takes no statement but ROLLBACK. */
  async use(parser: Parser): Promise<void> {
    if (parser === this.#current) return;
    this.#current = undefined;
    await this.#changes[parser].run();
    this.#current = parser;
  }

  /** The same for what both parsers read alike: in a transaction that has failed the parser stays as it is. */
  async prefer(parser: Parser): Promise<void> {
    try {
      await this.use(parser);
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith('TransactionContext Error'))) throw error;
    }
  }

  /** Lets the statements go: they must not outlive their connection. */
  close(): void {
    for (const change of Object.values(this.#changes)) change.destroySync();
  }
}
