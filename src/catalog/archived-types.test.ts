import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalog } from './catalog.ts';
import { placeColumns } from './cloudformation/place-columns.ts';
import { openCatalog } from './open-catalog.ts';
import { packedBytes } from './packed-bytes.ts';
import type { ResourceDescription, ServiceDescription } from './resource-description.ts';
import { SchemaArchive } from './schema-archive.ts';
import { givenSource } from './update/archive-source.ts';
import { publishedSchema, smallArchive } from './update/testing/small-archive.ts';
import { updateCatalog } from './update/update-catalog.ts';

const place = mkdtempSync(join(tmpdir(), 'skyql-archived-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

function write(name: string, content: string | Buffer): void {
  const path = join(place, 'built', name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

const service = (name: string, namespaces: readonly string[]): ServiceDescription => ({
  id: `aws.${name}`,
  name,
  aliases: ['shop'],
  namespaces,
  title: name,
  description: name,
});
const built: ResourceDescription = {
  provider: 'aws',
  service: 'shop_front',
  name: 'orders',
  twin: 'order',
  title: 'Order',
  description: 'An order.',
  cloudFormationType: 'AWS::Shop::Order',
  identifier: ['name'],
  columns: [{ name: 'name', type: 'string', description: 'The name.', property: 'Name' }, ...placeColumns],
  methods: [],
  accessPaths: [],
  permissions: {},
  relationships: [],
};
const builtSchema = {
  typeName: 'AWS::Shop::Order',
  properties: { Name: { type: 'string' } },
  primaryIdentifier: ['/properties/Name'],
  arnTemplate: 'arn:shop',
};

let catalog: Catalog;
let plain: Catalog;

beforeAll(async () => {
  write(
    'aws/index.json',
    JSON.stringify({
      version: 'built 1',
      counts: { resources: 2, methods: 0 },
      services: [service('shop_back', ['AWS::Shop']), service('shop_front', ['AWS::Shop'])],
    }),
  );
  write('aws/names.json', JSON.stringify({ shop_back: ['returns'], shop_front: ['order', 'orders'] }));
  const summary = {
    resources: [{ name: 'orders', description: 'An order.' }],
    twins: { order: { of: 'orders', without: [] } },
  };
  write(
    'aws/shop_front',
    packedBytes(
      new Map([
        ['', JSON.stringify(summary)],
        ['orders', JSON.stringify(built)],
      ]),
    ),
  );
  const back = { resources: [{ name: 'returns', description: 'Native.' }], twins: {} };
  const { cloudFormationType: _, twin: __, ...native } = built;
  write(
    'aws/shop_back',
    packedBytes(
      new Map([
        ['', JSON.stringify(back)],
        ['returns', JSON.stringify({ ...native, service: 'shop_back', name: 'returns' })],
      ]),
    ),
  );
  write('schemas/shop', packedBytes(new Map([['AWS::Shop::Order', JSON.stringify(builtSchema)]])));

  const zip = join(place, 'CloudformationSchema.zip');
  writeFileSync(
    zip,
    smallArchive([
      publishedSchema('AWS::Shop::Order'),
      publishedSchema('AWS::Shop::Stock'),
      publishedSchema('AWS::Shop::Return'),
    ]),
  );
  const cache = join(place, 'cache');
  await updateCatalog(givenSource(zip), { directory: cache, now: new Date('2026-11-21') });
  catalog = openCatalog('aws', join(place, 'built'), new SchemaArchive(cache));
  plain = openCatalog('aws', join(place, 'built'), new SchemaArchive(join(place, 'nothing')));
});

const names = async (own: Catalog, name: string) => (await own.resources(name)).map((resource) => resource.name);

describe('a catalog with the schema archive', () => {
  it('says so in its version', () => {
    expect(catalog.version).toBe('built 1, schemas of 2026-11-21');
    expect(plain.version).toBe('built 1');
  });

  it('has the archive in the resources that were built, and in their twins', async () => {
    expect(await catalog.resource('shop_front', 'orders')).toMatchObject({
      identifier: ['arn'],
      permissions: { create: ['shop:create'] },
    });
    const twin = await catalog.resource('shop_front', 'order');
    expect(twin?.methods.map(({ name }) => name)).toEqual(['update_resource', 'delete_resource', 'get_resource']);
    expect(await plain.resource('shop_front', 'orders')).toEqual(built);
  });

  it('has the schemas of the archive, with what only the build knows', async () => {
    expect(await catalog.schema('shop_front', 'orders')).toMatchObject({
      arnTemplate: 'arn:shop',
      createOnlyProperties: ['/properties/Name'],
    });
    expect(await plain.schema('shop_front', 'orders')).toEqual(builtSchema);
  });

  it('puts types that were not built into the first service of their namespace', async () => {
    expect(await names(catalog, 'shop_back')).toEqual(['returns', 'shop_return', 'shop_returns', 'stock', 'stocks']);
    expect(await names(catalog, 'shop_front')).toEqual(['order', 'orders']);
    expect(await catalog.resource('shop', 'stocks')).toMatchObject({
      service: 'shop_back',
      cloudFormationType: 'AWS::Shop::Stock',
      twin: 'stock',
    });
    expect(await catalog.resource('shop_back', 'stock')).toMatchObject({ twin: 'stocks' });
    // A native resource keeps its name.
    expect(await catalog.resource('shop_back', 'returns')).not.toHaveProperty('cloudFormationType');
    expect(await catalog.schema('shop_back', 'stocks')).toMatchObject({ typeName: 'AWS::Shop::Stock' });
    expect(await names(plain, 'shop_back')).toEqual(['returns']);
    expect(await plain.resource('shop_back', 'stocks')).toBeUndefined();
  });

  it('has services for namespaces that were not built', async () => {
    expect((await catalog.services()).map(({ name }) => name)).toEqual(['filler', 'shop_back', 'shop_front']);
    expect(await names(catalog, 'filler')).toHaveLength(220);
    expect(await catalog.resource('filler', 'thing7s')).toMatchObject({ cloudFormationType: 'AWS::Filler::Thing7' });
    expect(await catalog.resource('filler', 'nothing')).toBeUndefined();
    expect((await plain.services()).map(({ name }) => name)).toEqual(['shop_back', 'shop_front']);
  });

  it('knows all names, for those that are misspelt', async () => {
    const known = await catalog.resourceNames?.();
    expect(known?.shop_back).toEqual(['returns', 'shop_returns', 'shop_return', 'stocks', 'stock']);
    expect(known?.filler).toContain('thing7s');
    expect(await plain.resourceNames?.()).toEqual({ shop_back: ['returns'], shop_front: ['order', 'orders'] });
  });
});
