import { RecentTimes } from './recent-times.ts';

/** Calls a second, below which the rate never falls. */
const lowest = 0.5;
/** A rate that has grown to this, and to well above what was too fast, is forgotten. */
const highest = 100;
/** What is left of a rate that was too fast: an API lets through what it allows however much more is sent, so little is taken off. */
const decrease = 0.95;
/** So many calls that were let through tell what is allowed. */
const telling = 10;
/** The longest time, in milliseconds, that what is allowed is told by. */
const longestWindow = 20_000;
/** By so much of itself the rate grows each second, just after it was too fast. */
const slowest = 0.01;
/** By so much of itself at most. */
const fastest = 0.5;
/** After so many seconds without an answer that there were too many it grows twice as fast as before, then ever faster. */
const calm = 2;

/**
 * The rate that whoever answers seems to allow. An answer that there were too many calls takes it down to what was let
 * through lately, all others let it grow by a part of itself: fast while it is far below what was too fast, slowly when it
 * comes near, and ever faster the longer nothing was too fast, for then more is allowed than before.
 */
export class LearnedRate {
  readonly #sent = new RecentTimes();
  readonly #passed = new RecentTimes(telling);
  #rate = Number.POSITIVE_INFINITY;
  #tooFast = Number.POSITIVE_INFINITY;
  #slowedDown = Number.NEGATIVE_INFINITY;
  #began = Number.POSITIVE_INFINITY;

  /** Calls a second; endless until there were too many. */
  get rate(): number {
    return this.#rate;
  }

  /** A call is sent now. */
  add(time: number): void {
    this.#began = Math.min(this.#began, time);
    this.#sent.add(time);
  }

  /** A call was let through. `limit`: what is allowed anyway. */
  grow(time: number, limit: number): void {
    this.#passed.add(time);
    if (this.#rate === Number.POSITIVE_INFINITY) return;
    const below = Math.max(0, 1 - this.#rate / this.#tooFast);
    const calmFor = (time - this.#slowedDown) / 1000 / calm;
    // There are as many steps a second as calls.
    this.#rate += Math.min(fastest, slowest * (1 + calmFor ** 2) + below ** 2);
    if (this.#rate > Math.min(limit, Math.max(highest, 4 * this.#tooFast))) this.#rate = Number.POSITIVE_INFINITY;
  }

  /** A call was too much that was sent at `sent`. False where that says nothing new: it was sent before the last slowing down. */
  shrink(time: number, sent: number, limit: number): boolean {
    if (sent <= this.#slowedDown) return false;
    const rate = Math.min(this.#rate, limit, Math.max(1, this.#sent.perSecond(time)));
    const known = Math.min(longestWindow, time - this.#began);
    const window = Math.max(1000, Math.min(known, (telling / rate) * 1000));
    // One more than were counted: of those that come evenly as many as that fit.
    const passed = this.#passed.perSecond(time, window) + 1000 / window;
    // What got through lately is allowed: it is not gone below, however often the rest is refused in one second.
    this.#rate = Math.max(
      lowest,
      Math.min(rate * decrease, Math.max(rate / 2, passed)),
      Math.min(rate, passed * decrease),
    );
    this.#tooFast = rate;
    this.#slowedDown = time;
    return true;
  }

  /** Takes over what another has learned of the same. */
  learnFrom(other: LearnedRate): void {
    if (other.#rate < this.#rate) {
      this.#rate = other.#rate;
      this.#tooFast = other.#tooFast;
    }
    this.#slowedDown = Math.max(this.#slowedDown, other.#slowedDown);
    this.#began = Math.min(this.#began, other.#began);
    this.#sent.addAll(other.#sent);
    this.#passed.addAll(other.#passed);
  }
}
