import type { Row } from '../data/value.ts';
import type { ShadowTable, ShadowTables } from '../engine/shadow-tables.ts';
import type { TableLoader } from '../engine/table-loader.ts';
import { isDecided } from './unread-columns.ts';

export interface FilledTable {
  readonly table: ShadowTable;
  /** Rows without one of these columns are left out of it. */
  readonly needed: ReadonlySet<string>;
}

/** The tables that take the rows of one scan, while it is read, and who waits for more of them. */
export class Filling {
  /** The columns that any of the tables needs. */
  readonly needed: ReadonlySet<string>;
  readonly #takers: readonly { readonly loader: TableLoader; readonly needed: ReadonlySet<string> }[];
  #hasEnded = false;
  #waiting: (() => void)[] = [];

  constructor(tables: ShadowTables, taking: readonly FilledTable[]) {
    this.needed = new Set(taking.flatMap(({ needed }) => [...needed]));
    this.#takers = taking.map(({ table, needed }) => ({ loader: tables.load(table), needed }));
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Gives back how many rows the scan's own table, the first, has taken. */
  async add(rows: readonly Row[]): Promise<number> {
    const parts = this.#takers.map(({ loader, needed }) => ({
      loader,
      taken: rows.filter((row) => isDecided(row, needed)),
    }));
    for (const { loader, taken } of parts) await loader.add(taken);
    if (rows.length > 0) this.#tell();
    return parts[0]?.taken.length ?? rows.length;
  }

  /** Lets queries see all that was added. */
  async flush(): Promise<void> {
    for (const { loader } of this.#takers) await loader.flush();
  }

  /** No more rows will come; those that came stand. */
  async end(): Promise<void> {
    for (const { loader } of this.#takers) await loader.close();
    this.#hasEnded = true;
    this.#tell();
  }

  /** Ends when there are more rows than now, or when there will be none. */
  more(): Promise<void> {
    return this.#hasEnded ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }

  #tell(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const tell of waiting) tell();
  }
}
