import { createHash, randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { packageVersion } from '../../aws/data-directory.ts';
import {
  areRead,
  loadedDirectory,
  type ModelFacts,
  modelFacts,
  modelFactsFile,
  modelsFormat,
} from '../../aws/loaded-models.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { ArchiveSource } from './archive-source.ts';
import { fetchArchive } from './fetch-archive.ts';
import { replaceFile, unfinished } from './replace-file.ts';
import type { UpdateSettings } from './update-catalog.ts';
import { notWritten, removeOld } from './write-archive.ts';

/** What newer models make of the catalog: src/catalog/build/make-models.ts, which only an update loads. */
export type MakeModels = (given: { readonly zip: Buffer } | { readonly folder: string }) => Promise<{
  readonly botocore: string | undefined;
  readonly shippedBotocore: string;
  readonly services: readonly string[];
  readonly operations: number;
  readonly leftOut: readonly { readonly service: string; readonly reason: string }[];
  readonly files: ReadonlyMap<string, Buffer>;
}>;

export interface ModelsUpdate {
  readonly outcome: 'updated' | 'up to date';
  readonly facts: ModelFacts;
  /** Services that stay as skyql comes with them, and why. */
  readonly leftOut: readonly { readonly service: string; readonly reason: string }[];
}

/**
 * Loads AWS's service models, as botocore has them, into the cache directory: a wheel, or a folder of models. Throws
 * ARCHIVE_UNREACHABLE, ARCHIVE_UNREADABLE, ARCHIVE_FOREIGN, ARCHIVE_OLDER and CACHE_NOT_WRITTEN; whatever fails, what was loaded
 * before stays.
 */
export async function updateModels(
  source: ArchiveSource,
  make: MakeModels,
  { directory = loadedDirectory(), limits, now = new Date() }: UpdateSettings = {},
): Promise<ModelsUpdate> {
  const before = modelFacts(directory);
  const isLoaded = before !== undefined && areRead(before) && existsSync(join(directory, before.folder));
  const checked = now.toISOString();
  const isFolder = source.kind === 'file' && statSync(source.path, { throwIfNoEntry: false })?.isDirectory() === true;
  const known = isLoaded && before.source === source.shown ? before : undefined;
  const fetched = isFolder ? undefined : await fetchArchive(source, known, limits);
  const given = fetched === undefined ? { folder: source.kind === 'file' ? source.path : '' } : fetched;
  const sha256 =
    fetched?.kind === 'archive' ? createHash('sha256').update(fetched.zip).digest('hex') : (known?.sha256 ?? '');
  if (isLoaded && fetched !== undefined && sha256 === before.sha256) {
    const facts = { ...before, checked };
    await writeFacts(directory, facts);
    return { outcome: 'up to date', facts, leftOut: [] };
  }
  if ('kind' in given && given.kind === 'unchanged') throw new Error('The server answers what it was not asked.');
  const made = await make('folder' in given ? given : { zip: given.zip }).catch((cause: unknown) => {
    throw refused(cause, source.shown);
  });
  const own = createHash('sha256');
  for (const [name, bytes] of made.files) own.update(`${name}\n`).update(bytes);
  const facts: ModelFacts = {
    format: modelsFormat,
    skyql: packageVersion(),
    folder: `models-${modelsFormat}-${own.digest('hex').slice(0, 16)}`,
    source: source.shown,
    fetched: checked,
    checked,
    ...(fetched?.kind === 'archive' && fetched.etag !== undefined && { etag: fetched.etag }),
    ...(fetched?.kind === 'archive' && fetched.lastModified !== undefined && { lastModified: fetched.lastModified }),
    sha256,
    ...(made.botocore !== undefined && { botocore: made.botocore }),
    services: made.services,
    operations: made.operations,
  };
  await writeFolder(directory, facts.folder, made.files);
  await writeFacts(directory, facts);
  await removeOld(directory, /^models-/, [facts.folder, before?.folder]);
  return { outcome: 'updated', facts, leftOut: made.leftOut };
}

/** The folder is there whole or not at all: it is written beside its place, and then put there. */
async function writeFolder(directory: string, folder: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
  const place = join(directory, folder);
  const beside = join(directory, `${unfinished}${randomUUID()}-${folder}`);
  try {
    if (existsSync(place)) return;
    for (const [name, bytes] of files) {
      const path = join(beside, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes, { flush: true });
    }
    await mkdir(beside, { recursive: true });
    await rename(beside, place).catch((cause: unknown) => {
      // Another update has put the same files there meanwhile.
      if (!existsSync(place)) throw cause;
    });
  } catch (cause) {
    throw notWritten(directory, cause);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

async function writeFacts(directory: string, facts: ModelFacts): Promise<void> {
  try {
    await replaceFile(join(directory, modelFactsFile), `${JSON.stringify(facts, undefined, 2)}\n`);
  } catch (cause) {
    throw notWritten(directory, cause);
  }
}

/** What makes the models is a file of its own: its errors are known by what they say of themselves. */
function refused(cause: unknown, shown: string): unknown {
  const { name, kind, message } = cause as { name?: unknown; kind?: unknown; message?: unknown };
  if (name !== 'UnreadableModels') return cause;
  if (kind === 'older') {
    return new SkyqlError('ARCHIVE_OLDER', `The models of ${shown} are older than skyql's own: ${message}.`, {
      hint: 'Give those of a newer botocore: pip download botocore --no-deps. What was loaded before stays in use.',
      cause,
    });
  }
  if (kind === 'foreign') {
    return new SkyqlError('ARCHIVE_FOREIGN', `There are no models of AWS's services in ${shown}: ${message}.`, {
      hint: "Give botocore's wheel (pip download botocore --no-deps), or its folder botocore/data.",
      cause,
    });
  }
  return new SkyqlError('ARCHIVE_UNREADABLE', `The models of ${shown} cannot be read: ${message}.`, {
    hint: 'Fetch them again; what was loaded before stays in use.',
    cause,
  });
}
