import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { BuiltService } from '../../src/catalog/build/build-service.ts';
import { commonFiles, modelFiles, serviceFile } from '../../src/catalog/build/files/service-files.ts';
import { type ShippedModels, shippedModelsFile } from '../../src/catalog/build/models/shipped-models.ts';
import { parentTypes } from '../../src/catalog/build/parents/parent-types.ts';
import { namespaceName, namespaceOf } from '../../src/catalog/cloudformation/namespace-of.ts';
import { packedBytes } from '../../src/catalog/packed-bytes.ts';
import { twinResource } from '../../src/catalog/twin-resource.ts';
import type { ResourceSchema } from '../../src/cloudformation/resource-schema.ts';
import { type BuildChoice, buildServices } from './build-services.ts';
import { openModels } from './open-models.ts';
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
    const models = choice.models ?? openModels();
    const digests: Record<string, string> = {};
    const { services } = await buildServices({
      ...choice,
      models,
      // Models are large: each is written, and let go, before the next one is read.
      onModel: (model) => {
        for (const [name, bytes] of modelFiles(model)) write(name, bytes);
        digests[model.service] = models.digest(model.service);
      },
    });
    const parents = parentTypes(
      services.map(({ description, resources }) => ({ service: description.name, resources })),
    );
    for (const service of services) {
      schemas.push(...service.schemas.map((schema) => withParents(schema, parents.get(schema.typeName))));
      write(...serviceFile(service));
    }
    for (const [namespace, texts] of byNamespace(schemas)) write(`schemas/${namespace}`, packedBytes(texts));
    for (const [name, bytes] of commonFiles(services, catalogVersion())) write(name, bytes);
    const shipped: ShippedModels = { botocore: models.botocore ?? '', digests };
    write(shippedModelsFile, JSON.stringify(shipped));
    await writePostgresCatalog(join(unfinished, 'pg-catalog.duckdb'), services.map(schemaOf));
    // Removing takes its time, in which a reader would find half of it: the old one steps aside first.
    if (existsSync(directory)) renameSync(directory, replaced);
    renameSync(unfinished, directory);
  } finally {
    for (const left of [unfinished, replaced]) rmSync(left, { recursive: true, force: true });
  }
}

function withParents(schema: ResourceSchema, parents: ResourceSchema['parents']): ResourceSchema {
  return parents === undefined ? schema : { ...schema, parents };
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
