import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { quoteLiteral } from '../data/quote.ts';
import type { BoundValue } from './bound-value.ts';
import { ConnectionVariables } from './connection-variables.ts';
import { Cursor } from './cursor.ts';

/** What a connection takes over from its session. */
interface SessionState {
  readonly variables: ReadonlyMap<string, BoundValue>;
  readonly searchPath: string;
}

/** A connection with what is known of it. */
interface OwnConnection {
  readonly connection: DuckDBConnection;
  readonly variables: ConnectionVariables;
  searchPath: string;
}

/** Connections of one session on which nothing runs but the query of a cursor, used again when its rows are read. */
export class IsolatedConnections {
  readonly #instance: DuckDBInstance;
  /** Where a new connection looks: in the schema that DuckDB makes. */
  readonly #usualPath: string;
  readonly #idle: OwnConnection[] = [];
  #opening: DuckDBConnection | undefined;

  constructor(instance: DuckDBInstance, usualPath: string) {
    this.#instance = instance;
    this.#usualPath = usualPath;
  }

  /** Runs one statement as the session would, its rows to be read later. */
  async open(sql: string, state: SessionState): Promise<Cursor> {
    const own = this.#idle.pop() ?? (await this.#connect());
    this.#opening = own.connection;
    try {
      await own.variables.set(state.variables);
      if (own.searchPath !== state.searchPath)
        await own.connection.run(`SET search_path = ${quoteLiteral(state.searchPath)}`);
      own.searchPath = state.searchPath;
      const result = await own.connection.stream(sql);
      const release = (isRead: boolean) => this.#takeBack(own, isRead, state.variables);
      return new Cursor(result, { connection: own.connection, release });
    } catch (error) {
      close(own);
      throw error;
    } finally {
      this.#opening = undefined;
    }
  }

  /** Stops what has no cursor yet. */
  interrupt(): void {
    this.#opening?.interrupt();
  }

  /** Closes those that no cursor reads from. */
  close(): void {
    for (const own of this.#idle.splice(0)) close(own);
  }

  async #connect(): Promise<OwnConnection> {
    const connection = await this.#instance.connect();
    return { connection, variables: new ConnectionVariables(connection), searchPath: this.#usualPath };
  }

  async #takeBack(own: OwnConnection, isRead: boolean, variables: SessionState['variables']): Promise<void> {
    // A connection's next statement ends the one before, whose rows DuckDB keeps until then.
    if (variables.size > 0) await own.variables.reset(variables.keys());
    else if (!isRead) await own.connection.run('SELECT NULL');
    this.#idle.push(own);
  }
}

function close({ connection, variables }: OwnConnection): void {
  variables.close();
  connection.closeSync();
}
