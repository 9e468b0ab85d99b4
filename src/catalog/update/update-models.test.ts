import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { areRead, modelFacts } from '../../aws/loaded-models.ts';
import { givenSource } from './archive-source.ts';
import { type MakeModels, updateModels } from './update-models.ts';

let place: string;
let directory: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'skyql-models-'));
  directory = join(place, 'catalog');
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

/** Makes a file of what is given. */
const make: MakeModels = async (given) => ({
  botocore: '9.9.9',
  shippedBotocore: '1.0.0',
  services: ['things'],
  operations: 2,
  leftOut: [],
  files: new Map([['models/things', 'zip' in given ? given.zip : Buffer.from(given.folder)]]),
});

function fileWith(text: string): string {
  const path = join(place, `${text}.whl`);
  writeFileSync(path, text);
  return path;
}

const update = (given: string, how: MakeModels = make) =>
  updateModels(givenSource(given), how, { directory, now: new Date('2026-11-30T12:00:00Z') });
const failing =
  (kind: string): MakeModels =>
  () =>
    Promise.reject(Object.assign(new Error('its file x is torn'), { name: 'UnreadableModels', kind }));
const contents = () =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name), 'utf8')]);

describe('updateModels', () => {
  it('keeps the files in a folder of their own, and says what they are', async () => {
    const path = fileWith('one');
    const { outcome, facts } = await update(path);
    expect(outcome).toBe('updated');
    expect(facts).toMatchObject({ source: path, botocore: '9.9.9', services: ['things'], operations: 2 });
    expect(modelFacts(directory)).toEqual(facts);
    expect(areRead(facts)).toBe(true);
    expect(readFileSync(join(directory, facts.folder, 'models/things'), 'utf8')).toBe('one');
  });

  it('is up to date with the same file, unless another skyql or nobody has made its files', async () => {
    const path = fileWith('one');
    const { facts } = await update(path);
    expect((await update(path)).outcome).toBe('up to date');
    writeFileSync(join(directory, 'models.json'), JSON.stringify({ ...facts, skyql: '0.0.1' }));
    expect(areRead(modelFacts(directory) ?? facts)).toBe(false);
    expect((await update(path)).outcome).toBe('updated');
    rmSync(join(directory, facts.folder), { recursive: true });
    expect((await update(path)).outcome).toBe('updated');
    expect(existsSync(join(directory, facts.folder))).toBe(true);
  });

  it('takes a folder', async () => {
    mkdirSync(join(place, 'data'));
    const { facts } = await update(join(place, 'data'));
    expect(readFileSync(join(directory, facts.folder, 'models/things'), 'utf8')).toBe(join(place, 'data'));
    expect((await update(join(place, 'data'))).outcome).toBe('updated');
  });

  it.each([
    ['damaged', 'ARCHIVE_UNREADABLE', /cannot be read: its file x is torn\.$/],
    ['foreign', 'ARCHIVE_FOREIGN', /^There are no models of AWS's services in /],
    ['older', 'ARCHIVE_OLDER', /older than skyql's own/],
  ])('says why it refuses what is %s, and keeps what was loaded', async (kind, code, message) => {
    await update(fileWith('one'));
    const before = contents();
    await expect(update(fileWith('two'), failing(kind))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
    await expect(update(join(place, 'nothing.whl'))).rejects.toMatchObject({ code: 'ARCHIVE_UNREACHABLE' });
    expect(contents()).toEqual(before);
  });

  it('lets go of what two updates ago was in use, a while after', async () => {
    const [one, two, three] = ['one', 'two', 'three'].map(fileWith) as [string, string, string];
    const { facts: first } = await update(one);
    const { facts: second } = await update(two);
    const yesterday = new Date(Date.now() - 86_400_000);
    for (const name of readdirSync(directory)) utimesSync(join(directory, name), yesterday, yesterday);
    const { facts: third } = await update(three);
    expect(existsSync(join(directory, first.folder))).toBe(false);
    expect(readdirSync(directory).sort()).toEqual(['models.json', second.folder, third.folder].sort());
  });

  it('lets several at once end well', async () => {
    const paths = ['one', 'two', 'three'].map(fileWith);
    await Promise.all([...paths, ...paths].map((path) => update(path)));
    const facts = modelFacts(directory);
    expect(existsSync(join(directory, facts?.folder ?? '', 'models/things'))).toBe(true);
    expect(readdirSync(directory).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('goes by the proxy that the environment names, and where the server sends it', async () => {
    const asked: string[] = [];
    const proxy = createServer(({ url = '' }, response) => {
      asked.push(url);
      if (url.includes('/first.whl')) response.writeHead(302, { location: 'http://other.example/last.whl' }).end();
      else response.end('from afar');
    });
    await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
    const { HTTP_PROXY: before } = process.env;
    process.env.HTTP_PROXY = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    try {
      const { facts } = await update('http://models.example/first.whl?signature=secret');
      expect(asked).toEqual(['http://models.example/first.whl?signature=secret', 'http://other.example/last.whl']);
      expect(facts.source).toBe('http://models.example/first.whl');
      expect(readFileSync(join(directory, facts.folder, 'models/things'), 'utf8')).toBe('from afar');
    } finally {
      if (before === undefined) delete process.env.HTTP_PROXY;
      else process.env.HTTP_PROXY = before;
      proxy.close();
    }
  });
});
