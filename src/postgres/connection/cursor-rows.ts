import { PostgresError } from '../errors/postgres-error.ts';
import type { ChunkRows } from '../statements/chunk-rows.ts';
import type { Fetch } from '../statements/command.ts';
import type { Rows, WriteRows, Written } from '../statements/result-rows.ts';

/** Some rows of a chunk, and the number of the first among all, from 1. */
interface Kept {
  readonly chunk: ChunkRows;
  readonly start: number;
  readonly end: number;
  readonly first: number;
}

/** A cursor that goes back keeps what it has read, outside of what DuckDB may use. */
const mostKept = 100_000;
const nothing = async (): Promise<void> => undefined;

/** The rows of a cursor, and where it stands: on a row, before the first or behind the last. One with SCROLL goes back, too. */
export class CursorRows implements Rows {
  readonly #rows: Rows;
  readonly #kept: Kept[] | undefined;
  /** Of the row on which it stands; 0 is before the first. */
  #position: number;
  /** How many rows were read. */
  #read = 0;
  #isAtEnd = false;

  /** `position` is how many rows others may have read already. */
  constructor(rows: Rows, { isScroll = false, position = 0 } = {}) {
    this.#rows = rows;
    this.#kept = isScroll ? [] : undefined;
    this.#position = position;
  }

  get columns() {
    return this.#rows.columns;
  }

  get isScroll(): boolean {
    return this.#kept !== undefined;
  }

  /** The rows that FETCH gives and MOVE goes over. Throws 55000 where it would have to go back and cannot. */
  async fetch(fetch: Fetch): Promise<Rows> {
    switch (fetch.kind) {
      case 'forward':
        if (fetch.count === 0) return this.#one(this.#position);
        return this.#kept === undefined ? this.#ahead(fetch.count) : this.#slice(fetch.count);
      case 'backward':
        if (fetch.count === 0) return this.#one(this.#position);
        return this.#back(fetch.count);
      case 'relative':
        return this.#one(Math.max(0, this.#position + fetch.rows));
      case 'absolute': {
        if (fetch.row >= 0) return this.#one(fetch.row);
        this.#refuseForward();
        await this.#readTo(Number.POSITIVE_INFINITY);
        return this.#one(Math.max(0, this.#read + 1 + fetch.row));
      }
    }
  }

  async write(limit: number, writeRows: WriteRows, afterSome: () => Promise<void>): Promise<Written> {
    if (this.#kept !== undefined) return (await this.#slice(limit)).write(limit, writeRows, afterSome);
    if (this.#isAtEnd) return { rows: 0, isMore: false };
    const written = await this.#rows.write(limit, writeRows, afterSome);
    this.#position += written.rows;
    this.#isAtEnd = !written.isMore;
    if (this.#isAtEnd) this.#position += 1;
    return written;
  }

  async close(): Promise<void> {
    await this.#rows.close();
  }

  /** Rows that are read when they are asked for. */
  #ahead(count: number): Rows {
    let left = count;
    return {
      columns: this.columns,
      write: async (limit, writeRows, afterSome) => {
        const written = await this.write(Math.min(limit, left), writeRows, afterSome);
        left -= written.rows;
        return { rows: written.rows, isMore: written.isMore && left > 0 };
      },
      close: nothing,
    };
  }

  async #slice(count: number): Promise<Rows> {
    const first = this.#position + 1;
    await this.#readTo(this.#position + count);
    const last = Math.min(this.#position + count, this.#read);
    this.#position = last - first + 1 < count ? this.#read + 1 : last;
    return this.#keptRows(first, last, 1);
  }

  #back(count: number): Rows {
    this.#refuseForward();
    const first = this.#position - 1;
    const last = Math.max(1, this.#position - count);
    this.#position = Math.max(0, this.#position - count);
    return this.#keptRows(last, first, -1);
  }

  /** The row of this number alone, on which it stands afterwards; none before the first and behind the last. */
  async #one(row: number): Promise<Rows> {
    if (this.#kept === undefined) return this.#oneAhead(row);
    await this.#readTo(row);
    this.#position = Math.min(row, this.#read + 1);
    return this.#keptRows(Math.max(1, this.#position), Math.min(this.#position, this.#read), 1);
  }

  async #oneAhead(row: number): Promise<Rows> {
    const stays = row === this.#position && (row === 0 || this.#isAtEnd);
    if (stays) return this.#ahead(0);
    if (row <= this.#position) this.#refuseForward();
    const skipped = row - this.#position - 1;
    if (skipped > 0) await this.write(skipped, (_, __, end) => end, nothing);
    return this.#ahead(1);
  }

  async #readTo(row: number): Promise<void> {
    const kept = this.#kept ?? [];
    while (!this.#isAtEnd && this.#read < row) {
      const keep: WriteRows = (chunk, start, end) => {
        kept.push({ chunk, start, end, first: this.#read + 1 });
        this.#read += end - start;
        if (this.#read > mostKept) throw tooManyKept();
        return end;
      };
      const { isMore } = await this.#rows.write(row - this.#read, keep, nothing);
      this.#isAtEnd = !isMore;
    }
  }

  /** Rows that were kept, from one number to another, in the order of reading or against it. */
  #keptRows(first: number, last: number, step: 1 | -1): Rows {
    const kept = this.#kept ?? [];
    let next = step === 1 ? first : last;
    return {
      columns: this.columns,
      write: async (limit, writeRows, afterSome) => {
        let rows = 0;
        while (rows < limit && next >= first && next <= last) {
          const found = kept[lastBefore(kept, next)];
          if (found === undefined) break;
          const start = found.start + next - found.first;
          const most = step === -1 ? start + 1 : Math.min(found.end, start + Math.min(last - next + 1, limit - rows));
          const written = writeRows(found.chunk, start, most) - start;
          rows += written;
          next += written * step;
          await afterSome();
        }
        return { rows, isMore: next >= first && next <= last };
      },
      close: nothing,
    };
  }

  #refuseForward(): void {
    if (this.#kept === undefined)
      throw new PostgresError('55000', 'cursor can only scan forward', {
        hint: 'Declare it with SCROLL option to enable backward scan.',
      });
  }
}

/** The chunk in which a row is. */
function lastBefore(kept: readonly Kept[], row: number): number {
  let low = 0;
  let high = kept.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((kept[middle]?.first ?? 0) <= row) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function tooManyKept(): PostgresError {
  return new PostgresError('54000', `A cursor that goes back keeps no more than ${mostKept} rows.`, {
    hint: 'Declare it with NO SCROLL, or read the rows into a table of the session: CREATE TEMP TABLE t AS SELECT ...',
  });
}
