import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { onAbort } from '../data/on-abort.ts';
import { SkyqlError } from '../errors/skyql-error.ts';

/** The error of a statement that was stopped. */
export function interrupted(hint?: string): SkyqlError {
  return new SkyqlError('INTERRUPTED', 'The statement was stopped.', { hint });
}

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw interrupted();
}

/** A signal for calls side by side: they end with the given one, or when nobody wants their answers any more. */
export interface Stoppable {
  readonly signal: AbortSignal;
  stop(): void;
}

/** Made once: what stops calls that went well would else make an exception each time. */
const unwanted = new Error('Nobody reads on.');

export function stoppable(signal: AbortSignal | undefined): Stoppable {
  const controller = new AbortController();
  // Each of many calls listens to it, which Node would take for a leak.
  setMaxListeners(0, controller.signal);
  if (signal?.aborted === true) controller.abort(signal.reason);
  // `AbortSignal.any` says the same, and takes four times as long.
  const takeBack = signal && onAbort(signal, () => controller.abort(signal.reason));
  return {
    signal: controller.signal,
    stop: () => {
      takeBack?.();
      controller.abort(unwanted);
    },
  };
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
