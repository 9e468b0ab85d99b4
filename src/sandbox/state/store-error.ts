import { SkyqlError } from '../../errors/skyql-error.ts';

export function storeDamaged(directory: string): SkyqlError {
  return new SkyqlError('STORE_DAMAGED', `What ${directory} holds cannot be read: it is damaged, or not a sandbox's.`, {
    hint: 'Take a copy of it from before, or another directory; --state FILE loads a snapshot into a new one.',
  });
}

/** @param what of the store it is that only a newer skyql knows. */
export function storeNewer(directory: string, what: string): SkyqlError {
  return new SkyqlError('STORE_NEWER', `A newer skyql has written ${directory}: ${what}.`, {
    hint: 'Update skyql, or give another directory.',
  });
}

/** @param what table cannot be brought to which version, and why. */
export function storeNotMigrated(directory: string, what: string, cause: unknown): SkyqlError {
  return new SkyqlError('STORE_NOT_MIGRATED', `What ${directory} holds cannot be brought up to date: ${what}.`, {
    hint: 'Nothing has been changed: use the skyql that wrote it, or another directory, and report this.',
    cause,
  });
}

export function storeNotOpened(directory: string, cause: unknown): SkyqlError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new SkyqlError('STORE_NOT_OPENED', `Cannot keep the sandbox's state in ${directory} (${reason}).`, {
    hint: 'Give a directory that can be written to.',
    cause,
  });
}
