import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ResourceSchema } from '../../cloudformation/resource-schema.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { namespaceOf } from '../cloudformation/namespace-of.ts';
import { packedBytes } from '../packed-bytes.ts';
import { type ArchiveFacts, archiveFormat, factsFile } from '../schema-archive.ts';
import { replaceFile, unfinished } from './replace-file.ts';

/** Files younger than this may belong to an update or a session that is going on. */
const leftAlone = 3_600_000;

/**
 * Puts schemas into the cache directory and makes them the loaded ones. Whoever reads meanwhile, and whatever kills it
 * half-way, finds the old ones or the new, never a mixture: the schemas get a file of their own, to which the facts
 * then point. Throws CACHE_NOT_WRITTEN.
 */
export async function writeArchive(
  directory: string,
  schemas: ReadonlyMap<string, ResourceSchema>,
  origin: Omit<ArchiveFacts, 'format' | 'file' | 'types' | 'namespaces'>,
  /** The file that was the current one: another update or a session may still point to it. */
  before?: string,
): Promise<ArchiveFacts> {
  const facts: ArchiveFacts = {
    format: archiveFormat,
    file: `schemas-${archiveFormat}-${origin.sha256.slice(0, 16)}.packed`,
    ...origin,
    types: schemas.size,
    namespaces: [...new Set([...schemas.keys()].map(namespaceOf))].sort(),
  };
  const texts = new Map([...schemas].map(([type, schema]) => [type, JSON.stringify(schema)]));
  try {
    await mkdir(directory, { recursive: true });
    await replaceFile(join(directory, facts.file), packedBytes(texts));
    await writeFacts(directory, facts);
  } catch (cause) {
    throw notWritten(directory, cause);
  }
  await removeOld(directory, /^schemas-.*\.packed$/, [facts.file, before]);
  return facts;
}

/** Makes facts the current ones. */
export async function writeFacts(directory: string, facts: ArchiveFacts): Promise<void> {
  try {
    await replaceFile(join(directory, factsFile), `${JSON.stringify(facts, undefined, 2)}\n`);
  } catch (cause) {
    throw notWritten(directory, cause);
  }
}

/** Why nothing can be kept. */
export function notWritten(directory: string, cause: unknown): SkyqlError {
  if (cause instanceof SkyqlError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new SkyqlError('CACHE_NOT_WRITTEN', `The cache directory ${directory} cannot be written: ${reason}.`, {
    hint: 'SKYQL_CACHE_DIR names another one. What was loaded before stays in use.',
    cause,
  });
}

/** What earlier updates have left. That it cannot be removed harms nothing. */
export async function removeOld(directory: string, ours: RegExp, kept: readonly (string | undefined)[]): Promise<void> {
  for (const name of await readdir(directory)) {
    if (kept.includes(name) || !(name.startsWith(unfinished) || ours.test(name))) continue;
    const path = join(directory, name);
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > leftAlone) await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}
