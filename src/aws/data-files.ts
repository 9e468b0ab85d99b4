import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { dataDirectory } from './data-directory.ts';
import { areRead, loadedDirectory, modelFacts } from './loaded-models.ts';

const folders = new Map<string, string | undefined>();

/** The folder of the models that the user has loaded. A process goes on with those that it began with. */
function loadedFolder(): string | undefined {
  const directory = loadedDirectory();
  if (!folders.has(directory)) {
    const facts = modelFacts(directory);
    folders.set(directory, facts && areRead(facts) ? join(directory, facts.folder) : undefined);
  }
  return folders.get(directory);
}

/** Where a file of the catalog is (`models/ec2`, `aws/ec2`): among what the user has loaded, or in the catalog that was built. */
export function dataFile(name: string): string {
  const loaded = loadedFolder();
  const own = loaded === undefined ? undefined : join(loaded, name);
  return own !== undefined && existsSync(own) ? own : join(dataDirectory(), name);
}

/** The names of the files in a folder of the catalog, in order. */
export function dataFilesIn(folder: string): readonly string[] {
  const loaded = loadedFolder();
  const own = loaded === undefined ? undefined : join(loaded, folder);
  const names = [join(dataDirectory(), folder), ...(own !== undefined && existsSync(own) ? [own] : [])];
  return [...new Set(names.flatMap((place) => readdirSync(place)))].sort();
}
