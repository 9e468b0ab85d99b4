import { inflateRawSync } from 'node:zlib';

interface Entry {
  readonly method: number;
  readonly packed: number;
  readonly header: number;
}

/** A ZIP file in memory, of which an entry is unpacked when it is asked for (PKWARE's APPNOTE 6.3.10, without ZIP64). */
export class ZipArchive {
  readonly #bytes: Buffer;
  readonly #entries: ReadonlyMap<string, Entry>;

  /** Throws when the bytes are no ZIP file. */
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#entries = readDirectory(bytes);
  }

  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /** Throws when there is no such entry, or when it cannot be unpacked. */
  read(name: string): Buffer {
    const entry = this.#entries.get(name);
    if (!entry) throw new Error(`The archive has no entry ${name}.`);
    const { method, packed, header } = entry;
    const start = header + 30 + this.#bytes.readUInt16LE(header + 26) + this.#bytes.readUInt16LE(header + 28);
    const content = this.#bytes.subarray(start, start + packed);
    if (method === 0) return content;
    if (method !== 8) throw new Error(`The entry ${name} is packed by the unknown method ${method}.`);
    return inflateRawSync(content);
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
      packed: bytes.readUInt32LE(at + 20),
      header: bytes.readUInt32LE(at + 42),
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}
