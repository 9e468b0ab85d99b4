import { type FileHandle, open } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';

/** Where an entry is: its offset after the index line, and its length, in bytes. */
export type PackedIndex = Readonly<Record<string, readonly [offset: number, length: number]>>;

interface LoadedIndex {
  readonly entries: PackedIndex;
  /** Where the entries begin in the file. */
  readonly start: number;
}

/** Holds the index line of nearly every file. */
const firstRead = 16_384;
const newline = 10;

/**
 * A file of many texts of which few are needed at a time: a line of JSON that says where each entry is, then the
 * entries, each deflated by itself (RFC 1951). Of the file only that line and the entries asked for are read.
 */
export class PackedFile {
  readonly #path: string;
  #index: Promise<LoadedIndex> | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** The names of its entries, in the order in which they were written. */
  async names(): Promise<readonly string[]> {
    return this.#with(async (file) => Object.keys((await this.#load(file)).entries));
  }

  /** The text of an entry; undefined when there is none of that name. Throws what reading the file throws. */
  async read(name: string): Promise<string | undefined> {
    return this.#with(async (file) => {
      const { entries, start } = await this.#load(file);
      const place = Object.hasOwn(entries, name) ? entries[name] : undefined;
      if (place === undefined) return undefined;
      const [offset, length] = place;
      return inflateRawSync(await bytesAt(file, start + offset, length)).toString('utf8');
    });
  }

  async #with<Result>(work: (file: FileHandle) => Promise<Result>): Promise<Result> {
    const file = await open(this.#path);
    try {
      return await work(file);
    } finally {
      await file.close();
    }
  }

  #load(file: FileHandle): Promise<LoadedIndex> {
    this.#index ??= readIndex(file).catch((error: unknown) => {
      this.#index = undefined;
      throw error;
    });
    return this.#index;
  }
}

async function readIndex(file: FileHandle): Promise<LoadedIndex> {
  for (let length = firstRead; ; length *= 4) {
    const bytes = Buffer.allocUnsafe(length);
    const { bytesRead } = await file.read(bytes, 0, length, 0);
    const end = bytes.subarray(0, bytesRead).indexOf(newline);
    if (end >= 0) return { entries: JSON.parse(bytes.toString('utf8', 0, end)) as PackedIndex, start: end + 1 };
    if (bytesRead < length) throw new Error('The file has no index line.');
  }
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  for (let done = 0; done < length; ) {
    const { bytesRead } = await file.read(bytes, done, length - done, position + done);
    if (bytesRead === 0) throw new Error('The file ends before its last entry.');
    done += bytesRead;
  }
  return bytes;
}
