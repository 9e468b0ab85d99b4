/** When calls were made: those of the second that has just passed, and the latest few however long ago they were. */
export class RecentTimes {
  readonly #latest: number;
  #times: number[] = [];
  /** Those before it have been forgotten; cut off now and then, for cutting off one at a time moves all others. */
  #first = 0;

  /** `latest`: how many are remembered for longer than a second. */
  constructor(latest = 0) {
    this.#latest = latest;
  }

  /** `time` in milliseconds, never before that of the call before. */
  add(time: number): void {
    this.#times.push(time);
    this.#forget(time);
  }

  /** How many calls a second there were in so many milliseconds; of more than a second only what is remembered counts. */
  perSecond(time: number, milliseconds = 1000): number {
    this.#forget(time);
    let first = this.#first;
    while ((this.#times[first] ?? time) <= time - milliseconds) first += 1;
    return ((this.#times.length - first) * 1000) / milliseconds;
  }

  /** Counts those of another as well. */
  addAll(other: RecentTimes): void {
    this.#times = [...this.#times.slice(this.#first), ...other.#times.slice(other.#first)].sort(
      (one, two) => one - two,
    );
    this.#first = 0;
  }

  #forget(time: number): void {
    const last = this.#times.length - this.#latest;
    while (this.#first < last && (this.#times[this.#first] ?? time) <= time - 1000) this.#first += 1;
    if (this.#first < 1000) return;
    this.#times = this.#times.slice(this.#first);
    this.#first = 0;
  }
}
