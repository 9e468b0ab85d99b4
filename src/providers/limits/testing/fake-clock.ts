import { interrupted } from '../../abort.ts';

/** A clock that stands still until it is told to go on. */
export interface FakeClock {
  /** Milliseconds. */
  now(): number;
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Does something when the time has come. */
  at(time: number, work: () => void): void;
  /** Lets so many milliseconds pass, all that waits for a moment of them in its order; all that waits for anything unless given. */
  pass(milliseconds?: number): Promise<void>;
}

interface Alarm {
  readonly due: number;
  readonly ring: () => void;
}

export function createFakeClock(start = 1000): FakeClock {
  let time = start;
  let alarms: Alarm[] = [];
  const at = (due: number, ring: () => void): Alarm => {
    const alarm = { due, ring };
    // Those of one moment in the order in which they were set.
    const later = alarms.findIndex((other) => other.due > due);
    alarms.splice(later < 0 ? alarms.length : later, 0, alarm);
    return alarm;
  };
  return {
    now: () => time,
    at,
    wait(milliseconds, signal) {
      return new Promise((resolve, reject) => {
        const alarm = at(time + milliseconds, resolve);
        const stop = () => {
          alarms = alarms.filter((own) => own !== alarm);
          reject(interrupted());
        };
        signal?.addEventListener('abort', stop, { once: true });
      });
    },
    async pass(milliseconds = Number.POSITIVE_INFINITY) {
      const end = time + milliseconds;
      await settle();
      for (let next = alarms[0]; next !== undefined && next.due <= end; next = alarms[0]) {
        alarms.shift();
        time = Math.max(time, next.due);
        next.ring();
        await settle();
      }
      if (end < Number.POSITIVE_INFINITY) time = end;
    },
  };
}

/** Lets promises go on until nothing moves without time. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
}
