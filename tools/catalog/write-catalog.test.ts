import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataDirectory } from '../../src/aws/data-directory.ts';
import { makeModels } from '../../src/catalog/build/make-models.ts';
import type { DocumentedModel } from '../../src/catalog/build/models/documented-model.ts';
import type { ModelArchive } from '../../src/catalog/build/models/read-models.ts';
import { CatalogFiles } from '../../src/catalog/catalog-files.ts';
import { openCatalog } from '../../src/catalog/open-catalog.ts';
import { openModels } from './open-models.ts';
import { writeCatalog } from './write-catalog.ts';

/** One of each kind: with types and an overlay, with a model alone, with types alone. */
const services = ['imagebuilder', 'opsworks', 'sts'];
const directory = mkdtempSync(join(tmpdir(), 'skyql-catalog-'));

beforeAll(() => writeCatalog(directory, { services }), 60_000);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('a catalog of some services', () => {
  it('holds these alone, and their names in one small file', async () => {
    const catalog = openCatalog('aws', directory, undefined);
    expect((await catalog.services()).map(({ name }) => name)).toEqual(services);
    const names = await catalog.resourceNames?.();
    expect(Object.keys(names ?? {})).toEqual(services);
    expect(names?.imagebuilder).toEqual((await catalog.resources('imagebuilder')).map(({ name }) => name));
  });

  it('is the same bytes when it is built again, and those that are shipped', async () => {
    const again = mkdtempSync(join(tmpdir(), 'skyql-catalog-'));
    try {
      await writeCatalog(again, { services });
      const files = filesIn(directory);
      expect(files.length).toBeGreaterThan(10);
      expect(filesIn(again)).toEqual(files);
      // DuckDB gives each of its files an identifier.
      for (const name of files.filter((own) => !own.endsWith('.duckdb'))) {
        expect(readFileSync(join(again, name)).equals(readFileSync(join(directory, name))), name).toBe(true);
      }
      const alone = files.filter((name) => /^(models|documentation)\//.test(name));
      expect(alone).toHaveLength(4);
      for (const name of alone) {
        const shipped = readFileSync(join(dataDirectory(), name));
        expect(readFileSync(join(directory, name)).equals(shipped), `${name}: see \`npm run catalog\``).toBe(true);
      }
    } finally {
      rmSync(again, { recursive: true, force: true });
    }
  });
});

describe('newer models', () => {
  const shipped = new CatalogFiles(directory, (name) => join(directory, name));
  const place = mkdtempSync(join(tmpdir(), 'skyql-newer-models-'));
  afterAll(() => rmSync(place, { recursive: true, force: true }));

  type Json = Readonly<Record<string, unknown>>;
  interface Given {
    readonly operations: Record<string, Json>;
    readonly shapes: Record<string, { readonly members?: Json } & Json>;
    metadata: Json;
  }

  /** A folder as botocore has it, with its models of these services as they are changed. */
  function folderOf(
    name: string,
    changes: Readonly<Record<string, (model: Given) => unknown>>,
    version?: string,
  ): string {
    const archive = openModels();
    for (const [service, change] of Object.entries(changes)) {
      const file = archive.file(service);
      const own = join(place, name, 'data', service, basename(dirname(file)));
      mkdirSync(own, { recursive: true });
      const model = JSON.parse(archive.bytes(file).toString('utf8')) as Given;
      writeFileSync(join(own, 'service-2.json.gz'), gzipSync(JSON.stringify(change(model) ?? model)));
      const pages = file.replace('service-2', 'paginators-1');
      writeFileSync(join(own, 'paginators-1.json'), archive.bytes(pages));
    }
    if (version !== undefined) writeFileSync(join(place, name, '__init__.py'), `__version__ = '${version}'\n`);
    return join(place, name, 'data');
  }

  it('make the same catalog again when they say the same', async () => {
    const folder = folderOf('same', { imagebuilder: () => undefined, sts: () => undefined });
    const made = await makeModels({ folder }, shipped);
    expect(made).toMatchObject({ services: ['imagebuilder', 'sts'], operations: 0, leftOut: [] });
    // Of the resources nothing has changed.
    expect([...made.files.keys()].filter((name) => /^aws\//.test(name))).toEqual([
      'aws/search',
      'aws/names.json',
      'aws/index.json',
    ]);
    for (const [name, bytes] of made.files) {
      if (name === 'aws/index.json') continue;
      expect(bytes.equals(readFileSync(join(directory, name))), name).toBe(true);
    }
  });

  it('bring operations, members and services', async () => {
    const folder = folderOf(
      'newer',
      {
        imagebuilder: ({ operations, shapes }) => {
          const recipe = shapes.CreateImageRecipeRequest;
          shapes.CreateImageRecipeRequest = {
            ...recipe,
            members: { ...recipe?.members, dryRun: { shape: 'Boolean' } },
          };
          const image = shapes.Image;
          shapes.Image = { ...image, members: { ...image?.members, colour: { shape: 'NonEmptyString' } } };
          operations.PolishImage = { ...operations.RetryImage, name: 'PolishImage' };
        },
        organizations: () => undefined,
      },
      '99.0.0',
    );
    const made = await makeModels({ folder }, shipped);
    expect(made).toMatchObject({ botocore: '99.0.0', services: ['imagebuilder', 'organizations'], leftOut: [] });
    const loaded = mkdtempSync(join(place, 'loaded-'));
    for (const [name, bytes] of made.files) {
      mkdirSync(dirname(join(loaded, name)), { recursive: true });
      writeFileSync(join(loaded, name), bytes);
    }
    cpSync(join(directory, 'schemas'), join(loaded, 'schemas'), { recursive: true });
    const catalog = openCatalog('aws', loaded, undefined);
    const images = await catalog.resource('imagebuilder', 'images');
    expect(images?.methods.map(({ name }) => name)).toContain('polish_image');
    expect(images?.columns.map(({ name }) => name)).toContain('colour');
    expect(images?.accessPaths.find(({ method }) => method === 'get_image')?.columns).toContain('colour');
    const parameters = await catalog.parameters('imagebuilder', 'image_recipes', 'create_image_recipe');
    expect(parameters.map(({ name }) => name)).toContain('dryRun');
    // What no model says stays as it was: the actions that AWS lists, and the handlers'.
    const before = await openCatalog('aws', directory, undefined).resource('imagebuilder', 'images');
    expect(images?.permissions).toEqual(before?.permissions);
    expect(images?.arn).toEqual(before?.arn);
    expect((await catalog.resource('organizations', 'accounts'))?.accessPaths.map(({ method }) => method)).toContain(
      'list_accounts',
    );
    expect((await catalog.search('polish image', { most: 3 })).map(({ id }) => id)).toContain(
      'aws.imagebuilder.images',
    );
    expect(catalog.version).toMatch(/, botocore 99\.0\.0$/);
  });

  it.each([
    ['older', { sts: () => undefined }, '1.0.1', 'they are of botocore 1.0.1, skyql comes with those of 1.'],
    [
      'emptier',
      { sts: ({ operations }: Given) => void delete operations.AssumeRole },
      undefined,
      'they lack 1 operations',
    ],
    [
      'torn',
      { sts: () => 'none' },
      undefined,
      'its file sts/2011-06-15/service-2.json cannot be used (The model of sts ',
    ],
    ['none', {}, undefined, 'it holds no file like imagebuilder/2019-12-02/service-2.json'],
  ])('are refused when they are %s', async (name, changes, version, message) => {
    mkdirSync(join(place, name, 'data'), { recursive: true });
    const folder = folderOf(name, changes, version);
    await expect(makeModels({ folder }, shipped)).rejects.toThrow(message);
  });

  it('leave out alone the service that nobody can speak to', async () => {
    const folder = folderOf('unspoken', {
      sts: (model) => {
        model.metadata = { ...model.metadata, protocol: 'soap', protocols: ['soap'] };
      },
    });
    const made = await makeModels({ folder }, shipped);
    expect(made.services).toEqual([]);
    expect(made.leftOut).toEqual([{ service: 'sts', reason: 'sts speaks soap, which the wire does not.' }]);
  });
});

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

describe('what cannot be read', () => {
  it('stops the build, and leaves the last catalog as it was', async () => {
    const good = openModels();
    const models = (changed: (model: DocumentedModel) => DocumentedModel): ModelArchive => ({
      ...good,
      read: (service) => (service === 'sts' ? changed(good.read(service)) : good.read(service)),
    });
    const building = (changed: (model: DocumentedModel) => DocumentedModel) =>
      writeCatalog(directory, { services: ['sts'], models: models(changed) });
    const before = readFileSync(join(directory, 'models/sts'));
    await expect(
      building(({ shapes: { Credentials: _, ...shapes }, ...model }) => ({ ...model, shapes })),
    ).rejects.toThrow(
      /^The service sts cannot be built. sts: \w+\.Credentials refers to the shape Credentials, which is not there/,
    );
    await expect(
      building((model) => ({ ...model, shapes: { ...model.shapes, Tag: { type: 'tuple' as 'list' } } })),
    ).rejects.toThrow('sts: the shape Tag has the unknown type tuple');
    expect(readFileSync(join(directory, 'models/sts')).equals(before)).toBe(true);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`${basename(directory)}.`))).toEqual([]);
  }, 120_000);
});
