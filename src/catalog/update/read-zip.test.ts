import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readZip, zipLimits } from './read-zip.ts';
import { zipOf } from './testing/small-archive.ts';

const zip = zipOf({ 'a.json': `"${'a'.repeat(50_000)}"`, 'b.json': `"${'b'.repeat(50_000)}"` });

describe('readZip', () => {
  it('reads what is within the limits', () => {
    expect([...readZip(zip)].map(({ name, text }) => [name, text.length])).toEqual([
      ['a.json', 50_002],
      ['b.json', 50_002],
    ]);
  });

  it.each([
    [{ ...zipLimits, entries: 1 }, 'it has 2 entries'],
    [{ ...zipLimits, entryBytes: 50_000 }, 'a.json would be 50002 bytes'],
    [{ ...zipLimits, totalBytes: 100_000 }, 'its contents would be more than 100000 bytes'],
  ])('refuses what would be too much before it unpacks it: %j', (limits, reason) => {
    expect(() => [...readZip(zip, limits)]).toThrow(reason);
  });

  it('refuses an entry that is larger than it says, or whose checksum is another', () => {
    // In the central directory, after the signature: the checksum at 16, the length at 24.
    const directory = zip.indexOf(Buffer.from('504b0102', 'hex'));
    const smaller = Buffer.from(zip);
    smaller.writeUInt32LE(10, directory + 24);
    expect(() => [...readZip(smaller)]).toThrow(/checksum of a.json is wrong|damaged/);
    const other = Buffer.from(zip);
    other.writeUInt32LE(1, directory + 16);
    expect(() => [...readZip(other)]).toThrow('the checksum of a.json is wrong');
  });

  it('refuses text that is no UTF-8', () => {
    const latin = Buffer.from(zipSync({ 'a.json': Uint8Array.of(0x22, 0xe9, 0x22) }));
    expect(() => [...readZip(latin)]).toThrow('a.json is no UTF-8 text');
  });
});
