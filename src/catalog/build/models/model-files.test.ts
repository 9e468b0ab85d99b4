import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { filesOfFolder, filesOfZip } from './model-files.ts';

const place = mkdtempSync(join(tmpdir(), 'skyql-model-files-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const zip = (files: Readonly<Record<string, Uint8Array>>) => Buffer.from(zipSync(files));
const limits = { files: 10, bytes: 1_000 };

describe('the files of a ZIP file', () => {
  it('are read unpacked, by the names that they have then', () => {
    const files = filesOfZip(zip({ 'a/b.json.gz': gzipSync('one'), 'c.json': Buffer.from('two') }));
    expect(files.names).toEqual(['a/b.json', 'c.json']);
    expect(files.names.map((name) => files.read(name).toString())).toEqual(['one', 'two']);
  });

  it.each([
    ['no ZIP file', Buffer.from('none')],
    ['one that is cut off', zip({ a: Buffer.alloc(5_000, 'x') }).subarray(0, 60)],
  ])('are not those of %s', (_, bytes) => {
    expect(() => filesOfZip(bytes)).toThrow('it is no ZIP file, or its end is missing');
  });

  it('are no larger than they may be, whatever is said of them, packed once or twice', () => {
    const bomb = Buffer.alloc(100_000);
    const files = filesOfZip(zip({ 'a.json': bomb, 'b.json.gz': gzipSync(bomb) }), limits);
    expect(() => files.read('a.json')).toThrow('its file a.json cannot be read (a.json would be 100000 bytes.)');
    expect(() => files.read('b.json')).toThrow(/^its file b\.json\.gz cannot be read \(/);
    const lying = zip({ 'a.json': bomb });
    // The size in the table of contents.
    lying.writeUInt32LE(10, lying.lastIndexOf(Buffer.from('504b0102', 'hex')) + 24);
    expect(() => filesOfZip(lying, limits).read('a.json')).toThrow(/^its file a\.json cannot be read \(/);
    const many = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`${index}.json`, Buffer.from('x')]));
    expect(() => filesOfZip(zip(many), limits)).toThrow('it holds 11 files');
  });

  it('are what was put in', () => {
    const bytes = zipSync({ 'a.json': [Buffer.from('whole'), { level: 0 }] });
    const torn = Buffer.from(bytes);
    torn[torn.indexOf('whole')] = 0;
    expect(() => filesOfZip(torn).read('a.json')).toThrow('The checksum of a.json is wrong');
  });
});

describe('the files of a folder', () => {
  it('are those below it, without what links lead to, and with the version beside botocore/data', () => {
    const data = join(place, 'botocore', 'data');
    mkdirSync(join(data, 'things', '2019-01-01'), { recursive: true });
    writeFileSync(join(data, 'things', '2019-01-01', 'service-2.json.gz'), gzipSync('{}'));
    writeFileSync(join(place, 'botocore', '__init__.py'), "__version__ = '1.2.3'");
    writeFileSync(join(place, 'outside.json'), '{}');
    symlinkSync(join(place, 'outside.json'), join(data, 'linked.json'));
    symlinkSync(place, join(data, 'round'));
    const files = filesOfFolder(data);
    expect([...files.names].sort()).toEqual(['botocore/__init__.py', 'things/2019-01-01/service-2.json']);
    expect(files.read('botocore/__init__.py').toString()).toContain('1.2.3');
    expect(() => files.read('gone.json')).toThrow(/^its file gone\.json cannot be read \(ENOENT/);
  });
});
