/** Times are only so exact: what is paced evenly is let through. */
const tolerance = 1e-6;

/**
 * A bucket of tokens, of which each request takes one and which fills up again steadily: how AWS throttles.
 * It holds what a second brings.
 */
export class TokenBucket {
  readonly #perSecond: number;
  readonly #capacity: number;
  #tokens: number;
  #filled = Number.NEGATIVE_INFINITY;

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
    this.#capacity = perSecond === 0 ? 0 : Math.max(1, perSecond);
    this.#tokens = this.#capacity;
  }

  /** Takes a token at `now`, in milliseconds; false where none is left. */
  take(now: number): boolean {
    const seconds = Math.max(0, now - this.#filled) / 1_000;
    this.#tokens =
      seconds === Number.POSITIVE_INFINITY
        ? this.#capacity
        : Math.min(this.#capacity, this.#tokens + seconds * this.#perSecond);
    this.#filled = Math.max(this.#filled, now);
    if (this.#tokens < 1 - tolerance) return false;
    this.#tokens -= 1;
    return true;
  }
}
