import type { EngineLock } from '../engine/engine-lock.ts';
import type { LockedSettings, SessionOptions } from './session-options.ts';

/** How the engine of a session is locked, where it is. */
export function lockOf(options: SessionOptions): EngineLock | undefined {
  const given = lockedSettings(options);
  return given && { threads: given.threads ?? 2, memory: given.memory ?? '1GB' };
}

export function lockedSettings({ locked = false }: SessionOptions): LockedSettings | undefined {
  if (locked === false) return undefined;
  return locked === true ? {} : locked;
}
