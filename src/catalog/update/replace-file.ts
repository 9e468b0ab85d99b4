import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** What unfinished files begin with. */
export const unfinished = '.unfinished-';

/** Writes a file whole or not at all: beside it first, then in its place. Two at once both end with a whole file. `mode`: who may read it. */
export async function replaceFile(path: string, content: Buffer | string, mode?: number): Promise<void> {
  const beside = join(dirname(path), `${unfinished}${randomUUID()}-${basename(path)}`);
  try {
    const file = await open(beside, 'wx', mode);
    try {
      await file.writeFile(content);
      // A rename may reach the disk before what was written.
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
