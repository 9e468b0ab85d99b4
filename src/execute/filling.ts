import type { Row } from '../data/value.ts';
import type { ShadowTable, ShadowTables } from '../engine/shadow-tables.ts';
import type { TableLoader } from '../engine/table-loader.ts';

/** The tables that take the rows of one scan, while it is read, and who waits for more of them. */
export class Filling {
  readonly #loaders: readonly TableLoader[];
  #hasEnded = false;
  #waiting: (() => void)[] = [];

  constructor(tables: ShadowTables, taking: readonly ShadowTable[]) {
    this.#loaders = taking.map((table) => tables.load(table));
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  async add(rows: readonly Row[]): Promise<void> {
    for (const loader of this.#loaders) await loader.add(rows);
    if (rows.length > 0) this.#tell();
  }

  /** Lets queries see all that was added. */
  async flush(): Promise<void> {
    for (const loader of this.#loaders) await loader.flush();
  }

  /** No more rows will come; those that came stand. */
  async end(): Promise<void> {
    for (const loader of this.#loaders) await loader.close();
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
