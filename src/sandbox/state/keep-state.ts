import { ChangeLog } from './change-log.ts';
import type { SandboxClock } from './create-clock.ts';
import { createState, type WholeState } from './create-state.ts';
import type { StateStore } from './state-store.ts';

/** A state with a store behind it. */
export interface KeptState extends WholeState {
  /** Whether the store held a state already. */
  readonly isRestored: boolean;
  /**
   * Writes what has changed since the last time; undefined when nothing has. It rejects while the disk is full, and writes what
   * has gathered when there is room again. Once a write has failed it always rejects: nobody knows then what is kept.
   */
  keep(): Promise<void> | undefined;
}

/**
 * How far the store's time is ahead of the clock's, in milliseconds, so that it need not be told at every request. After
 * an abrupt end the time goes on that much later at most, and never earlier.
 */
const clockLead = 600_000;

/** The state that a store holds. Throws `STORE_DAMAGED`. */
export function keepState(seed: number, store: StateStore, clock: SandboxClock): KeptState {
  const stored = store.load();
  const log = new ChangeLog(stored);
  const state = createState(seed, log);
  let random = state.position();
  let promised = stored?.clock ?? 0;
  let failure: { readonly error: unknown } | undefined;
  clock.moveTo(promised);

  function keep(): Promise<void> | undefined {
    if (failure !== undefined) return Promise.reject(failure.error);
    const isLate = clock.isAhead() && clock.now() > promised;
    if (!log.isChanged && !isLate && state.position() === random) return undefined;
    if (!store.hasRoom(log.bytes))
      return Promise.reject(new Error('There is no room left on the disk of the sandbox.'));
    random = state.position();
    if (isLate) promised = clock.now() + clockLead;
    return store.write({ ...log.take(), random, clock: promised }).catch((error: unknown) => {
      failure = { error };
      throw error;
    });
  }

  return { ...state, isRestored: stored !== undefined, keep };
}
