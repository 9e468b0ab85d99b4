import { unreadableArchive } from './archive-error.ts';

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endLength = 22;
const entryLength = 46;
const headSignature = 0x04034b50;
const headLength = 30;
const unicodeNames = 0x800;
const longestComment = 0xffff;

/** Where an entry's bytes are, and what they will be. */
export interface ZippedEntry {
  /** 0: as they are; 8: deflated. */
  readonly method: number;
  readonly checksum: number;
  readonly packedSize: number;
  readonly size: number;
  /** Of its own head, before its bytes. */
  readonly offset: number;
}

/**
 * The entries of a zip file by their names, from the central directory
 * (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.12 and 4.3.16). Throws ARCHIVE_UNREADABLE for what is no zip file
 * or is cut off.
 */
export function zipContents(zip: Buffer): ReadonlyMap<string, ZippedEntry> {
  const end = zip.lastIndexOf(Buffer.from('504b0506', 'hex'));
  const isEnd = end >= Math.max(0, zip.length - endLength - longestComment) && zip.length - end >= endLength;
  if (!isEnd || zip.readUInt32LE(end) !== endSignature)
    throw unreadableArchive('it is no zip file, or its end is missing');
  const count = zip.readUInt16LE(end + 10);
  const entries = new Map<string, ZippedEntry>();
  let offset = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (offset + entryLength > end || zip.readUInt32LE(offset) !== entrySignature) {
      throw unreadableArchive(`its table of contents is damaged at entry ${index + 1} of ${count}`);
    }
    const nameLength = zip.readUInt16LE(offset + 28);
    // Names without this flag are of an older code page, of which ASCII is all that matters here.
    const encoding = zip.readUInt16LE(offset + 8) & unicodeNames ? 'utf8' : 'latin1';
    const name = zip.toString(encoding, offset + entryLength, offset + entryLength + nameLength);
    if (entries.has(name)) throw unreadableArchive(`it holds ${name} twice`);
    entries.set(name, {
      method: zip.readUInt16LE(offset + 10),
      checksum: zip.readUInt32LE(offset + 16),
      packedSize: zip.readUInt32LE(offset + 20),
      size: zip.readUInt32LE(offset + 24),
      offset: zip.readUInt32LE(offset + 42),
    });
    offset += entryLength + nameLength + zip.readUInt16LE(offset + 30) + zip.readUInt16LE(offset + 32);
  }
  return entries;
}

/** The bytes of an entry as they are packed. */
export function packedBytes(zip: Buffer, { offset, packedSize }: ZippedEntry): Buffer {
  if (offset + headLength > zip.length || zip.readUInt32LE(offset) !== headSignature) {
    throw unreadableArchive('its table of contents leads to no entry');
  }
  const start = offset + headLength + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28);
  return zip.subarray(start, start + packedSize);
}
