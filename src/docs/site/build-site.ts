import { mkdir, mkdtemp, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, posix, resolve } from 'node:path';
import type { Catalog } from '../../catalog/catalog.ts';
import type { ServiceDescription } from '../../catalog/resource-description.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { providerFile } from '../provider-page.ts';
import { categoryFile, serviceFiles } from './service-files.ts';
import type { SiteFile } from './site-file.ts';
import { type MarkedService, markerName, readMarker, type SiteMarker, writeMarker } from './site-marker.ts';

export interface SiteRequest {
  readonly directory: string;
  readonly services: readonly ServiceDescription[];
  /** Opens the catalog anew: one that has read all of AWS would keep all of it in memory. */
  readonly openCatalog: () => Catalog;
  /** Writes into a directory that holds other files. What is not skyql's is never removed. */
  readonly force?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: SiteProgress) => void;
}

export interface SiteProgress {
  /** The service whose pages are next. */
  readonly service: string;
  readonly services: number;
  readonly pages: number;
}

export interface SiteResult {
  readonly pages: number;
  readonly services: number;
  readonly bytes: number;
}

/**
 * Writes the pages of the services as a site in Docusaurus' form. They are made beside the directory and moved into it
 * when all are there, so that a build that fails changes nothing. Pages of other services, and files that are not
 * skyql's, stay. Throws DIRECTORY_NOT_EMPTY for a directory that it did not make, unless it is told to go on.
 */
export async function buildSite(request: SiteRequest): Promise<SiteResult> {
  const directory = resolve(request.directory);
  const before = await markerOf(directory, request.force === true);
  await mkdir(dirname(directory), { recursive: true });
  const staging = await mkdtemp(`${directory}.new-`);
  try {
    const written = await writeServices(request, staging);
    const marker = await writeIndexes(request, staging, written.services, before);
    request.signal?.throwIfAborted();
    await publish(staging, directory, before, marker);
    return { pages: written.pages, services: written.services.length, bytes: written.bytes };
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function markerOf(directory: string, force: boolean): Promise<SiteMarker | undefined> {
  const names = await namesIn(directory);
  if (names === undefined || names.length === 0) return undefined;
  const marker = await readMarker(directory);
  if (marker !== undefined || force) return marker;
  throw new SkyqlError('DIRECTORY_NOT_EMPTY', `${basename(directory)} holds files that skyql did not write.`, {
    hint: 'Give --out a new directory, or --force to write the pages among them; files of other names stay.',
  });
}

/** Undefined where there is no directory yet. */
async function namesIn(directory: string): Promise<readonly string[] | undefined> {
  try {
    return await readdir(directory);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT') return undefined;
    const message = code === 'ENOTDIR' ? 'is a file' : 'cannot be read';
    throw new SkyqlError('DIRECTORY_NOT_WRITTEN', `${basename(directory)} ${message}.`, {
      hint: 'Give --out a new directory.',
      cause,
    });
  }
}

interface Written {
  readonly services: readonly MarkedService[];
  readonly pages: number;
  readonly bytes: number;
}

async function writeServices(request: SiteRequest, staging: string): Promise<Written> {
  const services: MarkedService[] = [];
  let pages = 0;
  let bytes = 0;
  for (const service of request.services) {
    request.signal?.throwIfAborted();
    const files: string[] = [];
    for await (const file of serviceFiles(request.openCatalog(), service)) {
      await write(staging, file);
      files.push(file.path);
      bytes += file.text.length;
      if (!file.path.endsWith('.md')) continue;
      pages++;
      request.onProgress?.({ service: service.name, services: services.length, pages });
      request.signal?.throwIfAborted();
    }
    services.push({ ...service, files });
  }
  return { services, pages, bytes };
}

async function write(directory: string, { path, text }: SiteFile): Promise<void> {
  const file = join(directory, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** The pages above the services: of all that the site then has. */
async function writeIndexes(
  { openCatalog }: SiteRequest,
  staging: string,
  built: readonly MarkedService[],
  before: SiteMarker | undefined,
): Promise<SiteMarker> {
  const { provider, version } = openCatalog();
  const names = new Set(built.map(({ name }) => name));
  const services = [...built, ...(before?.services ?? []).filter(({ name }) => !names.has(name))].sort((one, other) =>
    one.name < other.name ? -1 : 1,
  );
  const folder = `docs/providers/${provider}`;
  const sidebars = `module.exports = { docs: [{ type: 'autogenerated', dirName: '.' }] };\n`;
  await write(staging, { path: `${folder}/index.md`, text: providerFile(provider, version, services) });
  await write(staging, { path: `${folder}/_category_.json`, text: categoryFile(provider) });
  await write(staging, { path: 'sidebars.js', text: sidebars });
  return { madeBy: 'skyql docs build', version, services };
}

async function publish(
  staging: string,
  directory: string,
  before: SiteMarker | undefined,
  marker: SiteMarker,
): Promise<void> {
  const kept = new Set(marker.services.flatMap(({ files }) => files));
  const obsolete = (before?.services ?? []).flatMap(({ files }) => files).filter((file) => !kept.has(file));
  const moved = await filesUnder(staging);
  await mkdir(directory, { recursive: true });
  // Whatever ends this in the middle, the next build knows both the old files and the new ones for skyql's.
  await writeMarker(directory, {
    ...marker,
    services: [...marker.services, { ...unfinished, files: obsolete }],
  });
  for (const path of moved) {
    const file = join(directory, path);
    await mkdir(dirname(file), { recursive: true });
    await rename(join(staging, path), file);
  }
  for (const path of obsolete) await remove(directory, path);
  await writeMarker(directory, marker);
}

const unfinished: ServiceDescription = { id: '', name: '', title: '', description: '' };

async function filesUnder(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name !== markerName)
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1));
}

/** A file that the site no longer has, and the folders that are empty without it. */
async function remove(directory: string, path: string): Promise<void> {
  await rm(join(directory, path), { force: true });
  for (let folder = posix.dirname(path); folder !== '.'; folder = posix.dirname(folder)) {
    try {
      await rmdir(join(directory, folder));
    } catch {
      return;
    }
  }
}
