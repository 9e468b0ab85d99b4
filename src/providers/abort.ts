import { setTimeout as sleep } from 'node:timers/promises';
import { SkyqlError } from '../errors/skyql-error.ts';

/** The error of a statement that was stopped. */
export function interrupted(hint?: string): SkyqlError {
  return new SkyqlError('INTERRUPTED', 'The statement was stopped.', { hint });
}

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw interrupted();
}

/** Waits so many milliseconds, or throws `INTERRUPTED` as soon as the signal says so. */
export async function delay(milliseconds: number, signal?: AbortSignal): Promise<void> {
  throwIfAborted(signal);
  try {
    await sleep(milliseconds, undefined, { signal });
  } catch (error) {
    throw signal?.aborted ? interrupted() : error;
  }
}
