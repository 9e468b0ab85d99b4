import type { ScanEvents } from '../execute/run-scan.ts';
import type { ScanPart } from '../execute/scan-events.ts';
import type { CallContext, CallRecord } from '../providers/provider.ts';
import type { StatementRun } from './statement-run.ts';

/** What one read cost. */
export interface ReadStatistics {
  readonly calls: number;
  readonly pages: number;
  readonly rows: number;
  readonly retries: number;
  readonly milliseconds: number;
  /** What listing its parents cost, and hydrating its rows, which it does not count itself. */
  readonly parts: ReadonlyMap<ScanPart, ReadStatistics>;
}

/** Counts what a read costs while it runs, its parts apart, and tells the statement of all of it. */
export class ReadCost {
  readonly #run: StatementRun;
  readonly #parts = new Map<ScanPart, ReadCost>();
  readonly #started = performance.now();
  #ended = this.#started;
  #calls = 0;
  #pages = 0;
  #rows = 0;
  #retries = 0;

  constructor(run: StatementRun) {
    this.#run = run;
  }

  events(): ScanEvents & Pick<CallContext, 'onCall'> {
    return {
      onCall: (call) => this.#onCall(call),
      onPage: (rows) => this.#onPage(rows),
      onWarning: (error) => this.#run.onWarning(error),
      ofPart: (part) => this.#part(part).events(),
    };
  }

  statistics(): ReadStatistics {
    return {
      calls: this.#calls,
      pages: this.#pages,
      rows: this.#rows,
      retries: this.#retries,
      milliseconds: Math.round(this.#ended - this.#started),
      parts: new Map([...this.#parts].map(([part, cost]) => [part, cost.statistics()])),
    };
  }

  #part(part: ScanPart): ReadCost {
    const known = this.#parts.get(part) ?? new ReadCost(this.#run);
    this.#parts.set(part, known);
    return known;
  }

  #onCall(call: CallRecord): void {
    this.#calls += 1;
    if (call.attempt > 1) this.#retries += 1;
    this.#ended = performance.now();
    this.#run.context.onCall?.(call);
  }

  #onPage(rows: number): void {
    this.#pages += 1;
    this.#rows += rows;
    this.#ended = performance.now();
    this.#run.onPage(rows);
  }
}
