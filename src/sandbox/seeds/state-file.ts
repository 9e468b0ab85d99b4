import { createReadStream } from 'node:fs';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { Populate } from '../sandbox.ts';
import { migrateSnapshot } from '../state/migrate-snapshot.ts';
import { readSnapshot } from '../state/snapshot.ts';
import { tableVersionsOf } from '../state/table-versions.ts';

/**
 * Populates a sandbox with a snapshot that another one made, also an older one. Rejects with `INVALID_SNAPSHOT`, and so does
 * the populating where it is a newer one's.
 */
export async function stateFromFile(path: string): Promise<Populate> {
  const snapshot = await readSnapshot(createReadStream(path)).catch((cause: unknown) => {
    if (cause instanceof SkyqlError) throw cause;
    throw new SkyqlError('INVALID_SNAPSHOT', `Cannot read the snapshot ${path}.`, { cause });
  });
  return (state, clock, services) => {
    const { records, position, time } = migrateSnapshot(snapshot, tableVersionsOf(services));
    state.replace(records, position);
    clock.moveTo(time);
  };
}
