import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { packedBytes } from './packed-bytes.ts';
import { PackedFile } from './packed-file.ts';

const directory = mkdtempSync(join(tmpdir(), 'skyql-packed-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

let written = 0;
function fileOf(bytes: Uint8Array): string {
  written += 1;
  const path = join(directory, String(written));
  writeFileSync(path, bytes);
  return path;
}

describe('a packed file', () => {
  it('gives back what was put in, whatever the names and texts are', async () => {
    const entries = fc.array(
      fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', maxLength: 200 })),
    );
    await fc.assert(
      fc.asyncProperty(entries, async (list) => {
        const texts = new Map(list);
        const packed = new PackedFile(fileOf(packedBytes(texts)));
        for (const [name, text] of texts) expect(await packed.read(name)).toBe(text);
        expect(new Set(await packed.names())).toEqual(new Set(texts.keys()));
      }),
      { numRuns: 40, seed: 20261121 },
    );
  });

  it('reads an index longer than its first read', async () => {
    const texts = new Map(Array.from({ length: 3000 }, (_, index) => [`entry-${index}`, `text ${index}`]));
    const packed = new PackedFile(fileOf(packedBytes(texts)));
    expect(await packed.read('entry-2999')).toBe('text 2999');
    expect(await packed.names()).toHaveLength(3000);
  });

  it('has nothing of other names, inherited ones among them', async () => {
    const packed = new PackedFile(fileOf(packedBytes(new Map([['a', 'b']]))));
    expect(await packed.read('b')).toBeUndefined();
    expect(await packed.read('constructor')).toBeUndefined();
    expect(await packed.read('__proto__')).toBeUndefined();
  });

  it('fails where it is not there, has no index, or is cut off', async () => {
    await expect(new PackedFile(join(directory, 'none')).read('a')).rejects.toThrow('ENOENT');
    await expect(new PackedFile(fileOf(Buffer.from('no index'))).read('a')).rejects.toThrow('no index line');
    const path = fileOf(packedBytes(new Map([['a', 'text'.repeat(99)]])));
    writeFileSync(path, readFileSync(path).subarray(0, -3));
    await expect(new PackedFile(path).read('a')).rejects.toThrow('ends before');
  });
});
