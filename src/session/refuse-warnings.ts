import { SkyqlError } from '../errors/skyql-error.ts';
import type { Warning } from './database.ts';

/** Fails where something is missing: what a strict session does. */
export function refuseWarnings(warnings: readonly Warning[]): void {
  const missing = warnings.filter(({ kind }) => kind === 'incomplete');
  const [first] = missing;
  if (first === undefined) return;
  const { hint, connection, region, service, operation, requestId } = first;
  throw new SkyqlError(
    'INCOMPLETE',
    `${missing.length === 1 ? 'A part' : `${missing.length} parts`} of the answer could not be read: ${first.message}`,
    { hint, scope: { connection, region, service, operation, requestId } },
  );
}
