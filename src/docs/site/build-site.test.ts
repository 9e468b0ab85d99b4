import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Catalog } from '../../catalog/catalog.ts';
import type { ServiceDescription } from '../../catalog/resource-description.ts';
import { boxes } from '../testing/sample-resource.ts';
import { buildSite, type SiteRequest } from './build-site.ts';
import { markerName } from './site-marker.ts';

/** `shop` has the resources that it is given, `bank` one; each lists a resource of the other too, as aliases make them. */
function catalogOf(names: readonly string[]): Catalog {
  const own: Readonly<Record<string, readonly string[]>> = { shop: names, bank: ['coins'] };
  return {
    provider: 'aws',
    version: '1',
    services: async () => ['bank', 'shop'].map(serviceOf),
    resources: async (service) =>
      Object.entries(own).flatMap(([name, resources]) =>
        resources
          .slice(0, name === service ? undefined : 1)
          .map((resource) => ({ name: resource, id: `aws.${name}.${resource}`, description: 'It {is}.' })),
      ),
    resource: async (service, name) => ({ ...boxes, service, name, methods: boxes.methods.slice(0, 5) }),
    schema: async () => undefined,
    parameters: async () => [],
    search: async () => [],
  };
}

function serviceOf(name: string): ServiceDescription {
  return { id: `aws.${name}`, name, title: name, description: '' };
}

let parent: string;
let directory: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'skyql-site-'));
  directory = join(parent, 'deep', 'site');
});
afterEach(() => rm(parent, { recursive: true, force: true }));

const build = (names: readonly string[], changes: Partial<SiteRequest> = {}) =>
  buildSite({
    directory,
    services: ['bank', 'shop'].map(serviceOf),
    openCatalog: () => catalogOf(names),
    ...changes,
  });

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

const site = (...resources: readonly string[]) =>
  [
    markerName,
    'docs/providers/aws/_category_.json',
    'docs/providers/aws/index.md',
    ...['bank', 'shop'].flatMap((name) => [
      `docs/providers/aws/${name}/_category_.json`,
      `docs/providers/aws/${name}/index.md`,
    ]),
    ...resources.map((name) => `docs/providers/aws/${name}/index.md`),
    'sidebars.js',
  ].sort();

describe('buildSite', () => {
  it('writes a page a resource, an index a service, and nothing beside the site', async () => {
    expect(await build(['boxes', 'lids'])).toMatchObject({ pages: 5, services: 2 });
    expect(await filesIn(directory)).toEqual(site('bank/coins', 'shop/boxes', 'shop/lids'));
    expect(await readdir(join(parent, 'deep'))).toEqual(['site']);
    const index = await readFile(join(directory, 'docs/providers/aws/shop/index.md'), 'utf8');
    expect(index).toContain('| [`boxes`](./boxes/index.md) | It \\{is\\}. |');
    expect(index).not.toContain('coins');
  });

  it('replaces what it wrote, and leaves what it did not write', async () => {
    await build(['boxes', 'lids']);
    await writeFile(join(directory, 'docusaurus.config.js'), 'mine');
    await writeFile(join(directory, 'docs/providers/aws/shop/lids/notes.md'), 'mine');
    await build(['boxes', 'jars']);
    expect(await filesIn(directory)).toEqual(
      [
        ...site('bank/coins', 'shop/boxes', 'shop/jars'),
        'docs/providers/aws/shop/lids/notes.md',
        'docusaurus.config.js',
      ].sort(),
    );
    await build(['boxes']);
    expect(await readdir(join(directory, 'docs/providers/aws/shop'))).toEqual([
      '_category_.json',
      'boxes',
      'index.md',
      'lids',
    ]);
  });

  it('keeps the pages of the services that it is not asked for', async () => {
    await build(['boxes', 'lids']);
    await build(['boxes'], { services: [serviceOf('bank')] });
    expect(await filesIn(directory)).toEqual(site('bank/coins', 'shop/boxes', 'shop/lids'));
    expect(await readFile(join(directory, 'docs/providers/aws/index.md'), 'utf8')).toContain(
      '[`shop`](./shop/index.md)',
    );
  });

  it('refuses a directory of other files unless it is told to go on, and then removes none of them', async () => {
    await mkdir(directory, { recursive: true });
    await writeFile(join(directory, 'mine.txt'), 'mine');
    await writeFile(join(directory, markerName), '{"madeBy":"someone else","services":[]}');
    await expect(build(['boxes'])).rejects.toMatchObject({ code: 'DIRECTORY_NOT_EMPTY' });
    expect(await filesIn(directory)).toEqual([markerName, 'mine.txt']);
    await build(['boxes'], { force: true });
    expect(await filesIn(directory)).toEqual([...site('bank/coins', 'shop/boxes'), 'mine.txt'].sort());
  });

  it('refuses a marker that would have it remove files elsewhere', async () => {
    await build(['boxes']);
    const outside = join(parent, 'outside.txt');
    await writeFile(outside, 'mine');
    const marker = JSON.parse(await readFile(join(directory, markerName), 'utf8')) as {
      services: { files: string[] }[];
    };
    marker.services[0]?.files.push('docs/providers/../../../../outside.txt');
    await writeFile(join(directory, markerName), JSON.stringify(marker));
    await expect(build(['boxes'])).rejects.toMatchObject({ code: 'DIRECTORY_NOT_EMPTY' });
    await build(['boxes'], { force: true });
    expect(await readFile(outside, 'utf8')).toBe('mine');
  });

  it('refuses a file', async () => {
    directory = join(parent, 'file');
    await writeFile(directory, 'mine');
    await expect(build(['boxes'])).rejects.toMatchObject({ code: 'DIRECTORY_NOT_WRITTEN' });
  });

  it('changes nothing when it fails or is stopped', async () => {
    await build(['boxes']);
    const before = await filesIn(directory);
    const failing = { ...catalogOf(['jars']), resource: () => Promise.reject(new Error('unreadable')) };
    await expect(build(['jars'], { openCatalog: () => failing })).rejects.toThrow('unreadable');
    const controller = new AbortController();
    const stop = { signal: controller.signal, onProgress: () => controller.abort() };
    await expect(build(['jars'], stop)).rejects.toThrow(/abort/i);
    expect(await filesIn(directory)).toEqual(before);
    expect(await readdir(join(parent, 'deep'))).toEqual(['site']);
  });
});
