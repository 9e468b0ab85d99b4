import { unreadableArchive } from './archive-error.ts';

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endLength = 22;
const entryLength = 46;
const unicodeNames = 0x800;
const longestComment = 0xffff;

/**
 * The CRC-32 of each entry of a zip file by its name, from the central directory: the reader of its contents does not
 * compare them (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.12 and 4.3.16). Throws
 * ARCHIVE_UNREADABLE for what is no zip file or is cut off.
 */
export function zipChecksums(zip: Buffer): ReadonlyMap<string, number> {
  const end = zip.lastIndexOf(Buffer.from('504b0506', 'hex'));
  const isEnd = end >= Math.max(0, zip.length - endLength - longestComment) && zip.length - end >= endLength;
  if (!isEnd || zip.readUInt32LE(end) !== endSignature)
    throw unreadableArchive('it is no zip file, or its end is missing');
  const count = zip.readUInt16LE(end + 10);
  const checksums = new Map<string, number>();
  let offset = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (offset + entryLength > end || zip.readUInt32LE(offset) !== entrySignature) {
      throw unreadableArchive(`its table of contents is damaged at entry ${index + 1} of ${count}`);
    }
    const nameLength = zip.readUInt16LE(offset + 28);
    // Names without this flag are of an older code page, of which ASCII is all that matters here.
    const encoding = zip.readUInt16LE(offset + 8) & unicodeNames ? 'utf8' : 'latin1';
    const name = zip.toString(encoding, offset + entryLength, offset + entryLength + nameLength);
    if (checksums.has(name)) throw unreadableArchive(`it holds ${name} twice`);
    checksums.set(name, zip.readUInt32LE(offset + 16));
    offset += entryLength + nameLength + zip.readUInt16LE(offset + 30) + zip.readUInt16LE(offset + 32);
  }
  return checksums;
}
