import type { DuckDBConnection, DuckDBPreparedStatement } from '@duckdb/node-api';
import { quoteIdentifier } from '../data/quote.ts';
import type { BoundValue } from './bound-value.ts';
import type { SessionParser } from './session-parser.ts';

/** How many names have statements that are kept; parameters of statements are `skyql_1`, `skyql_2` ..., which repeat. */
const keptNames = 64;

type VariableStatements = Readonly<Record<'set' | 'reset', DuckDBPreparedStatement>>;

/**
 * The variables of one connection to DuckDB. Reading `SET VARIABLE "skyql_1" = $1` takes DuckDB twenty times as long as doing it, so what
 * was read is kept.
 */
export class ConnectionVariables {
  readonly #connection: DuckDBConnection;
  readonly #parser: SessionParser | undefined;
  readonly #kept = new Map<string, VariableStatements>();

  /** `parser`: what says by which parser the connection reads, where that is changed. */
  constructor(connection: DuckDBConnection, parser?: SessionParser) {
    this.#connection = connection;
    this.#parser = parser;
  }

  async set(values: ReadonlyMap<string, BoundValue>): Promise<void> {
    for (const [name, { value, type }] of values) {
      const { set, reset } = await this.#statementsFor(name);
      if (value === null) {
        // A variable that is not set is NULL of no type, as `$1` is; one that is set to NULL is an integer.
        await reset.run();
        continue;
      }
      try {
        set.bind([value], [type]);
        await set.run();
      } finally {
        // No value stays behind in a statement that is kept.
        set.clearBindings();
      }
    }
  }

  async reset(names: Iterable<string>): Promise<void> {
    for (const name of names) await (await this.#statementsFor(name)).reset.run();
  }

  /** Lets the statements go: they must not outlive their connection. */
  close(): void {
    for (const name of [...this.#kept.keys()]) this.#forget(name);
  }

  async #statementsFor(name: string): Promise<VariableStatements> {
    const known = this.#kept.get(name);
    if (known !== undefined) return known;
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= keptNames && oldest !== undefined) this.#forget(oldest);
    const variable = quoteIdentifier(name);
    await this.#parser?.prefer('quick');
    const statements = {
      set: await this.#connection.prepare(`SET VARIABLE ${variable} = $1`),
      reset: await this.#connection.prepare(`RESET VARIABLE ${variable}`),
    };
    this.#kept.set(name, statements);
    return statements;
  }

  #forget(name: string): void {
    for (const statement of Object.values(this.#kept.get(name) ?? {})) statement.destroySync();
    this.#kept.delete(name);
  }
}
