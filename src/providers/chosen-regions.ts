import type { CallContext, Connection } from './provider.ts';

/** The regions of a statement that names none: those of the session, else the connection's own. `all` is every one. */
export function chosenRegions(connection: Connection, { regions }: Pick<CallContext, 'regions'>): readonly string[] {
  return regions ?? connection.regions;
}
