import { dataDirectory } from '../aws/data-directory.ts';
import { loadedDirectory } from '../aws/loaded-models.ts';
import type { ResourceSchema } from '../cloudformation/resource-schema.ts';
import { CatalogFiles } from './catalog-files.ts';
import { mergeSchemas } from './cloudformation/merge-schemas.ts';
import { namespaceName } from './cloudformation/namespace-of.ts';
import { SchemaArchive } from './schema-archive.ts';
import type { IndexFile } from './service-file.ts';

/** Finds the CloudFormation schema of a type; undefined when there is no such type. */
export type SchemaStore = (typeName: string) => Promise<ResourceSchema | undefined>;

/** The schemas of a built catalog, a packed file a namespace; AWS's own instead where the archive has them. */
export function createSchemaStore(files: CatalogFiles, archive?: SchemaArchive): SchemaStore {
  const built = createBuiltStore(files);
  if (!archive) return built;
  const merged = new Map<string, Promise<ResourceSchema | undefined>>();
  const merge = async (typeName: string): Promise<ResourceSchema | undefined> => {
    const [own, archived] = await Promise.all([built(typeName), archive.schema(typeName)]);
    return archived ? mergeSchemas(own, archived) : own;
  };
  return (typeName) => {
    // Without an archive, and for names that no type has, nothing is to be kept.
    if (!archive.facts) return built(typeName);
    let schema = merged.get(typeName);
    if (!schema) {
      schema = merge(typeName);
      merged.set(typeName, schema);
      schema.then(
        (found) => found ?? merged.delete(typeName),
        () => merged.delete(typeName),
      );
    }
    return schema;
  };
}

function createBuiltStore(files: CatalogFiles): SchemaStore {
  let namespaces: ReadonlySet<string> | undefined;
  return async (typeName) => {
    // The name may come from a request: only the namespaces that the catalog has name files.
    const [, namespace] = /^(\w+::\w+)::\w+$/.exec(typeName) ?? [];
    if (namespace === undefined) return undefined;
    namespaces ??= new Set(
      (await files.read<IndexFile>('aws/index.json')).services.flatMap((service) => service.namespaces ?? []),
    );
    if (!namespaces.has(namespace)) return undefined;
    return files.entry<ResourceSchema>(schemaFile(namespace), typeName);
  };
}

/** The file that has the schemas of a namespace: `schemas/certificatemanager`. */
export function schemaFile(namespace: string): string {
  return `schemas/${namespaceName(namespace)}`;
}

const stores = new Map<string, SchemaStore>();

/** The CloudFormation schema of any type (`AWS::EC2::Instance`); undefined when there is no such type. */
export const loadSchema: SchemaStore = (typeName) => {
  const directory = loadedDirectory();
  const store =
    stores.get(directory) ?? createSchemaStore(new CatalogFiles(dataDirectory()), new SchemaArchive(directory));
  stores.set(directory, store);
  return store(typeName);
};
