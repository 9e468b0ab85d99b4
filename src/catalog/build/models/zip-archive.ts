import { crc32, inflateRawSync } from 'node:zlib';

interface Entry {
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly checksum: number;
  readonly header: number;
}

const unlimited = 2 ** 31;

/** A ZIP file in memory, of which an entry is unpacked when it is asked for (PKWARE's APPNOTE 6.3.10, without ZIP64). */
export class ZipArchive {
  readonly #bytes: Buffer;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #limit: number;

  /** Throws when the bytes are no ZIP file. Entries that are larger than the limit, in bytes, are not unpacked. */
  constructor(bytes: Buffer, limit: number = unlimited) {
    this.#bytes = bytes;
    this.#limit = limit;
    this.#entries = readDirectory(bytes);
  }

  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /** Throws when there is no such entry, or when it cannot be unpacked. */
  read(name: string): Buffer {
    const entry = this.#entries.get(name);
    if (!entry) throw new Error(`The archive has no entry ${name}.`);
    const { method, packed, size, checksum, header } = entry;
    if (size > this.#limit) throw new Error(`${name} would be ${size} bytes.`);
    const start = header + 30 + this.#bytes.readUInt16LE(header + 26) + this.#bytes.readUInt16LE(header + 28);
    const content = this.#bytes.subarray(start, start + packed);
    if (method !== 0 && method !== 8) throw new Error(`The entry ${name} is packed by the unknown method ${method}.`);
    // What an entry says of its size need not be true.
    const unpacked = method === 0 ? content : inflateRawSync(content, { maxOutputLength: this.#limit });
    if (crc32(unpacked) !== checksum) throw new Error(`The checksum of ${name} is wrong.`);
    return unpacked;
  }
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;

function readDirectory(bytes: Buffer): ReadonlyMap<string, Entry> {
  let end = bytes.length - 22;
  while (end >= 0 && bytes.readUInt32LE(end) !== endSignature) end -= 1;
  if (end < 0) throw new Error('The file is no ZIP archive.');
  const entries = new Map<string, Entry>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== entrySignature) throw new Error('The directory of the ZIP archive is damaged.');
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    entries.set(bytes.toString('utf8', at + 46, at + 46 + name), {
      method: bytes.readUInt16LE(at + 10),
      checksum: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      header: bytes.readUInt32LE(at + 42),
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}
