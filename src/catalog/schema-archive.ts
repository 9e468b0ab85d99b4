import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadedDirectory } from '../aws/loaded-models.ts';
import type { ResourceSchema } from '../cloudformation/resource-schema.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { PackedFile } from './packed-file.ts';

/** What `archive.json` says of the schema archive that is loaded. */
export interface ArchiveFacts {
  /** Of how the schemas are written; files of another number are left alone. */
  readonly format: typeof archiveFormat;
  /** The packed file with the schemas, beside this one. */
  readonly file: string;
  /** The file or address that it came from, without what may be secret. */
  readonly source: string;
  /** When it was fetched, and when its source was last asked for a newer one (ISO 8601). */
  readonly fetched: string;
  readonly checked: string;
  /** What a web server calls this version, and when it changed. */
  readonly etag?: string;
  readonly lastModified?: string;
  /** How many types it has. */
  readonly types: number;
  /** Of the archive as it was fetched. */
  readonly sha256: string;
  /** CloudFormation's namespaces that its types are in: `AWS::EC2`. */
  readonly namespaces: readonly string[];
}

export const archiveFormat = 1;
export const factsFile = 'archive.json';

/**
 * AWS's schema archive as `skyql catalog update` has put it into the cache directory; without one it has no facts and no
 * schemas. The facts are read at the first question, the schemas one by one.
 */
export class SchemaArchive {
  readonly directory: string;
  #facts: ArchiveFacts | undefined | 'unread' = 'unread';
  #packed: PackedFile | undefined;

  constructor(directory: string = loadedDirectory()) {
    this.directory = directory;
  }

  /** Undefined when there is none, or one that another version of skyql wrote. */
  get facts(): ArchiveFacts | undefined {
    if (this.#facts === 'unread') this.#facts = readFacts(this.directory);
    return this.#facts;
  }

  /** The CloudFormation types that it has. Throws ARCHIVE_UNREADABLE when its file is damaged. */
  async types(): Promise<readonly string[]> {
    return (await this.#read((packed) => packed.names())) ?? [];
  }

  /** The schema of a type, if it has one. Throws ARCHIVE_UNREADABLE when its file is damaged. */
  async schema(typeName: string): Promise<ResourceSchema | undefined> {
    return this.#read(async (packed) => {
      const text = await packed.read(typeName);
      return text === undefined ? undefined : (JSON.parse(text) as ResourceSchema);
    });
  }

  async #read<Content>(work: (packed: PackedFile) => Promise<Content>): Promise<Content | undefined> {
    const { facts } = this;
    if (facts === undefined) return undefined;
    this.#packed ??= new PackedFile(join(this.directory, facts.file));
    try {
      return await work(this.#packed);
    } catch (cause) {
      // A session that outlives two updates finds its file gone.
      const current = readFacts(this.directory);
      if (current !== undefined && current.file !== facts.file) {
        this.#facts = current;
        this.#packed = undefined;
        return this.#read(work);
      }
      throw new SkyqlError('ARCHIVE_UNREADABLE', `The schema archive in ${this.directory} cannot be read.`, {
        hint: 'Run skyql catalog update, or remove that directory: the built catalog works without it.',
        cause,
      });
    }
  }
}

function readFacts(directory: string): ArchiveFacts | undefined {
  let facts: Partial<ArchiveFacts>;
  try {
    facts = JSON.parse(readFileSync(join(directory, factsFile), 'utf8')) as Partial<ArchiveFacts>;
  } catch {
    // None was ever loaded, or it is of no use: the built catalog stands by itself.
    return undefined;
  }
  return facts.format === archiveFormat && typeof facts.file === 'string' ? (facts as ArchiveFacts) : undefined;
}
