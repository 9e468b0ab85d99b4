import type {
  DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  DuckDBResult,
  DuckDBType,
  DuckDBValue,
} from '@duckdb/node-api';
import { quoteIdentifier, quoteLiteral } from '../data/quote.ts';
import type { Row, Value } from '../data/value.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { postgresMacros } from './compatibility/postgres.ts';
import { duckdb } from './duckdb.ts';
import { engineError } from './engine-error.ts';
import { plainValue } from './plain-value.ts';

export interface EngineColumn {
  readonly name: string;
  readonly type: string;
}

export interface EngineResult {
  readonly columns: readonly EngineColumn[];
  readonly rows: readonly Row[];
}

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
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  #last: Promise<unknown> = Promise.resolve();
  #disabledOptimizers = '';

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  /** Opens the session's database: a file, or memory when none is named. */
  static async open(database: string | undefined): Promise<Engine> {
    let instance: DuckDBInstance;
    try {
      instance = await duckdb.DuckDBInstance.create(database ?? ':memory:');
    } catch (error) {
      throw new SkyqlError('DATABASE_NOT_OPENED', `The database ${database ?? ':memory:'} could not be opened.`, {
        hint: error instanceof Error ? error.message.split('\n')[0] : undefined,
        cause: error,
      });
    }
    const connection = await instance.connect();
    const engine = new Engine(instance, connection);
    // Views that a file keeps may use the functions of other dialects; the old parser makes them all five times as fast.
    if (database !== undefined) await engine.run(postgresMacros.join(';\n'));
    // The old parser reads `a = 1 AND tags->>'k' = 'v'` as `((a = 1) AND tags) ->> ...`; this one reads it as Postgres does.
    await engine.run('CALL enable_peg_parser()');
    // AWS's times are UTC; a result must not depend on where it was asked.
    await engine.run("SET TimeZone = 'UTC'");
    return engine;
  }

  /** Runs one or several statements for their effect. */
  async run(sql: string): Promise<void> {
    await this.#exclusive(async () => {
      await this.#connection.run(sql);
    });
  }

  /** Runs one statement and reads all of its rows. */
  async query(sql: string, values: readonly (string | number | boolean | null)[] = []): Promise<EngineResult> {
    return this.#exclusive(async () => {
      const result = await this.#connection.run(sql, [...values]);
      const columns = columnsOf(result);
      const types = result.columnTypes();
      const rows = (await result.getRows()).map((cells) => rowOf(columns, types, cells));
      return { columns, rows };
    });
  }

  /** Runs one statement and hands over its rows chunk by chunk. */
  async stream(sql: string): Promise<AsyncIterable<readonly Row[]>> {
    return this.#exclusive(async () => {
      const result = await this.#connection.stream(sql);
      return rowChunks(result, columnsOf(result));
    });
  }

  /** The qualified tables that a query names, CTE names left out: `aws.ec2.images`; none of a query that cannot be bound. */
  tableNames(sql: string): readonly string[] {
    try {
      return this.#connection.getTableNames(sql, true);
    } catch (error) {
      const known = engineError(error);
      // It binds without the tables' columns, at which a query may fail that is right (ASOF JOIN).
      if (known.code !== 'SYNTAX_ERROR') return [];
      throw known;
    }
  }

  /** Turns optimizers of DuckDB off, these and no others, until it is told otherwise. */
  async disableOptimizers(names: readonly string[]): Promise<void> {
    const wanted = names.join(',');
    if (wanted === this.#disabledOptimizers) return;
    await this.run(wanted === '' ? 'RESET disabled_optimizers' : `SET disabled_optimizers = ${quoteLiteral(wanted)}`);
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

  async setVariable(name: string, expression: string): Promise<void> {
    await this.run(`SET VARIABLE ${quoteIdentifier(name)} = ${expression}`);
  }

  /** Stops the statement that is running; it then fails with the code INTERRUPTED. */
  interrupt(): void {
    this.#connection.interrupt();
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  async #exclusive<Result>(work: () => Promise<Result>): Promise<Result> {
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

function columnsOf(result: DuckDBResult): readonly EngineColumn[] {
  const names = result.deduplicatedColumnNames();
  return result.columnTypes().map((type, index) => ({ name: names[index] ?? '', type: type.alias ?? type.toString() }));
}

function rowOf(columns: readonly EngineColumn[], types: readonly DuckDBType[], cells: readonly DuckDBValue[]): Row {
  const row: Record<string, Value> = {};
  for (const [index, column] of columns.entries()) row[column.name] = plainValue(cells[index], types[index]);
  return row;
}

async function* rowChunks(result: DuckDBResult, columns: readonly EngineColumn[]): AsyncIterable<readonly Row[]> {
  const types = result.columnTypes();
  try {
    for await (const rows of result.yieldRows()) yield rows.map((cells) => rowOf(columns, types, cells));
  } catch (error) {
    throw engineError(error);
  }
}
