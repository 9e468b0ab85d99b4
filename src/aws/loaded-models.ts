import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory } from './cache-directory.ts';
import { packageVersion } from './data-directory.ts';

/** What `models.json` says of the service models that `skyql catalog update --models` has loaded. */
export interface ModelFacts {
  /** Of how the files are written. */
  readonly format: typeof modelsFormat;
  /** The version of skyql that made the files: its rules are in them, and another version has other rules. */
  readonly skyql: string;
  /** The folder with the files, beside this one; it holds what is other than in the catalog that skyql comes with. */
  readonly folder: string;
  /** The file, folder or address that they came from, without what may be secret. */
  readonly source: string;
  /** When they were fetched, and when their source was last asked for newer ones (ISO 8601). */
  readonly fetched: string;
  readonly checked: string;
  /** What a web server calls this version, and when it changed. */
  readonly etag?: string;
  readonly lastModified?: string;
  /** Of what was fetched. */
  readonly sha256: string;
  /** botocore's version, where the source tells it: `1.44.8`. */
  readonly botocore?: string;
  /** The services whose models are other ones than skyql comes with, by botocore's names. */
  readonly services: readonly string[];
  /** How many operations skyql does not come with. */
  readonly operations: number;
}

export const modelsFormat = 1;
export const modelFactsFile = 'models.json';

/** Where `skyql catalog update` keeps what it has loaded. */
export function loadedDirectory(): string {
  return join(cacheDirectory(), 'catalog');
}

/** The models that are loaded, whichever version of skyql loaded them; undefined when there are none. */
export function modelFacts(directory: string = loadedDirectory()): ModelFacts | undefined {
  try {
    const facts = JSON.parse(readFileSync(join(directory, modelFactsFile), 'utf8')) as Partial<ModelFacts>;
    const isKnown = facts.format === modelsFormat && /^models-[\w-]+$/.test(facts.folder ?? '');
    return isKnown ? (facts as ModelFacts) : undefined;
  } catch {
    // None were ever loaded, or the file is of no use: the catalog stands by itself.
    return undefined;
  }
}

/** Whether this version of skyql reads them. */
export function areRead({ skyql }: ModelFacts): boolean {
  return skyql === packageVersion();
}
