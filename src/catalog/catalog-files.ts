import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SkyqlError } from '../errors/skyql-error.ts';

/** Reads the catalog's files, each once. */
export class CatalogFiles {
  readonly #directory: string;
  readonly #files = new Map<string, Promise<unknown>>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Throws CATALOG_UNREADABLE when the file is not there or holds no JSON. */
  read<Content>(name: string): Promise<Content> {
    let file = this.#files.get(name);
    if (!file) {
      file = this.#parse(name);
      this.#files.set(name, file);
    }
    // Written by tools/catalog from these same types, in the same build.
    return file as Promise<Content>;
  }

  async #parse(name: string): Promise<unknown> {
    try {
      return JSON.parse(await readFile(join(this.#directory, name), 'utf8'));
    } catch (cause) {
      this.#files.delete(name);
      throw unreadable(name, cause);
    }
  }

  /** The same for a small file that is needed at once. */
  readNow<Content>(name: string): Content {
    try {
      return JSON.parse(readFileSync(join(this.#directory, name), 'utf8')) as Content;
    } catch (cause) {
      throw unreadable(name, cause);
    }
  }
}

function unreadable(name: string, cause: unknown): SkyqlError {
  return new SkyqlError('CATALOG_UNREADABLE', `The catalog's file ${name} cannot be read.`, {
    hint: 'Install skyql again; in a checkout, run npm run catalog.',
    cause,
  });
}
