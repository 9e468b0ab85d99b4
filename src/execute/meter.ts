import type { Access, Hydration } from '../plan/access/access.ts';
import type { Measures } from '../plan/access/measures.ts';
import type { CallRecord } from '../providers/provider.ts';

/** A part of a plan whose cost is counted by itself. */
export type MeasuredPart = Access | Hydration;

/** Counts what the parts of a plan cost while it runs, and writes it on them when it has run. */
export class Meter {
  readonly #counters = new Map<MeasuredPart, Counter>();

  of(part: MeasuredPart): Counter {
    const counter = this.#counters.get(part) ?? new Counter();
    this.#counters.set(part, counter);
    return counter;
  }

  /** The access with what it cost, and what its parents and hydrations did. */
  measured(access: Access): Access {
    return {
      ...access,
      measures: this.of(access).measures,
      parents: access.parents.map((parent) => ({ ...parent, access: this.measured(parent.access) })),
      hydrations: access.hydrations.map((hydration) => ({ ...hydration, measures: this.of(hydration).measures })),
    };
  }
}

export class Counter {
  readonly #started = performance.now();
  #ended = this.#started;
  #calls = 0;
  #pages = 0;
  #rows = 0;
  #retries = 0;
  #bytes = 0;
  #waited = 0;

  get measures(): Measures {
    return {
      calls: this.#calls,
      pages: this.#pages,
      rows: this.#rows,
      retries: this.#retries,
      milliseconds: Math.round(this.#ended - this.#started),
      bytes: this.#bytes,
      waited: Math.round(this.#waited),
    };
  }

  addCall({ attempt, bytes, waited }: CallRecord): void {
    this.#calls += 1;
    this.#bytes += bytes;
    this.#waited += waited;
    if (attempt > 1) this.#retries += 1;
    this.#ended = performance.now();
  }

  addPage(rows: number): void {
    this.#pages += 1;
    this.#rows += rows;
    this.#ended = performance.now();
  }
}
