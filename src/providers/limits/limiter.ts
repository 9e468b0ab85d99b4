import { delay, interrupted, throwIfAborted } from '../abort.ts';
import type { LimitDefinition } from './limit-definition.ts';
import { SendRate } from './send-rate.ts';

/** Leave to make one call. */
export interface Permit {
  /** Ends the call. A throttled one slows down those that follow. Only the first release counts. */
  release(throttled: boolean): void;
}

export interface LimiterClock {
  /** Milliseconds. */
  readonly now?: () => number;
  readonly wait?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

export interface LimiterState {
  /** Calls on their way. */
  readonly inUse: number;
  readonly waiting: number;
  /** Calls a second that are let through just now; undefined where there is no limit. */
  readonly rate: number | undefined;
  /** Calls that were let through, and how many of them were answered that there were too many. */
  readonly calls: number;
  readonly throttled: number;
}

interface Waiter {
  /** Tells who came first, of several limiters too. */
  readonly arrival: number;
  readonly enter: () => void;
}

/** Calls a second, below which the rate never falls. */
const lowestRate = 0.5;
/** The rate grows by so many calls a second, each second. */
const recovery = 2;
/** A rate that was learned and has grown to this, and to what was too fast, is forgotten. */
const highestRate = 100;
/** Tokens are sums of fractions. */
const tolerance = 1e-9;

let arrivals = 0;

/**
 * Lets calls through in the order in which they came: so many at once, and so many a second (a bucket of tokens, as AWS's
 * own). Where it adapts: after an answer that there were too many at half the rate that was too fast, from there slowly
 * faster again (additive increase, multiplicative decrease).
 */
export class Limiter {
  readonly #atOnce: number;
  readonly #perSecond: number;
  readonly #burst: number;
  readonly #adapts: boolean;
  readonly #now: () => number;
  readonly #wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  #waiting: Waiter[] = [];
  #inUse = 0;
  #calls = 0;
  #throttled = 0;
  #learned = Number.POSITIVE_INFINITY;
  #tokens: number;
  #refilled: number;
  #slowedDown = Number.NEGATIVE_INFINITY;
  readonly #sent = new SendRate();
  /** The learned rate is forgotten when it has grown to this. */
  #forgetAt = highestRate;
  /** What was waited for has passed, whatever the clock says. */
  #passed = Number.NEGATIVE_INFINITY;
  #alarm: { readonly due: number; readonly stop: AbortController } | undefined;
  #merged: Limiter | undefined;

  constructor(
    { atOnce, perSecond, burst, adapts }: Pick<LimitDefinition, 'atOnce' | 'perSecond' | 'burst' | 'adapts'>,
    { now = performance.now.bind(performance), wait = delay }: LimiterClock = {},
  ) {
    this.#atOnce = atOnce ?? Number.POSITIVE_INFINITY;
    this.#perSecond = perSecond ?? Number.POSITIVE_INFINITY;
    this.#burst = burst ?? Math.max(1, perSecond ?? 1);
    this.#adapts = adapts ?? false;
    this.#now = now;
    this.#wait = wait;
    this.#tokens = this.#burst;
    this.#refilled = now();
  }

  /** Waits until a call may be made. Throws `INTERRUPTED`. */
  acquire(signal?: AbortSignal): Promise<Permit> {
    if (this.#merged !== undefined) return this.#merged.acquire(signal);
    return new Promise((resolve, reject) => {
      throwIfAborted(signal);
      if (this.#waiting.length === 0 && this.#pause() === 0) {
        resolve(this.#enter());
        return;
      }
      const leave = () => {
        this.#owner.#drop(waiter);
        reject(interrupted());
      };
      const waiter: Waiter = {
        arrival: arrivals++,
        enter: () => {
          signal?.removeEventListener('abort', leave);
          resolve(this.#owner.#enter());
        },
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.#waiting.push(waiter);
      this.#admit();
    });
  }

  get state(): LimiterState {
    const rate = this.#rate;
    return {
      inUse: this.#inUse,
      waiting: this.#waiting.length,
      rate: rate === Number.POSITIVE_INFINITY ? undefined : rate,
      calls: this.#calls,
      throttled: this.#throttled,
    };
  }

  /** Whether it is as one that was just made, so that it can be forgotten. */
  get isIdle(): boolean {
    this.#refill(this.#time);
    const isFull = this.#rate === Number.POSITIVE_INFINITY || this.#tokens >= this.#burst;
    return isFull && this.#inUse === 0 && this.#waiting.length === 0 && this.#learned === Number.POSITIVE_INFINITY;
  }

  /** Counts what it counts, and who waits, with another limiter of the same definition from now on. */
  mergeInto(other: Limiter): void {
    const time = Math.max(this.#time, other.#time);
    this.#refill(time);
    other.#refill(time);
    this.#merged = other;
    this.#alarm?.stop.abort();
    this.#alarm = undefined;
    other.#inUse += this.#inUse;
    other.#calls += this.#calls;
    other.#throttled += this.#throttled;
    other.#learned = Math.min(other.#learned, this.#learned);
    other.#slowedDown = Math.max(other.#slowedDown, this.#slowedDown);
    // Both have taken from what was one bucket all along.
    other.#tokens = Math.min(other.#capacity, other.#tokens + this.#tokens - this.#capacity);
    other.#forgetAt = Math.max(other.#forgetAt, this.#forgetAt);
    other.#sent.addAll(this.#sent);
    other.#waiting = [...other.#waiting, ...this.#waiting].sort((one, two) => one.arrival - two.arrival);
    this.#waiting = [];
    other.#admit();
  }

  get #owner(): Limiter {
    return this.#merged === undefined ? this : this.#merged.#owner;
  }

  get #time(): number {
    return Math.max(this.#now(), this.#passed);
  }

  get #rate(): number {
    return Math.min(this.#perSecond, this.#learned);
  }

  /** Slowed down there are no bursts: it is one that was too much. */
  get #capacity(): number {
    return this.#learned < this.#perSecond ? 1 : this.#burst;
  }

  /** Lets one call through. */
  #enter(): Permit {
    const sent = this.#time;
    if (this.#rate < Number.POSITIVE_INFINITY) this.#tokens -= 1;
    this.#inUse += 1;
    this.#calls += 1;
    if (this.#adapts) this.#sent.add(sent);
    let open = true;
    return {
      release: (throttled) => {
        if (!open) return;
        open = false;
        this.#owner.#release(sent, throttled);
      },
    };
  }

  /** Lets in who may go, first come first served, and wakes up when the next one may. */
  #admit(): void {
    while (this.#waiting.length > 0) {
      const pause = this.#pause();
      // Whoever ends a call lets the next one in.
      if (pause === Number.POSITIVE_INFINITY) return;
      if (pause > 0) {
        this.#wakeIn(pause);
        return;
      }
      this.#waiting.shift()?.enter();
    }
    this.#alarm?.stop.abort();
    this.#alarm = undefined;
  }

  #release(sent: number, throttled: boolean): void {
    this.#inUse -= 1;
    if (throttled) this.#throttled += 1;
    if (this.#adapts) {
      // Calls sent before the last slowing down were sent at the old rate: their throttling says nothing new.
      if (throttled && sent > this.#slowedDown) this.#slowDown(this.#time);
      else if (!throttled && this.#learned < Number.POSITIVE_INFINITY) this.#speedUp(this.#time);
    }
    this.#admit();
  }

  #slowDown(time: number): void {
    const tooFast = Math.min(this.#rate, Math.max(1, this.#sent.perSecond(time)));
    this.#learned = Math.max(lowestRate, tooFast / 2);
    this.#forgetAt = Math.max(highestRate, tooFast);
    this.#tokens = 0;
    this.#refilled = time;
    this.#slowedDown = time;
  }

  #speedUp(time: number): void {
    this.#refill(time);
    this.#learned += recovery / this.#learned;
    if (this.#learned > Math.min(this.#forgetAt, this.#perSecond)) this.#learned = Number.POSITIVE_INFINITY;
  }

  #refill(time: number): void {
    const rate = this.#rate;
    if (rate < Number.POSITIVE_INFINITY) {
      const made = (Math.max(0, time - this.#refilled) / 1000) * rate;
      this.#tokens = Math.min(this.#capacity, this.#tokens + made);
    }
    this.#refilled = time;
  }

  /** Milliseconds until a call may be made: none, until a token is there, or endless while too many are on their way. */
  #pause(): number {
    if (this.#inUse >= this.#atOnce) return Number.POSITIVE_INFINITY;
    if (this.#rate === Number.POSITIVE_INFINITY) return 0;
    this.#refill(this.#time);
    return this.#tokens >= 1 - tolerance ? 0 : ((1 - this.#tokens) / this.#rate) * 1000;
  }

  #wakeIn(pause: number): void {
    const due = this.#time + pause;
    if (this.#alarm !== undefined && this.#alarm.due <= due) return;
    this.#alarm?.stop.abort();
    const alarm = { due, stop: new AbortController() };
    this.#alarm = alarm;
    this.#wait(pause, alarm.stop.signal).then(
      () => {
        if (this.#alarm !== alarm) return;
        this.#alarm = undefined;
        this.#passed = Math.max(this.#passed, due);
        this.#admit();
      },
      () => undefined,
    );
  }

  #drop(waiter: Waiter): void {
    this.#waiting = this.#waiting.filter((own) => own !== waiter);
    this.#admit();
  }
}
