import { rename, rm, writeFile } from 'node:fs/promises';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { SavedPlan } from '../../session/index.ts';

/** Writes a plan where its owner alone can read and write it, whole or not at all. */
export async function writePlanFile(file: string, plan: SavedPlan): Promise<void> {
  const unfinished = `${file}.${process.pid}.unfinished`;
  try {
    await writeFile(unfinished, `${JSON.stringify(plan, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw new SkyqlError('PLAN_NOT_WRITTEN', `The plan cannot be written to ${file}: ${reasonOf(error)}.`, {
      hint: 'Nothing was changed. Give --plan-out a file in a directory that you can write to.',
      cause: error,
    });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
