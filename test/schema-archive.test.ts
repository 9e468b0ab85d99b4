import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataDirectory } from '../src/aws/data-directory.ts';
import type { Catalog } from '../src/catalog/catalog.ts';
import { applySchema } from '../src/catalog/cloudformation/apply-schema.ts';
import { resourceOfSchema } from '../src/catalog/cloudformation/resource-of-schema.ts';
import { openCatalog } from '../src/catalog/open-catalog.ts';
import type { ResourceDescription } from '../src/catalog/resource-description.ts';
import { SchemaArchive } from '../src/catalog/schema-archive.ts';
import { updateCatalog } from '../src/catalog/update/update-catalog.ts';
import { validateProperties } from '../src/cloudformation/validate-properties.ts';
import { testedArchive } from './support/schema-archive.ts';

describe('a schema archive', () => {
  const directory = mkdtempSync(join(tmpdir(), 'skyql-archive-'));
  const { source, moreThan } = testedArchive(directory);
  const archive = new SchemaArchive(directory);
  let catalog: Catalog;

  beforeAll(async () => {
    await updateCatalog(source, { directory });
    catalog = openCatalog('aws', dataDirectory(), archive);
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('is read whole: every schema validates, and makes a resource whose parts fit together', async () => {
    const types = await archive.types();
    expect(types.length).toBeGreaterThan(moreThan);
    for (const type of types) {
      const schema = await archive.schema(type);
      if (!schema) throw new Error(`${type} is lost.`);
      const missing = validateProperties(schema, {}).filter(({ path }) => path === '');
      expect(missing.length, type).toBeGreaterThanOrEqual(schema.required?.length ? 1 : 0);
      const resource = resourceOfSchema('any', { name: 'any' }, schema);
      fitsTogether(resource, type);
      expect(applySchema(resource, schema), type).toEqual(resource);
      for (const handler of Object.keys(schema.handlers ?? {})) {
        expect(
          resource.methods.some(({ call }) => call.api === 'cloud-control' && call.handler === handler),
          type,
        ).toBe(true);
      }
    }
  });

  // It reads every resource of the catalog.
  it.skipIf(!process.env.SKYQL_SCHEMA_ARCHIVE)(
    'says of 80 % of the permissions what the catalog comes with',
    async () => {
      const kinds = ['create', 'read', 'update', 'delete', 'list'] as const;
      const built = openCatalog('aws', dataDirectory(), new SchemaArchive(join(directory, 'none')));
      const sorted = (actions: readonly string[]) => [...new Set(actions.map((action) => action.toLowerCase()))].sort();
      let [all, same] = [0, 0];
      for (const { name: service } of await built.services()) {
        for (const { name } of await built.resources(service)) {
          const resource = await built.resource(service, name);
          const isTwin = resource?.twin !== undefined && resource.twin.length > name.length;
          const type = isTwin ? undefined : resource?.cloudFormationType;
          const { handlers = {} } = (type !== undefined && (await archive.schema(type))) || {};
          for (const kind of kinds) {
            const said = handlers[kind]?.permissions;
            if (said === undefined) continue;
            all += 1;
            if (JSON.stringify(sorted(said)) === JSON.stringify(sorted(resource?.permissions[kind] ?? []))) same += 1;
          }
        }
      }
      expect(all).toBeGreaterThan(moreThan);
      expect(same / all).toBeGreaterThan(0.8);
    },
  );

  it.each([
    ['ec2', 'instances'],
    ['ec2', 'volumes'],
    ['s3', 'buckets'],
    ['iam', 'roles'],
    ['lambda', 'functions'],
    ['eks', 'nodegroups'],
    ['sagemaker', 'image_versions'],
    ['imagebuilder', 'images'],
    ['rds', 'db_instances'],
    ['logs', 'log_groups'],
  ])('is over what was built of aws.%s.%s', async (service, name) => {
    const built = await openCatalog('aws', dataDirectory(), new SchemaArchive(join(directory, 'none'))).resource(
      service,
      name,
    );
    const resource = await catalog.resource(service, name);
    const schema = await archive.schema(resource?.cloudFormationType ?? '');
    if (!built || !resource || !schema) throw new Error(`There is no aws.${service}.${name}.`);
    fitsTogether(resource, name);
    const stays = ({ columns }: ResourceDescription) => columns.map((column) => `${column.name} ${column.description}`);
    expect(stays(resource)).toEqual(expect.arrayContaining(stays(built)));
    expect(resource.permissions.create).toEqual(schema.handlers?.create?.permissions);
    for (const column of resource.columns) {
      if (column.property === undefined || !(column.property in schema.properties)) continue;
      const pointer = `/properties/${column.property}`;
      expect(column.createOnly ?? false, column.name).toBe(schema.createOnlyProperties?.includes(pointer) ?? false);
      expect(column.readOnly ?? false, column.name).toBe(schema.readOnlyProperties?.includes(pointer) ?? false);
      expect(column.writeOnly ?? false, column.name).toBe(schema.writeOnlyProperties?.includes(pointer) ?? false);
    }
    expect(
      resource.accessPaths.every(({ permissionsNote, call }) => call.api === 'native' || permissionsNote === undefined),
    ).toBe(true);
  });

  it('has every type, as a resource of the build or of its own', async () => {
    const names = await catalog.resourceNames?.();
    const services = await catalog.services();
    expect(Object.keys(names ?? {}).sort()).toEqual(services.map(({ name }) => name).sort());
    expect(await catalog.resources('datasync')).toContainEqual(expect.objectContaining({ name: 'storage_systems' }));
  });
});

function fitsTogether({ columns, identifier, accessPaths, methods }: ResourceDescription, about: string): void {
  const names = columns.map(({ name }) => name);
  expect(new Set(names).size, about).toBe(names.length);
  expect(names, about).toEqual(expect.arrayContaining([...identifier]));
  for (const path of accessPaths) {
    expect(names, about).toEqual(expect.arrayContaining([...path.columns]));
    expect(names, about).toEqual(expect.arrayContaining(path.parameters.flatMap(({ columns: own }) => own.flat())));
    expect(
      methods.some(({ name }) => name === path.method),
      `${about} ${path.method}`,
    ).toBe(true);
  }
}
