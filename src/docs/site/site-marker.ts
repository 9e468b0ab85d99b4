import { readFile, rename, writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { ServiceDescription } from '../../catalog/resource-description.ts';

/** What the site's directory says of itself: which files are skyql's to replace and to remove. */
export interface SiteMarker {
  readonly madeBy: 'skyql docs build';
  /** Of the catalog. */
  readonly version: string;
  readonly services: readonly MarkedService[];
}

export interface MarkedService extends ServiceDescription {
  readonly files: readonly string[];
}

export const markerName = '.skyql-docs.json';

/** Undefined where the directory has none, or one that skyql did not write. */
export async function readMarker(directory: string): Promise<SiteMarker | undefined> {
  try {
    const marker: unknown = JSON.parse(await readFile(join(directory, markerName), 'utf8'));
    return isMarker(marker) ? marker : undefined;
  } catch {
    return undefined;
  }
}

/** Whole or not at all. */
export async function writeMarker(directory: string, marker: SiteMarker): Promise<void> {
  const file = join(directory, markerName);
  await writeFile(`${file}.new`, `${JSON.stringify(marker)}\n`);
  await rename(`${file}.new`, file);
}

function isMarker(value: unknown): value is SiteMarker {
  const marker = value as Partial<SiteMarker> | null;
  return (
    typeof marker === 'object' &&
    marker?.madeBy === 'skyql docs build' &&
    Array.isArray(marker.services) &&
    marker.services.every(
      (service: Partial<MarkedService>) => Array.isArray(service.files) && service.files.every(isWithin),
    )
  );
}

/** Whoever edits the marker cannot have files removed elsewhere. */
function isWithin(path: unknown): boolean {
  return typeof path === 'string' && posix.normalize(path) === path && path.startsWith('docs/providers/');
}
