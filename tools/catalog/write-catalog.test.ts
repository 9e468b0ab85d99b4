import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataDirectory } from '../../src/aws/data-directory.ts';
import type { DocumentedModel } from '../../src/catalog/build/models/documented-model.ts';
import type { ModelArchive } from '../../src/catalog/build/models/read-models.ts';
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
