import { deflateRawSync } from 'node:zlib';
import type { PackedIndex } from './packed-file.ts';

/** The bytes of a packed file (`PackedFile` reads it) with these texts by name, in their order. */
export function packedBytes(entries: ReadonlyMap<string, string>): Buffer {
  const index: Record<string, PackedIndex[string]> = {};
  const deflated: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of entries) {
    const bytes = deflateRawSync(text, { level: 9 });
    index[name] = [offset, bytes.length];
    offset += bytes.length;
    deflated.push(bytes);
  }
  return Buffer.concat([Buffer.from(`${JSON.stringify(index)}\n`), ...deflated]);
}
