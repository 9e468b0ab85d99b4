import { onAbort } from '../../data/on-abort.ts';
import { delay, interrupted } from '../abort.ts';
import { LearnedRate } from './learned-rate.ts';
import type { LimitDefinition } from './limit-definition.ts';

/** Leave to make one call. */
export interface Permit {
  /** The place that the call has among all: who makes it again keeps it. */
  readonly turn: number;
  /** When it was given, in milliseconds of the limiter's clock. */
  readonly time: number;
  /** Whether answers that there were too many calls slow down those that follow. */
  readonly adapts: boolean;
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
  readonly turn: number;
  readonly enter: () => void;
}

/** Tokens are sums of fractions. */
const tolerance = 1e-9;
/** Seconds by which a clock may wake up late. */
const latestWake = 0.02;

let turns = 0;

/**
 * Lets calls through in the order in which they came: so many at once, and so many a second (a bucket of tokens, as AWS's
 * own). Where it adapts it goes by what it learns from the answers as well.
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
  readonly #learned = new LearnedRate();
  #tokens: number;
  #refilled: number;
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

  /** Waits until a call may be made; one that is made again keeps the turn that it had. Throws `INTERRUPTED`. */
  acquire(signal?: AbortSignal, turn = turns++): Promise<Permit> {
    if (this.#merged !== undefined) return this.#merged.acquire(signal, turn);
    if (signal?.aborted === true) return Promise.reject(interrupted());
    if (this.#isNext(turn) && this.#pause() === 0) return Promise.resolve(this.#enter(turn));
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#owner.#drop(waiter);
        reject(interrupted());
      };
      const waiter: Waiter = {
        turn,
        enter: () => {
          takeBack?.();
          resolve(this.#owner.#enter(turn));
        },
      };
      const takeBack = signal && onAbort(signal, leave);
      const last = this.#waiting.at(-1);
      if (last === undefined || last.turn < turn) this.#waiting.push(waiter);
      else
        this.#waiting.splice(
          this.#waiting.findIndex((other) => other.turn > turn),
          0,
          waiter,
        );
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
    return isFull && this.#inUse === 0 && this.#waiting.length === 0 && this.#learned.rate === Number.POSITIVE_INFINITY;
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
    other.#learned.learnFrom(this.#learned);
    // Both have taken from what was one bucket all along.
    other.#tokens = Math.min(other.#capacity, other.#tokens + this.#tokens - this.#capacity);
    other.#waiting = [...other.#waiting, ...this.#waiting].sort((one, two) => one.turn - two.turn);
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
    return Math.min(this.#perSecond, this.#learned.rate);
  }

  /** Slowed down there are no bursts, for it is one that was too much; only what a clock that wakes up late has missed is made up for. */
  get #capacity(): number {
    const learned = this.#learned.rate;
    return learned < this.#perSecond ? 1 + learned * latestWake : this.#burst;
  }

  #isNext(turn: number): boolean {
    const [first] = this.#waiting;
    return first === undefined || turn < first.turn;
  }

  /** Lets one call through. */
  #enter(turn: number): Permit {
    const sent = this.#time;
    if (this.#rate < Number.POSITIVE_INFINITY) this.#tokens -= 1;
    this.#inUse += 1;
    this.#calls += 1;
    if (this.#adapts) this.#learned.add(sent);
    let open = true;
    return {
      turn,
      time: sent,
      adapts: this.#adapts,
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
    if (this.#adapts) this.#learn(sent, throttled);
    this.#admit();
  }

  #learn(sent: number, throttled: boolean): void {
    const time = this.#time;
    const wasLearned = this.#learned.rate < this.#perSecond;
    this.#refill(time);
    if (!throttled) this.#learned.grow(time, this.#perSecond);
    // The first slowing down ends a burst; later ones take nothing away from who has waited.
    else if (this.#learned.shrink(time, sent, this.#perSecond) && !wasLearned) this.#tokens = 0;
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
