import { delay, interrupted, throwIfAborted } from './abort.ts';

/** A place in the queue of one API in one region of one account. */
export interface Permit {
  /** Ends the call. A throttled one slows down those that follow. */
  release(throttled: boolean): void;
}

export interface Limiter {
  /** Waits for a free place. Throws `INTERRUPTED`. */
  acquire(signal?: AbortSignal): Promise<Permit>;
}

export interface LimiterOptions {
  /** How many calls may be on their way at once. */
  readonly concurrency?: number;
  /** Milliseconds. */
  readonly now?: () => number;
  readonly wait?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** Calls a second, below which the rate never falls. */
const lowestRate = 0.5;
/** The rate grows by so many calls a second, each second. */
const recovery = 2;
/** From this rate on there is no limit again: concurrency alone binds. */
const highestRate = 100;

/**
 * Limits the calls to one API as AWS asks for: free until AWS throttles, then half the rate that was too fast, from
 * there slowly faster again (additive increase, multiplicative decrease).
 */
export function createLimiter({ concurrency = 16, now = Date.now, wait = delay }: LimiterOptions = {}): Limiter {
  const waiting: (() => void)[] = [];
  let active = 0;
  let rate = Number.POSITIVE_INFINITY;
  let tokens = 0;
  let refilled = 0;
  let slowedDown = Number.NEGATIVE_INFINITY;
  let recent: number[] = [];

  function acquireSlot(signal: AbortSignal | undefined): Promise<void> {
    if (active < concurrency) {
      active += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const enter = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        waiting.splice(waiting.indexOf(enter), 1);
        reject(interrupted());
      };
      signal?.addEventListener('abort', leave, { once: true });
      waiting.push(enter);
    });
  }

  function releaseSlot(): void {
    const next = waiting.shift();
    if (next) next();
    else active -= 1;
  }

  /** Takes a token, which may still have to be made: the milliseconds until then. */
  function takeToken(time: number): number {
    if (rate === Number.POSITIVE_INFINITY) return 0;
    tokens = Math.min(1, tokens + ((time - refilled) / 1000) * rate) - 1;
    refilled = time;
    return tokens >= 0 ? 0 : (-tokens / rate) * 1000;
  }

  function slowDown(time: number): void {
    const second = recent.filter((sent) => sent > time - 1000).length;
    rate = Math.max(lowestRate, Math.min(rate, Math.max(1, second)) / 2);
    tokens = 0;
    refilled = time;
    slowedDown = time;
  }

  return {
    async acquire(signal) {
      throwIfAborted(signal);
      await acquireSlot(signal);
      let sent = now();
      try {
        const pause = takeToken(sent);
        if (pause > 0) await wait(pause, signal);
      } catch (error) {
        releaseSlot();
        throw error;
      }
      sent = now();
      recent = recent.filter((time) => time > sent - 1000);
      recent.push(sent);
      let open = true;
      return {
        release(throttled) {
          if (!open) return;
          open = false;
          // Calls sent before the last slowing down were sent at the old rate: their throttling says nothing new.
          if (throttled && sent > slowedDown) slowDown(now());
          else if (!throttled && rate < Number.POSITIVE_INFINITY) rate += recovery / rate;
          if (rate > highestRate) rate = Number.POSITIVE_INFINITY;
          releaseSlot();
        },
      };
    },
  };
}
