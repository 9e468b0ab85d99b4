import { SkyqlError } from '../../errors/skyql-error.ts';

const takeAnother = 'Take one with GET /_skyql/state, whole: curl -o state.jsonl http://127.0.0.1:4566/_skyql/state';

export function invalidSnapshot(reason: string, hint = takeAnother, cause?: unknown): SkyqlError {
  return new SkyqlError('INVALID_SNAPSHOT', `Not a snapshot of a sandbox's state: ${reason}.`, { hint, cause });
}

/** @param what of the snapshot it is that only a newer skyql knows. */
export function newerSnapshot(what: string): SkyqlError {
  return new SkyqlError('INVALID_SNAPSHOT', `A newer skyql has written this snapshot: ${what}.`, {
    hint: 'Update skyql, or take a snapshot with this one.',
  });
}
