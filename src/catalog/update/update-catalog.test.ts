import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SchemaArchive } from '../schema-archive.ts';
import { givenSource } from './archive-source.ts';
import { publishedSchema, smallArchive } from './testing/small-archive.ts';
import { type UpdateSettings, updateCatalog } from './update-catalog.ts';

let place: string;
let directory: string;
let closeServer: (() => Promise<unknown>) | undefined;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'skyql-update-'));
  directory = join(place, 'cache', 'catalog');
});
afterEach(async () => {
  await closeServer?.();
  closeServer = undefined;
  rmSync(place, { recursive: true, force: true });
});

const archiveOf = (type: string) => smallArchive([publishedSchema(type)]);

function update(zip: Buffer | string, settings: UpdateSettings = {}) {
  if (typeof zip === 'string') return updateCatalog(givenSource(zip), { directory, ...settings });
  const path = join(place, 'CloudformationSchema.zip');
  writeFileSync(path, zip);
  return updateCatalog(givenSource(path), { directory, ...settings });
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closeServer = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/CloudformationSchema.zip`;
}

describe('updateCatalog from a file', () => {
  it('loads the schemas and says what it loaded', async () => {
    const now = new Date('2026-11-21T10:00:00Z');
    const { outcome, before, facts } = await update(archiveOf('AWS::Shop::Order'), { now });
    expect({ outcome, before }).toEqual({ outcome: 'updated', before: undefined });
    expect(facts).toMatchObject({
      source: join(place, 'CloudformationSchema.zip'),
      fetched: '2026-11-21T10:00:00.000Z',
      checked: '2026-11-21T10:00:00.000Z',
      types: 111,
      namespaces: ['AWS::Filler', 'AWS::Shop'],
    });
    const archive = new SchemaArchive(directory);
    expect(archive.facts).toEqual(facts);
    expect(await archive.types()).toHaveLength(111);
    expect(await archive.schema('AWS::Shop::Order')).toMatchObject({ createOnlyProperties: ['/properties/Name'] });
    expect(await archive.schema('AWS::Shop::Return')).toBeUndefined();
  });

  it('does not load the same a second time, and keeps when it was asked', async () => {
    await update(archiveOf('AWS::Shop::Order'), { now: new Date('2026-11-01') });
    const { outcome, facts } = await update(archiveOf('AWS::Shop::Order'), { now: new Date('2026-11-21') });
    expect(outcome).toBe('up to date');
    expect(new SchemaArchive(directory).facts).toEqual(facts);
    expect([facts.fetched.slice(0, 10), facts.checked.slice(0, 10)]).toEqual(['2026-11-01', '2026-11-21']);
  });

  it('keeps what was loaded when the next one is refused', async () => {
    await update(archiveOf('AWS::Shop::Order'));
    const before = readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), 'hex')]);
    await expect(update(archiveOf('AWS::Shop::Return').subarray(0, 5_000))).rejects.toMatchObject({
      code: 'ARCHIVE_UNREADABLE',
      hint: expect.stringContaining('what was loaded before stays'),
    });
    await expect(update(smallArchive([], 3))).rejects.toMatchObject({ code: 'ARCHIVE_FOREIGN' });
    await expect(update(join(place, 'no-such.zip'))).rejects.toMatchObject({
      code: 'ARCHIVE_UNREACHABLE',
      message: expect.stringContaining('ENOENT'),
    });
    expect(readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), 'hex')])).toEqual(before);
  });

  it('loads again when only the facts are left, or another version of skyql wrote them', async () => {
    const { facts } = await update(archiveOf('AWS::Shop::Order'));
    rmSync(join(directory, facts.file));
    await expect(new SchemaArchive(directory).types()).rejects.toMatchObject({ code: 'ARCHIVE_UNREADABLE' });
    expect((await update(archiveOf('AWS::Shop::Order'))).outcome).toBe('updated');
    writeFileSync(join(directory, 'archive.json'), JSON.stringify({ ...facts, format: 99 }));
    expect(new SchemaArchive(directory).facts).toBeUndefined();
    expect((await update(archiveOf('AWS::Shop::Order'))).outcome).toBe('updated');
  });

  it('lets several updates at once end well, with one of their archives', async () => {
    const zips = ['Order', 'Return', 'Stock', 'Till'].map((name) => archiveOf(`AWS::Shop::${name}`));
    const paths = zips.map((zip, index) => {
      const path = join(place, `${index}.zip`);
      writeFileSync(path, zip);
      return path;
    });
    await Promise.all([...paths, ...paths].map((path) => update(path)));
    const archive = new SchemaArchive(directory);
    const loaded = (await archive.types()).filter((type) => type.startsWith('AWS::Shop::'));
    expect(loaded).toHaveLength(1);
    expect(await archive.schema(loaded[0] ?? '')).toMatchObject({ typeName: loaded[0] });
    expect(readdirSync(directory).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('goes on reading the file that it began with, and removes what is long out of use', async () => {
    const { facts: first } = await update(archiveOf('AWS::Shop::Order'));
    const session = new SchemaArchive(directory);
    expect(session.facts).toEqual(first);
    const { facts: second } = await update(archiveOf('AWS::Shop::Return'));
    expect(await session.schema('AWS::Shop::Order')).toMatchObject({ typeName: 'AWS::Shop::Order' });

    const lastYear = new Date(Date.now() - 86_400_000);
    writeFileSync(join(directory, '.unfinished-archive.json'), '{');
    for (const name of readdirSync(directory)) utimesSync(join(directory, name), lastYear, lastYear);
    const { facts: third } = await update(archiveOf('AWS::Shop::Stock'));
    expect(readdirSync(directory).sort()).toEqual(['archive.json', second.file, third.file].sort());
    // Its file is gone, and it takes the current one.
    expect(await session.schema('AWS::Shop::Stock')).toMatchObject({ typeName: 'AWS::Shop::Stock' });
  });

  it('says why when the directory cannot be written', async () => {
    mkdirSync(join(place, 'cache'));
    writeFileSync(directory, 'a file where the directory should be');
    await expect(update(archiveOf('AWS::Shop::Order'))).rejects.toMatchObject({
      code: 'CACHE_NOT_WRITTEN',
      hint: expect.stringContaining('SKYQL_CACHE_DIR'),
    });
  });
});

describe('updateCatalog from the web', () => {
  const zip = archiveOf('AWS::Shop::Order');

  it('asks on condition, so that nothing is fetched twice', async () => {
    const asked: IncomingMessage['headers'][] = [];
    const url = await serve((request, response) => {
      asked.push(request.headers);
      if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"1"', 'last-modified': 'Fri, 07 Aug 2026 17:43:00 GMT' }).end(zip);
    });
    const { facts } = await update(`${url}?signature=secret`);
    expect(facts).toMatchObject({ source: url, etag: '"1"', lastModified: 'Fri, 07 Aug 2026 17:43:00 GMT' });
    expect((await update(url)).outcome).toBe('up to date');
    rmSync(join(directory, facts.file));
    expect((await update(url)).outcome).toBe('updated');
    expect(asked.map((headers) => headers['if-none-match'])).toEqual([undefined, '"1"', undefined]);
  });

  it('gives a password as one, and never prints it', async () => {
    const url = new URL(
      await serve((request, response) => response.writeHead(request.headers.authorization ? 403 : 401).end()),
    );
    url.username = 'me';
    url.password = 'p%40ss';
    const failure = update(url.href);
    await expect(failure).rejects.toMatchObject({ code: 'ARCHIVE_UNREACHABLE', message: expect.stringMatching('403') });
    await expect(failure).rejects.not.toMatchObject({ message: expect.stringMatching(/p%40ss|p@ss/) });
  });

  it.each([
    ['an error', 'answers 404', (): RequestListener => (_, response) => response.writeHead(404).end('<Error/>')],
    [
      'half an archive',
      'The connection broke to 127.0.0.1',
      (): RequestListener => (_, response) => {
        response.writeHead(200, { 'content-length': zip.length });
        response.write(zip.subarray(0, 1_000), () => response.destroy());
      },
    ],
    ['nothing in time', 'took more than 0.2 s', (): RequestListener => () => undefined],
  ])('refuses %s', async (_, reason, listener) => {
    const url = await serve(listener());
    await expect(update(url, { limits: { bytes: 1_000_000, milliseconds: 200 } })).rejects.toMatchObject({
      code: 'ARCHIVE_UNREACHABLE',
      message: expect.stringContaining(reason),
      hint: expect.stringContaining('--from FILE'),
    });
    expect(new SchemaArchive(directory).facts).toBeUndefined();
  });

  it('stops reading what is too large', async () => {
    const url = await serve((_, response) => {
      const more = () => {
        while (response.write(Buffer.alloc(65_536)));
        response.once('drain', more);
      };
      more();
    });
    await expect(update(url, { limits: { bytes: 2 ** 20, milliseconds: 10_000 } })).rejects.toMatchObject({
      code: 'ARCHIVE_UNREADABLE',
      message: expect.stringContaining('larger than 1 MB'),
    });
  });

  it('says what is wrong when nobody answers', async () => {
    const url = await serve(() => undefined);
    await closeServer?.();
    closeServer = undefined;
    await expect(update(url)).rejects.toMatchObject({
      code: 'ARCHIVE_UNREACHABLE',
      message: expect.stringMatching(/^No connection to 127.0.0.1:\d+ \(ECONNREFUSED\)\.$/),
    });
  });
});
