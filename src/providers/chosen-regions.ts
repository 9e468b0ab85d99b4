import type { CallContext, Connection } from './provider.ts';

/** The regions of a statement that names none: those of the session, else the connection's own. `all` is every one. Named twice it is one. */
export function chosenRegions(connection: Connection, { regions }: Pick<CallContext, 'regions'>): readonly string[] {
  return [...new Set(regions ?? connection.regions)];
}
