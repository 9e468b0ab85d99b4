import type { DuckDBDataChunk } from '@duckdb/node-api';
import { recordKeys } from '../../data/record-keys.ts';
import type { ResultColumn } from '../../session/database.ts';
import { PostgresError } from '../errors/postgres-error.ts';
import { wireTypeOf } from '../types/wire-type-of.ts';
import { type ChunkRows, chunkRows } from './chunk-rows.ts';
import type { TypedColumn } from './columns.ts';

/** Writes rows from one on, up to another at most: as many as are worth a packet. Answers the first that it has not written. */
export type WriteRows = (rows: ChunkRows, start: number, end: number) => number;

/** How many rows were written, and whether there may be more. */
export interface Written {
  readonly rows: number;
  readonly isMore: boolean;
}

/** Rows that are read once, some at a time. */
export interface Rows {
  readonly columns: readonly TypedColumn[];
  /** Writes so many rows, or all that are left; `afterSome` is awaited now and then. */
  write(limit: number, writeRows: WriteRows, afterSome: () => Promise<void>): Promise<Written>;
  /** Lets the rows go that are not read yet. */
  close(): Promise<void>;
}

/** What rows come from: a result of the session, or an answer of our own. */
export interface RowSource {
  readonly columns: readonly ResultColumn[];
  chunks(): AsyncIterator<DuckDBDataChunk>;
  close(): Promise<void>;
}

/** The rows of a result. */
export class ResultRows implements Rows {
  readonly columns: readonly TypedColumn[];
  readonly #source: RowSource;
  readonly #chunks: AsyncIterator<DuckDBDataChunk>;
  /** Where in a chunk the values of each column are. */
  readonly #places: readonly (number | undefined)[];
  #rows: ChunkRows = { columns: [] };
  #rowsInChunk = 0;
  #row = 0;
  /** The chunk behind the one that is being written. */
  #next: Promise<IteratorResult<DuckDBDataChunk>> | undefined;

  /** `described` are the columns that a client was told of before the rows were there; the result's own unless given. */
  constructor(source: RowSource, described?: readonly TypedColumn[]) {
    this.#source = source;
    this.columns = described ?? typedColumns(source.columns);
    this.#chunks = source.chunks();
    this.#places = placesOf(source.columns, this.columns);
  }

  async write(limit: number, writeRows: WriteRows, afterSome: () => Promise<void>): Promise<Written> {
    let written = 0;
    while (written < limit) {
      if (this.#row === this.#rowsInChunk && !(await this.#nextChunk())) return { rows: written, isMore: false };
      // Who reads all rows has the next ones made while these are written; else nothing is made that nobody may ask for.
      if (limit === Number.POSITIVE_INFINITY) this.#readAhead();
      const next = writeRows(this.#rows, this.#row, Math.min(this.#rowsInChunk, this.#row + limit - written));
      written += next - this.#row;
      this.#row = next;
      await afterSome();
    }
    return { rows: written, isMore: true };
  }

  async close(): Promise<void> {
    await this.#source.close();
    // Nothing reads on in DuckDB once it is closed.
    await this.#next?.catch(() => undefined);
  }

  #readAhead(): void {
    if (this.#next !== undefined) return;
    this.#next = this.#chunks.next();
    // What is wrong with it is said to whoever reads it.
    this.#next.catch(() => undefined);
  }

  async #nextChunk(): Promise<boolean> {
    const next = await (this.#next ?? this.#chunks.next());
    this.#next = undefined;
    if (next.done === true) return false;
    this.#rowsInChunk = next.value.rowCount;
    this.#row = 0;
    this.#rows = chunkRows(next.value, this.#places);
    return true;
  }
}

export function typedColumns(columns: readonly ResultColumn[]): readonly TypedColumn[] {
  return columns.map(({ name, type }) => ({ name, type: wireTypeOf(type) }));
}

/** By their order where there are as many; else by their names, since a service may leave out what it has nothing of. */
function placesOf(has: readonly ResultColumn[], wanted: readonly TypedColumn[]): readonly (number | undefined)[] {
  if (has.length === wanted.length) return wanted.map((_, index) => index);
  const keys = recordKeys(has);
  const wantedKeys = recordKeys(wanted);
  if (has.length > wanted.length || !keys.every((key) => wantedKeys.includes(key)))
    throw new PostgresError('0A000', 'cached plan must not change result type', {
      hint: 'The columns are others than when the statement was described: prepare it again.',
    });
  return wantedKeys.map((key) => {
    const place = keys.indexOf(key);
    return place === -1 ? undefined : place;
  });
}
