import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CatalogFiles } from './catalog-files.ts';
import { packedBytes } from './packed-bytes.ts';

const directory = mkdtempSync(join(tmpdir(), 'skyql-files-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

beforeAll(() => {
  mkdirSync(join(directory, 'aws'));
  writeFileSync(join(directory, 'aws/index.json'), '{"version":"1"}');
  writeFileSync(join(directory, 'text.gz'), gzipSync('{"a":1}'));
  writeFileSync(
    join(directory, 'aws/things'),
    packedBytes(
      new Map([
        ['good', '{"b":2}'],
        ['bad', '{'],
      ]),
    ),
  );
  writeFileSync(join(directory, 'aws/cut'), 'x');
});

const unreadable = (file: string) => ({ code: 'CATALOG_UNREADABLE', message: expect.stringContaining(file) });

describe('the files of the catalog', () => {
  it('are read once', async () => {
    const files = new CatalogFiles(directory);
    expect(await files.read('aws/index.json')).toEqual({ version: '1' });
    expect(files.readNow('aws/index.json')).toEqual({ version: '1' });
    expect(await files.read('text.gz')).toEqual({ a: 1 });
    expect(await files.entry('aws/things', 'good')).toEqual({ b: 2 });
    expect(await files.entry('aws/things', 'good')).toBe(await files.entry('aws/things', 'good'));
    expect(await files.entry('aws/things', 'none')).toBeUndefined();
    expect(await files.names('aws/things')).toEqual(['good', 'bad']);
  });

  it('say which of them cannot be read', async () => {
    const files = new CatalogFiles(directory);
    await expect(files.read('none.json')).rejects.toMatchObject(unreadable('none.json'));
    await expect(files.read('aws/things')).rejects.toMatchObject(unreadable('aws/things'));
    await expect(files.entry('aws/things', 'bad')).rejects.toMatchObject(unreadable('aws/things'));
    await expect(files.entry('aws/cut', 'a')).rejects.toMatchObject(unreadable('aws/cut'));
    await expect(files.model('cut')).rejects.toMatchObject(unreadable('models/cut'));
    expect(() => files.readNow('none.json')).toThrow(expect.objectContaining(unreadable('none.json')));
  });

  it('are tried again after a failure', async () => {
    const files = new CatalogFiles(directory);
    await expect(files.read('later.json')).rejects.toMatchObject({ code: 'CATALOG_UNREADABLE' });
    writeFileSync(join(directory, 'later.json'), '[]');
    expect(await files.read('later.json')).toEqual([]);
  });
});
