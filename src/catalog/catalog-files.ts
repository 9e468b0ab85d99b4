import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { dataDirectory } from '../aws/data-directory.ts';
import { dataFile } from '../aws/data-files.ts';
import { readModelFile } from '../aws/model-file.ts';
import type { ServiceModel } from '../aws/service-model.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { PackedFile } from './packed-file.ts';

/** What the hosts of a process share, as long as one of them has it. */
let shared: WeakRef<CatalogFiles> | undefined;

/** Reads the catalog's files, each once. All throw CATALOG_UNREADABLE when a file is not there or does not hold what it should. */
export class CatalogFiles {
  readonly #place: (name: string) => string;
  readonly #contents = new Map<string, Promise<unknown>>();
  readonly #packed = new Map<string, PackedFile>();

  /** `place` says where a file is: of the built catalog what the user has loaded comes first. */
  constructor(
    directory: string,
    place: (name: string) => string = directory === dataDirectory() ? dataFile : (name) => join(directory, name),
  ) {
    this.#place = place;
  }

  /** The files of the catalog that this package was built with: a process goes on with what it began with, and reads it once for all who hold them. */
  static ofThisPackage(): CatalogFiles {
    const known = shared?.deref();
    if (known !== undefined) return known;
    const made = new CatalogFiles(dataDirectory());
    shared = new WeakRef(made);
    return made;
  }

  /** The JSON in a file; those named `.gz` are compressed. */
  read<Content>(name: string): Promise<Content> {
    return this.#once(name, async () => {
      const bytes = await readFile(this.#place(name));
      return JSON.parse((name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')) as Content;
    });
  }

  /** The JSON of an entry of a packed file; undefined when it has none of that name. */
  entry<Content>(name: string, entry: string): Promise<Content | undefined> {
    return this.#once(`${name}\n${entry}`, async () => {
      const text = await this.#packedFile(name).read(entry);
      return text === undefined ? undefined : (JSON.parse(text) as Content);
    });
  }

  /** The names of the entries of a packed file. */
  names(name: string): Promise<readonly string[]> {
    return this.#once(`${name}\n\n`, () => this.#packedFile(name).names());
  }

  /** The model of a service, by botocore's name. */
  model(service: string): Promise<ServiceModel> {
    const name = `models/${service}`;
    return this.#once(name, async () => readModelFile(await readFile(this.#place(name))));
  }

  /** As `read`, for a small file that is needed at once. */
  readNow<Content>(name: string): Content {
    try {
      return JSON.parse(readFileSync(this.#place(name), 'utf8')) as Content;
    } catch (cause) {
      throw unreadable(name, cause);
    }
  }

  #packedFile(name: string): PackedFile {
    const packed = this.#packed.get(name) ?? new PackedFile(this.#place(name));
    this.#packed.set(name, packed);
    return packed;
  }

  #once<Content>(key: string, work: () => Promise<Content>): Promise<Content> {
    let content = this.#contents.get(key);
    if (!content) {
      content = work().catch((cause: unknown) => {
        this.#contents.delete(key);
        throw unreadable(key.split('\n')[0] ?? key, cause);
      });
      this.#contents.set(key, content);
    }
    // Written by tools/catalog from these same types, in the same build.
    return content as Promise<Content>;
  }
}

function unreadable(name: string, cause: unknown): SkyqlError {
  return new SkyqlError('CATALOG_UNREADABLE', `The catalog's file ${name} cannot be read.`, {
    hint: 'Install skyql again; in a checkout, run npm run catalog.',
    cause,
  });
}
