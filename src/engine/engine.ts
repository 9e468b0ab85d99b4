import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { quoteIdentifier, quoteLiteral } from '../data/quote.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { BoundValue } from './bound-value.ts';
import { postgresMacros } from './compatibility/postgres.ts';
import type { TextFunction } from './compatibility/text-functions.ts';
import { ConnectionVariables } from './connection-variables.ts';
import { Cursor } from './cursor.ts';
import { describeStatement, type StatementShape } from './describe-statement.ts';
import { engineError } from './engine-error.ts';
import { type EngineLock, lockStatements } from './engine-lock.ts';
import { type EngineResult, storedResult } from './engine-result.ts';
import { IsolatedConnections } from './isolated-connections.ts';
import { type KeptConnection, KeptStatement } from './kept-statement.ts';
import { openInstance, unsafeOptimizers } from './open-instance.ts';
import { ReadStatement } from './read-statement.ts';
import { registerFunctions } from './register-functions.ts';
import { SessionParser } from './session-parser.ts';

export type { EngineResult } from './engine-result.ts';

/** A table that is open for adding rows. */
export interface TableAppender {
  /** Adds rows, chunk by chunk; queries see them when it is done. */
  append(chunks: readonly DuckDBDataChunk[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * One DuckDB of one session. Statements run one after the other: DuckDB has one transaction a connection, and what is
 * planned must be what runs.
 */
export class Engine {
  /** Where new tables go: `memory.main`. */
  readonly localSchema: string;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  /** Of DuckDB's old parser, which takes a tenth of the other's time: for statements that both read alike. */
  readonly #definer: DuckDBConnection;
  readonly #parser: SessionParser;
  readonly #read: ReadStatement;
  readonly #isolated: IsolatedConnections;
  readonly #ownVariables: ConnectionVariables;
  readonly #cursors = new Set<WeakRef<Cursor>>();
  #last: Promise<unknown> = Promise.resolve();
  #disabledOptimizers = unsafeOptimizers.join();
  #keeping: KeptConnection | undefined;
  #variables: ReadonlyMap<string, BoundValue> = new Map();
  #unreset: ReadonlySet<string> = new Set();
  #searchPath: string;
  readonly #functions: Set<TextFunction>;

  private constructor(
    instance: DuckDBInstance,
    { connection, parser }: { readonly connection: DuckDBConnection; readonly parser: SessionParser },
    definer: DuckDBConnection,
    [localSchema, usualPath]: readonly [string, string],
    functions: readonly TextFunction[],
  ) {
    this.#instance = instance;
    this.#connection = connection;
    this.#parser = parser;
    this.#read = new ReadStatement(connection);
    this.#definer = definer;
    this.localSchema = localSchema;
    this.#isolated = new IsolatedConnections(instance, usualPath);
    this.#ownVariables = new ConnectionVariables(connection, parser);
    this.#searchPath = localSchema;
    this.#functions = new Set(functions);
  }

  /**
   * Opens the session's database: a file, or memory when none is named. New tables go into `schema`, which is made where there is none;
   * DuckDB's `main` unless given. Throws DATABASE_NOT_OPENED.
   */
  static async open(database: string | undefined, lock?: EngineLock, schema?: string): Promise<Engine> {
    const instance = await openInstance(database);
    const connection = await instance.connect();
    const definer = await instance.connect();
    const functions = database === undefined ? [] : await textFunctions();
    registerFunctions(connection, functions);
    const statements = [
      // Views that a file keeps may use the functions of other dialects; the old parser makes them all five times as fast.
      ...(database === undefined ? [] : postgresMacros),
      // AWS's times are UTC; a result must not depend on where it was asked. For all connections: a cursor has its own.
      "SET GLOBAL TimeZone = 'UTC'",
      // The old parser reads `a = 1 AND tags->>'k' = 'v'` as `((a = 1) AND tags) ->> ...`; this one reads it as Postgres does.
      'CALL enable_peg_parser()',
      ...(lock === undefined ? [] : lockStatements(lock)),
    ];
    // Beside it on the other connection: each statement is a way to another thread and back.
    const askingPath = usualPathOf(definer, database);
    askingPath.catch(() => undefined);
    try {
      const parser = await SessionParser.of(connection);
      await connection.run(statements.join(';\n'), []);
      const usualPath = await askingPath;
      let localSchema = usualPath;
      if (schema !== undefined) {
        const own = `SET SESSION schema = ${quoteLiteral(schema)}`;
        await definer.run(`CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(schema)}; ${own}`);
        await connection.run(own);
        localSchema = `${localSchema.replace(/\.main$/, '')}.${/^\w+$/.test(schema) ? schema : quoteIdentifier(schema)}`;
      }
      return new Engine(instance, { connection, parser }, definer, [localSchema, usualPath], functions);
    } catch (error) {
      await askingPath.catch(() => undefined);
      definer.closeSync();
      connection.closeSync();
      instance.closeSync();
      throw engineError(error);
    }
  }

  /** Runs one or several statements for their effect. */
  async run(sql: string): Promise<void> {
    await this.#reading(async () => {
      await this.#connection.run(sql);
    });
  }

  /**
   * Runs statements that define what all connections see: databases, tables and settings of the engine's own, outside of the
   * session's transaction, and with nobody's text in them. Each takes a tenth of the processor time that it takes in `run`.
   */
  async define(sql: string): Promise<void> {
    await this.#exclusive(async () => {
      await this.#definer.run(sql);
    });
  }

  /** Makes the functions known that a text names. */
  async provideFunctions(sql: string): Promise<void> {
    if (!sql.includes(functionPrefix)) return;
    const missing = (await textFunctions()).filter((given) => sql.includes(given.name) && !this.#functions.has(given));
    registerFunctions(this.#connection, missing);
    for (const given of missing) this.#functions.add(given);
  }

  /** Runs one statement and reads all of its rows. */
  async query(sql: string, values: readonly (string | number | boolean | null)[] = []): Promise<EngineResult> {
    return this.#reading(() => this.#stored(sql, values));
  }

  /**
   * Runs one or several statements on the session's connection that say the same to both parsers, with no text of a user's in them but
   * within literals, and reads all rows of the last. They take a quarter of the processor time that they take in `query`.
   */
  async ask(sql: string, values: readonly DuckDBValue[] = [], types?: readonly DuckDBType[]): Promise<EngineResult> {
    return this.#exclusive(async () => {
      await this.#parser.prefer('quick');
      return this.#stored(sql, values, types);
    });
  }

  /**
   * Runs one statement whose rows are read later. `isolated`: on a connection of its own, which does not see what only
   * the session's connection has, such as temporary tables; else DuckDB computes all rows before the cursor opens.
   */
  async open(sql: string, { isolated }: { readonly isolated: boolean }): Promise<Cursor> {
    return this.#reading(async () => {
      const cursor = isolated
        ? await this.#isolated.open(sql, {
            variables: this.#variables,
            searchPath: this.#searchPath,
          })
        : new Cursor(await this.#read.run(sql));
      for (const known of this.#cursors) if (known.deref() === undefined) this.#cursors.delete(known);
      this.#cursors.add(new WeakRef(cursor));
      return cursor;
    });
  }

  /** Reads a query that will be opened, while there is nothing to run it over yet. */
  async readAhead(sql: string): Promise<void> {
    await this.#reading(() => this.#read.read(sql));
  }

  /** Reads a statement once that runs often and says nothing of what this session's connection alone has. */
  async keep(sql: string): Promise<KeptStatement> {
    return this.#exclusive(async () => {
      this.#keeping ??= { connection: await this.#instance.connect(), isRead: false, statements: new Set() };
      return new KeptStatement(this.#keeping, await this.#keeping.connection.prepare(sql));
    });
  }

  /** What a statement takes and gives: it is bound, not run. See `describeStatement`. */
  async describe(textOf: (open: ReadonlySet<string>) => string): Promise<StatementShape> {
    return this.#reading(() => describeStatement(this.#connection, textOf));
  }

  /** The qualified tables that a query names, CTE names left out: `aws.ec2.images`; none of a query that cannot be bound. */
  async tableNames(sql: string): Promise<readonly string[]> {
    // In which order operators bind makes no difference to the tables: the quick parser tells them of what it can read and bind.
    const found = await this.#exclusive(async () => {
      await this.#parser.prefer('quick');
      try {
        return this.#connection.getTableNames(sql, true);
      } catch {
        return [];
      }
    });
    if (found.length > 0) return found;
    try {
      return await this.#reading(async () => this.#connection.getTableNames(sql, true));
    } catch (error) {
      // It binds without the tables' columns, at which a query may fail that is right (ASOF JOIN).
      if (error instanceof SkyqlError && error.code !== 'SYNTAX_ERROR') return [];
      throw error;
    }
  }

  /** Turns optimizers of DuckDB off, these and no others, until it is told otherwise. */
  async disableOptimizers(names: readonly string[]): Promise<void> {
    const wanted = [...unsafeOptimizers, ...names].join();
    if (wanted === this.#disabledOptimizers) return;
    await this.define(`SET GLOBAL disabled_optimizers = ${quoteLiteral(wanted)}`);
    this.#disabledOptimizers = wanted;
  }

  /** Opens a table to add rows to; opening costs more than adding a page, so it stays open over many. */
  async openAppender(table: { catalog: string; schema: string; table: string }): Promise<TableAppender> {
    const appender = await this.#exclusive(() =>
      this.#connection.createAppender(table.table, table.schema, table.catalog),
    );
    return {
      append: (chunks) =>
        this.#exclusive(async () => {
          for (const chunk of chunks) appender.appendDataChunk(chunk);
          appender.flushSync();
        }),
      close: () => this.#exclusive(async () => appender.closeSync()),
    };
  }

  /** Sets variables of DuckDB for the statements until `resetVariables`. */
  async setVariables(values: ReadonlyMap<string, BoundValue>): Promise<void> {
    if (values.size === 0) return;
    this.#variables = values;
    await this.#exclusive(() => this.#ownVariables.set(values));
  }

  async resetVariables(): Promise<void> {
    const names = new Set([...this.#variables.keys(), ...this.#unreset]);
    if (names.size === 0) return;
    this.#variables = new Map();
    this.#unreset = names;
    try {
      await this.#exclusive(() => this.#ownVariables.reset(names));
      this.#unreset = new Set();
    } catch {
      // In a transaction that an error has aborted nothing is reset, which must not hide that error: after ROLLBACK it is.
    }
  }

  /** Where names are looked up: schemas as `catalog.schema`, with commas between them. */
  get searchPath(): string {
    return this.#searchPath;
  }

  async setSearchPath(path: string): Promise<void> {
    if (path === this.#searchPath) return;
    await this.run(`SET search_path = ${quoteLiteral(path)}`);
    this.#searchPath = path;
  }

  /** Stops the statement that is running; it then fails with the code INTERRUPTED. Cursors that are open stay so. */
  interrupt(): void {
    this.#connection.interrupt();
    this.#isolated.interrupt();
    this.#keeping?.connection.interrupt();
  }

  /** Closes the cursors that are open as well: they have no more rows then. */
  async close(): Promise<void> {
    for (const cursor of this.#cursors) await cursor.deref()?.close();
    this.#isolated.close();
    this.#ownVariables.close();
    this.#parser.close();
    for (const kept of this.#keeping?.statements ?? []) kept.close();
    this.#keeping?.connection.closeSync();
    this.#definer.closeSync();
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  async #stored(sql: string, values: readonly DuckDBValue[], types?: readonly DuckDBType[]): Promise<EngineResult> {
    const result = await this.#connection.run(sql, values.length === 0 ? undefined : [...values], types && [...types]);
    return storedResult(result, await result.fetchAllChunks());
  }

  /** Work that reads a user's text. */
  #reading<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    return this.#exclusive(async () => {
      await this.#parser.use('usual');
      return work();
    });
  }

  async #exclusive<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const previous = this.#last;
    const next = previous.then(work, work);
    this.#last = next.catch(() => undefined);
    try {
      return await next;
    } catch (error) {
      throw engineError(error);
    }
  }
}

/** What the names of all our functions begin with. */
const functionPrefix = 'skyql_';

/** They are loaded when a text first names one: hardly any does. */
async function textFunctions(): Promise<readonly TextFunction[]> {
  return (await import('./compatibility/text-functions.ts')).textFunctions;
}

/** Where a database's tables are, asked on a connection that reads by the old parser from then on. */
async function usualPathOf(definer: DuckDBConnection, database: string | undefined): Promise<string> {
  await definer.run("SET SESSION allow_parser_override_extension = 'default'");
  if (database === undefined) return 'memory.main';
  const [[path] = []] = await (await definer.run("SELECT current_database() || '.' || current_schema()")).getRows();
  return String(path);
}
