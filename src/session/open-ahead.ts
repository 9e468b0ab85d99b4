import { openAhead as openInstanceAhead } from '../engine/open-instance.ts';
import type { ConnectOptions } from './connect-options.ts';

/** Begins what `connect()` with these options will wait for, while the rest of the session's modules is loaded. */
export function openAhead({ database }: Pick<ConnectOptions, 'database'>): void {
  if (database === undefined) openInstanceAhead();
}
