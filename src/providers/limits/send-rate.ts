/** How many calls were sent in the second that has just passed. */
export class SendRate {
  #times: number[] = [];
  /** Those before it have been forgotten; cut off now and then, for cutting off one at a time moves all others. */
  #first = 0;

  /** `time` in milliseconds, never before that of the call before. */
  add(time: number): void {
    this.#times.push(time);
    this.#forget(time);
  }

  perSecond(time: number): number {
    this.#forget(time);
    return this.#times.length - this.#first;
  }

  /** Counts those of another as well. */
  addAll(other: SendRate): void {
    this.#times = [...this.#times.slice(this.#first), ...other.#times.slice(other.#first)].sort(
      (one, two) => one - two,
    );
    this.#first = 0;
  }

  #forget(time: number): void {
    while ((this.#times[this.#first] ?? time) <= time - 1000) this.#first += 1;
    if (this.#first < 1000) return;
    this.#times = this.#times.slice(this.#first);
    this.#first = 0;
  }
}
