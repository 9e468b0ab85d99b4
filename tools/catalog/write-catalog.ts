import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BuiltService } from '../../src/catalog/build/build-service.ts';
import { modelBytes } from '../../src/catalog/build/files/model-bytes.ts';
import { documentationOf } from '../../src/catalog/build/models/documentation.ts';
import { stripModel } from '../../src/catalog/build/models/strip-model.ts';
import { searchEntries } from '../../src/catalog/build/search/search-entries.ts';
import { namespaceName } from '../../src/catalog/build/services/service-name.ts';
import { namespaceOf } from '../../src/catalog/cloudformation/namespace-of.ts';
import { packedBytes } from '../../src/catalog/packed-bytes.ts';
import { type IndexFile, type NamesFile, type ServiceSummary, summaryEntry } from '../../src/catalog/service-file.ts';
import { twinResource } from '../../src/catalog/twin-resource.ts';
import type { ResourceSchema } from '../../src/cloudformation/resource-schema.ts';
import { type BuildChoice, buildServices } from './build-services.ts';
import { type CatalogSchema, writePostgresCatalog } from './postgres/write-postgres-catalog.ts';

/**
 * Builds the catalog into a directory, which it replaces when it is whole. The same packages always give the same bytes, but for the
 * identifier that DuckDB gives its file.
 */
export async function writeCatalog(directory: string, choice: BuildChoice = {}): Promise<void> {
  const unfinished = `${directory}.${process.pid}.new`;
  const replaced = `${directory}.${process.pid}.old`;
  const write = (name: string, content: string | Buffer) => {
    const path = join(unfinished, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  };
  rmSync(unfinished, { recursive: true, force: true });
  try {
    const schemas: ResourceSchema[] = [];
    const { services } = await buildServices({
      ...choice,
      // Models are large: each is written, and let go, before the next one is read.
      onModel: (model) => {
        const stripped = stripModel(model);
        write(`models/${model.service}`, modelBytes(stripped));
        write(
          `documentation/${model.service}.gz`,
          gzipSync(JSON.stringify(documentationOf(model, stripped)), { level: 9 }),
        );
      },
    });
    for (const service of services) {
      schemas.push(...service.schemas);
      write(`aws/${service.description.name}`, serviceBytes(service));
    }
    for (const [namespace, texts] of byNamespace(schemas)) write(`schemas/${namespace}`, packedBytes(texts));
    const searched = services.map(({ description, resources }) => ({ title: description.title, resources }));
    write('aws/search', packedBytes(searchEntries(searched)));
    write('aws/names.json', JSON.stringify(namesOf(services)));
    const index: IndexFile = {
      version: catalogVersion(),
      counts: countsOf(services),
      services: services.map(({ description }) => description),
    };
    write('aws/index.json', JSON.stringify(index));
    await writePostgresCatalog(join(unfinished, 'pg-catalog.duckdb'), services.map(schemaOf));
    // Removing takes its time, in which a reader would find half of it: the old one steps aside first.
    if (existsSync(directory)) renameSync(directory, replaced);
    renameSync(unfinished, directory);
  } finally {
    for (const left of [unfinished, replaced]) rmSync(left, { recursive: true, force: true });
  }
}

function schemaOf({ description: { name, title }, resources, twins }: BuiltService): CatalogSchema {
  const own = new Map(resources.map((resource) => [resource.name, resource]));
  const made = Object.entries(twins).flatMap(([twin, { of, without }]) => {
    const resource = own.get(of);
    return resource === undefined ? [] : [twinResource(resource, twin, without)];
  });
  const all = [...resources, ...made].sort((one, other) => (one.name < other.name ? -1 : 1));
  return { name, description: title, resources: all };
}

function countsOf(services: readonly BuiltService[]): IndexFile['counts'] {
  const resources = services.flatMap((service) => service.resources);
  return { resources: resources.length, methods: resources.flatMap(({ methods }) => methods).length };
}

function serviceBytes({ resources, twins }: BuiltService): Buffer {
  const summary: ServiceSummary = {
    resources: resources.map(({ name, description }) => ({ name, description })),
    twins,
  };
  return packedBytes(
    new Map([
      [summaryEntry, JSON.stringify(summary)],
      ...resources.map((resource): [string, string] => [resource.name, JSON.stringify(resource)]),
    ]),
  );
}

/** By the name that a type's namespace has in file names: who looks for a schema knows the type alone. */
function byNamespace(schemas: readonly ResourceSchema[]): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const files = new Map<string, Map<string, string>>();
  for (const schema of [...schemas].sort((one, other) => (one.typeName < other.typeName ? -1 : 1))) {
    const namespace = namespaceName(namespaceOf(schema.typeName));
    const file = files.get(namespace) ?? new Map<string, string>();
    files.set(namespace, file.set(schema.typeName, JSON.stringify(schema)));
  }
  return files;
}

function namesOf(services: readonly BuiltService[]): NamesFile {
  return Object.fromEntries(
    services.map(({ description, resources, twins }) => [
      description.name,
      [...resources.map(({ name }) => name), ...Object.keys(twins)].sort(),
    ]),
  );
}

/** The versions of the packages that the catalog is made from. */
function catalogVersion(): string {
  const require = createRequire(import.meta.url);
  const versions = ['@aws-cdk/aws-service-spec', '@aws-cdk/asset-awscli-v1'].map((name) => {
    const { version } = JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')) as {
      version: string;
    };
    return `${name.replace('@aws-cdk/', '')} ${version}`;
  });
  return versions.join(', ');
}
