import { openAhead as openInstanceAhead } from '../engine/open-instance.ts';
import type { ConnectOptions } from './connect-options.ts';

/** A database that is being opened. */
export type Opening = ReturnType<typeof openInstanceAhead>;

/**
 * Begins what `connect()` with these options will wait for, while the rest of the session's modules is loaded. `begun`: by whoever
 * started so early that this module was not there yet.
 */
export function openAhead({ database }: Pick<ConnectOptions, 'database'>, begun?: Opening): Opening | undefined {
  return database === undefined ? openInstanceAhead(begun) : undefined;
}
