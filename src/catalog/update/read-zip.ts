import { crc32 } from 'node:zlib';
import { type UnzipFileInfo, unzipSync } from 'fflate';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { unreadableArchive } from './archive-error.ts';
import { zipChecksums } from './zip-checksums.ts';

/** AWS's archive holds 1,665 entries of 13 MB in all, the largest of 0.4 MB; what is far beyond that is no archive of schemas. */
export const zipLimits = { entries: 20_000, entryBytes: 16 * 2 ** 20, totalBytes: 256 * 2 ** 20 } as const;

export interface ZipEntry {
  /** Its path in the archive, which is only ever printed. */
  readonly name: string;
  readonly text: string;
}

/**
 * The JSON files of a zip file. Throws ARCHIVE_UNREADABLE when it is damaged: cut off, a wrong checksum, text that is no
 * UTF-8, or contents larger than they say they are or than any archive of schemas.
 */
export function readZip(
  zip: Buffer,
  limits: typeof zipLimits | Record<keyof typeof zipLimits, number> = zipLimits,
): readonly ZipEntry[] {
  const checksums = zipChecksums(zip);
  if (checksums.size > limits.entries) throw unreadableArchive(`it has ${checksums.size} entries`);
  let total = 0;
  const isWanted = ({ name, originalSize }: UnzipFileInfo): boolean => {
    if (!isJson(name)) return false;
    total += originalSize;
    if (originalSize > limits.entryBytes) throw unreadableArchive(`${name} would be ${originalSize} bytes`);
    if (total > limits.totalBytes)
      throw unreadableArchive(`its contents would be more than ${limits.totalBytes} bytes`);
    return true;
  };
  const contents = unzipped(zip, isWanted);
  return Object.entries(contents).map(([name, bytes]) => {
    if (crc32(bytes) !== checksums.get(name)) throw unreadableArchive(`the checksum of ${name} is wrong`);
    return { name, text: decoded(name, bytes) };
  });
}

/** Not the folders, nor what macOS adds (`__MACOSX/._x.json`). */
function isJson(name: string): boolean {
  return /(^|\/)[^./][^/]*\.json$/i.test(name) && !name.startsWith('__MACOSX/');
}

function unzipped(zip: Buffer, filter: (file: UnzipFileInfo) => boolean): Record<string, Uint8Array> {
  try {
    return unzipSync(zip, { filter });
  } catch (cause) {
    if (cause instanceof SkyqlError) throw cause;
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
