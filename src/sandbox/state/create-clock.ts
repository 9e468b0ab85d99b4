import type { Clock, ClockMode } from '../service.ts';

/** How many times as fast as on AWS a process runs on the short and the fast clock: a ten-minute build takes a second. */
export const clockFactor = 600;

/** Milliseconds since 1970. */
export type TimeSource = () => number;

/** A clock that a kept state can set. */
export interface SandboxClock extends Clock {
  /** Goes on from `time` where that is later than now: what has been seen to be over stays over. */
  moveTo(time: number): void;
  /** Whether its time is another than the machine's, so that nobody but a store remembers it. */
  isAhead(): boolean;
}

/**
 * A clock of the sandbox. `now()` never goes back, whatever the machine's clock does.
 *
 * - `real`: processes last as long as on AWS.
 * - `short`: processes last {@link clockFactor} times less; an hour is an hour, and nothing lies in the future.
 * - `fast`: time itself passes {@link clockFactor} times as fast from when the clock was made, schedules with it.
 * - `instant`: every process is over as soon as it is looked at.
 */
export function createClock(mode: ClockMode, time: TimeSource = Date.now): SandboxClock {
  const began = time();
  const factor = mode === 'fast' ? clockFactor : 1;
  const speed = { real: 1, short: clockFactor, fast: 1, instant: Number.POSITIVE_INFINITY }[mode];
  let latest = began;
  let ahead = 0;
  const now = () => {
    latest = Math.max(latest, began + ahead + (time() - began) * factor);
    return latest;
  };
  return {
    mode,
    now,
    wall: () => time() + ahead,
    lasting: (milliseconds) => milliseconds / speed,
    progress: (start, milliseconds) => (mode === 'instant' ? 1 : shareOver(now(), start, milliseconds / speed)),
    moveTo(wanted) {
      ahead += Math.max(0, wanted - now());
    },
    isAhead: () => mode === 'fast' || ahead > 0,
  };
}

/** How much of what began at `start` and lasts so many milliseconds is over: 0 to 1. */
export function shareOver(now: number, start: number, milliseconds: number): number {
  return milliseconds <= 0 ? 1 : Math.min(1, Math.max(0, (now - start) / milliseconds));
}
