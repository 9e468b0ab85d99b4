import { readFile } from 'node:fs/promises';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { Populate } from '../sandbox.ts';
import { readSnapshot } from '../state/snapshot.ts';

/** Populates a sandbox with a snapshot that another one made. Rejects with `INVALID_SNAPSHOT`. */
export async function stateFromFile(path: string): Promise<Populate> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new SkyqlError('INVALID_SNAPSHOT', `Cannot read the snapshot ${path}.`, { cause });
  });
  const snapshot = readSnapshot(bytes);
  return (state, clock) => {
    state.replace(snapshot.records, snapshot.position);
    clock.moveTo(snapshot.time);
  };
}
