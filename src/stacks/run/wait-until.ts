import type { Clock } from './clock.ts';

export interface Waiting {
  /** How often is looked at most where nothing is gained by waiting shorter: `retries` times `delay` is the longest wait. */
  readonly retries: number;
  /** Seconds. */
  readonly delay: number;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
}

const firstWait = 250;

/**
 * Looks until what is looked for is there: soon at first, then less and less often, and no longer than `retries` times `delay`. It
 * never waits behind the last look. Undefined where it did not come.
 */
export async function waitUntil<Found>(
  { retries, delay, clock, signal }: Waiting,
  look: () => Promise<Found | undefined>,
): Promise<Found | undefined> {
  const longest = delay * 1000;
  const end = clock.now() + Math.max(0, retries - 1) * longest;
  for (let wait = firstWait, looks = 1; ; wait *= 2, looks += 1) {
    const found = await look();
    if (found !== undefined) return found;
    const left = end - clock.now();
    // Without a delay it is looked so often as is said, one after the other.
    if (longest === 0 ? looks >= retries : left <= 0) return undefined;
    if (longest > 0) await clock.sleep(Math.min(wait, longest, left), signal);
  }
}
