import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SkyqlError } from '../errors/skyql-error.ts';

let found: string | undefined;

/**
 * The directory of the built catalog, `dist/catalog` of this package: the same whether skyql runs from its sources or
 * bundled. Whether it has been built is for its readers to see.
 */
export function dataDirectory(): string {
  found ??= join(packageDirectory(fileURLToPath(import.meta.url)), 'dist', 'catalog');
  return found;
}

function packageDirectory(file: string): string {
  for (let directory = dirname(file); ; directory = dirname(directory)) {
    if (isPackageOfSkyql(join(directory, 'package.json'))) return directory;
    if (directory === dirname(directory)) {
      throw new SkyqlError('CATALOG_MISSING', `No package of skyql holds ${file}.`, {
        hint: 'Install skyql again; its package.json must stay with its files.',
      });
    }
  }
}

function isPackageOfSkyql(packageFile: string): boolean {
  try {
    const { name, version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { name?: unknown; version?: unknown };
    if (name === 'skyql') foundVersion = String(version);
    return name === 'skyql';
  } catch {
    return false;
  }
}

let foundVersion = '';

/** The version of this package. */
export function packageVersion(): string {
  dataDirectory();
  return foundVersion;
}
