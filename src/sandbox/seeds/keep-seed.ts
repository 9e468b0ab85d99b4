import type { Populate } from '../sandbox.ts';
import type { StateRecord } from '../state/state-record.ts';

interface KeptSeed {
  /** By the sandbox's clock. */
  readonly time: number;
  /** Where the sequence of identifiers stood before, and after. */
  readonly from: number;
  readonly to: number;
  readonly records: readonly StateRecord[];
}

/**
 * Fills empty states as `populate` does, and gives what it made to others that begin soon after: as if they had begun then, and nobody had
 * asked them anything since. Records are shared, for a table's record changes by `set` and never in place.
 *
 * @param populate depends on the clock and the seed of the state alone.
 * @param keptFor milliseconds.
 */
export function keepSeed(populate: Populate, keptFor: number): Populate {
  let kept: KeptSeed | undefined;
  return async (state, clock, services) => {
    const time = clock.now();
    const from = state.position();
    const wasEmpty = state.tableNames().length === 0;
    if (wasEmpty && kept?.from === from && time >= kept.time && time < kept.time + keptFor) {
      state.replace(kept.records, kept.to);
      return;
    }
    await populate(state, clock, services);
    if (wasEmpty) kept = { time, from, to: state.position(), records: [...state.records()] };
  };
}
