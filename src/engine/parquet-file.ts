import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBAppender, DuckDBConnection, DuckDBDataChunk, DuckDBInstance } from '@duckdb/node-api';
import { quoteIdentifier, quoteLiteral } from '../data/quote.ts';
import { duckdb } from './duckdb.ts';
import type { EngineColumn } from './engine-column.ts';
import { engineError } from './engine-error.ts';

/** DuckDB keeps rows that do not fit into this on the disk; what it writes at once has to fit. */
const memory = '2GB';
/** Rows that are written at once: of wide ones DuckDB's own number of 122,880 takes gigabytes. */
const groupRows = 20_480;
/** The appender holds its chunks in memory until then, however wide they are. */
const chunksHeld = 4;

/** Rows on their way into a Parquet file: in a database of their own, so that no session's settings or tables have a part in it. */
export class ParquetFile {
  readonly #directory: string;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #appender: DuckDBAppender;
  #held = 0;

  private constructor(
    directory: string,
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    appender: DuckDBAppender,
  ) {
    this.#directory = directory;
    this.#instance = instance;
    this.#connection = connection;
    this.#appender = appender;
  }

  static async open(columns: readonly EngineColumn[]): Promise<ParquetFile> {
    const directory = await mkdtemp(join(tmpdir(), 'skyql-parquet-'));
    const instance = await duckdb.DuckDBInstance.create(join(directory, 'rows.duckdb'), {
      memory_limit: memory,
      threads: '1',
    });
    const connection = await instance.connect();
    const names = uniqueNames(columns);
    const list = columns.map(({ type }, index) => `${quoteIdentifier(names[index] ?? '')} ${type}`);
    await connection.run(`CREATE TABLE result (${list.join(', ')})`);
    return new ParquetFile(directory, instance, connection, await connection.createAppender('result'));
  }

  append(chunk: DuckDBDataChunk): void {
    this.#appender.appendDataChunk(chunk);
    this.#held += 1;
    if (this.#held < chunksHeld) return;
    this.#appender.flushSync();
    this.#held = 0;
  }

  /** Writes the file, compressed, and tells where it is: it is there until `close`. */
  async write(): Promise<string> {
    const file = join(this.#directory, 'result.parquet');
    this.#appender.flushSync();
    const options = `FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${groupRows}`;
    try {
      await this.#connection.run(`COPY result TO ${quoteLiteral(file)} (${options})`);
    } catch (error) {
      throw engineError(error);
    }
    return file;
  }

  async close(): Promise<void> {
    this.#appender.closeSync();
    this.#connection.closeSync();
    this.#instance.closeSync();
    await rm(this.#directory, { recursive: true, force: true });
  }
}

/** Columns of one name get another one each: a table tells them apart without regard to case. */
function uniqueNames(columns: readonly EngineColumn[]): readonly string[] {
  const taken = new Set<string>();
  return columns.map(({ name }) => {
    let unique = name;
    for (let number = 1; taken.has(unique.toLowerCase()); number += 1) unique = `${name}:${number}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}
