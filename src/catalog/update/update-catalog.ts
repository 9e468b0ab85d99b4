import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { loadedDirectory } from '../../aws/loaded-models.ts';
import { type ArchiveFacts, SchemaArchive } from '../schema-archive.ts';
import type { ArchiveSource } from './archive-source.ts';
import { type FetchLimits, fetchArchive } from './fetch-archive.ts';
import { readArchive } from './read-archive.ts';
import { writeArchive, writeFacts } from './write-archive.ts';

export interface CatalogUpdate {
  readonly outcome: 'updated' | 'up to date';
  readonly facts: ArchiveFacts;
  /** What was loaded before, if anything was. */
  readonly before: ArchiveFacts | undefined;
}

export interface UpdateSettings {
  /** Where the archive is kept; the user's cache directory unless given. */
  readonly directory?: string;
  readonly limits?: FetchLimits;
  readonly now?: Date;
}

/**
 * Loads AWS's schema archive into the cache directory. Throws ARCHIVE_UNREACHABLE, ARCHIVE_UNREADABLE, ARCHIVE_FOREIGN
 * and CACHE_NOT_WRITTEN; whatever fails, what was loaded before stays.
 *
 * @example
 * const { facts } = await updateCatalog(givenSource('CloudformationSchema.zip'));
 */
export async function updateCatalog(source: ArchiveSource, settings: UpdateSettings = {}): Promise<CatalogUpdate> {
  const { directory = loadedDirectory(), limits, now = new Date() } = settings;
  const before = await loadedBefore(directory);
  const fetched = await fetchArchive(source, before?.source === source.shown ? before : undefined, limits);
  const checked = now.toISOString();
  const sha256 = fetched.kind === 'archive' ? createHash('sha256').update(fetched.zip).digest('hex') : before?.sha256;
  if (before && sha256 === before.sha256) {
    const facts = { ...before, checked };
    // Another update may have ended meanwhile, with another archive.
    if (new SchemaArchive(directory).facts?.sha256 === sha256) await writeFacts(directory, facts);
    return { outcome: 'up to date', facts, before };
  }
  // Without an earlier version nothing was asked on condition of it.
  if (fetched.kind === 'unchanged' || sha256 === undefined)
    throw new Error('The server answers what it was not asked.');
  const { zip, etag, lastModified } = fetched;
  const schemas = readArchive(zip);
  const facts = await writeArchive(
    directory,
    schemas,
    {
      source: source.shown,
      fetched: checked,
      checked,
      ...(etag !== undefined && { etag }),
      ...(lastModified !== undefined && { lastModified }),
      sha256,
    },
    before?.file,
  );
  return { outcome: 'updated', facts, before };
}

/** An archive of which only the facts are left has to be fetched again. */
async function loadedBefore(directory: string): Promise<ArchiveFacts | undefined> {
  const { facts } = new SchemaArchive(directory);
  if (!facts) return undefined;
  return stat(join(directory, facts.file)).then(
    () => facts,
    () => undefined,
  );
}
