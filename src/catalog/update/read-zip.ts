import { crc32, inflateRawSync } from 'node:zlib';
import { unreadableArchive } from './archive-error.ts';
import { packedBytes, type ZippedEntry, zipContents } from './zip-contents.ts';

/** AWS's archive holds 1,665 entries of 13 MB in all, the largest of 0.4 MB; what is far beyond that is no archive of schemas. */
export const zipLimits = { entries: 20_000, entryBytes: 16 * 2 ** 20, totalBytes: 256 * 2 ** 20 } as const;

export interface ZipEntry {
  /** Its path in the archive, which is only ever printed. */
  readonly name: string;
  readonly text: string;
}

/**
 * The JSON files of a zip file, each unpacked when it is asked for. Throws ARCHIVE_UNREADABLE when it is damaged: cut off, a wrong
 * checksum, text that is no UTF-8, or contents larger than they say they are or than any archive of schemas.
 */
export function* readZip(
  zip: Buffer,
  limits: typeof zipLimits | Record<keyof typeof zipLimits, number> = zipLimits,
): Generator<ZipEntry> {
  const contents = zipContents(zip);
  if (contents.size > limits.entries) throw unreadableArchive(`it has ${contents.size} entries`);
  const wanted = [...contents].filter(([name]) => isJson(name));
  let total = 0;
  // Before anything is unpacked, for a few bytes can stand for many.
  for (const [name, { size }] of wanted) {
    total += size;
    if (size > limits.entryBytes) throw unreadableArchive(`${name} would be ${size} bytes`);
    if (total > limits.totalBytes)
      throw unreadableArchive(`its contents would be more than ${limits.totalBytes} bytes`);
  }
  for (const [name, entry] of wanted) {
    const bytes = unpacked(zip, entry);
    if (crc32(bytes) !== entry.checksum) throw unreadableArchive(`the checksum of ${name} is wrong`);
    yield { name, text: decoded(name, bytes) };
  }
}

/** How many JSON files a zip file says it has. */
export function jsonFilesIn(zip: Buffer): number {
  return [...zipContents(zip).keys()].filter(isJson).length;
}

/** Not the folders, nor what macOS adds (`__MACOSX/._x.json`). */
function isJson(name: string): boolean {
  return /(^|\/)[^./][^/]*\.json$/i.test(name) && !name.startsWith('__MACOSX/');
}

function unpacked(zip: Buffer, entry: ZippedEntry): Uint8Array {
  const bytes = packedBytes(zip, entry);
  if (entry.method === 0) return bytes;
  if (entry.method !== 8) throw unreadableArchive(`it is packed by method ${entry.method}, and only deflate is known`);
  try {
    // No more than it says it holds: what does not fit is damaged.
    return inflateRawSync(bytes, { maxOutputLength: Math.max(1, entry.size) });
  } catch (cause) {
    throw unreadableArchive(
      `its contents are damaged (${cause instanceof Error ? cause.message : String(cause)})`,
      cause,
    );
  }
}

function decoded(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw unreadableArchive(`${name} is no UTF-8 text`, cause);
  }
}
