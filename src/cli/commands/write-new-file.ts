import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UsageError } from '../../terminal/usage-error.ts';

/** Writes a file that a user asked for, and over none that is there unless told to. Throws a UsageError, with a hint of what to do about it. */
export async function writeNewFile(
  file: string,
  text: string,
  { overwrites = false, hint }: { readonly overwrites?: boolean; readonly hint?: string } = {},
): Promise<void> {
  const isMade = mkdir(dirname(file), { recursive: true }).then(
    () => true,
    () => false,
  );
  if (!(await isMade)) throw new UsageError(`Cannot write ${file}.`);
  try {
    await writeFile(file, text, { flag: overwrites ? 'w' : 'wx' });
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    throw isThere ? new UsageError(`There is a ${file} already.`, hint) : new UsageError(`Cannot write ${file}.`);
  }
}
