import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataDirectory } from '../../../aws/data-directory.ts';
import type { ResourceSchema } from '../../../catalog/resource-schema.ts';

type Schemas = Readonly<Record<string, ResourceSchema>>;

const loaded = new Map<string, Promise<Schemas>>();

/** The CloudFormation schema of a type from the built catalog, read service by service; undefined when there is none. */
export async function resourceSchemaOf(typeName: string): Promise<ResourceSchema | undefined> {
  // The name becomes a file's name: anything but a plain type name has no schema.
  const service = /^AWS::([A-Za-z0-9]+)::[A-Za-z0-9]+$/.exec(typeName)?.[1]?.toLowerCase();
  if (service === undefined) return undefined;
  const schemas = loaded.get(service) ?? readSchemas(service);
  loaded.set(service, schemas);
  const known = await schemas;
  return Object.hasOwn(known, typeName) ? known[typeName] : undefined;
}

async function readSchemas(service: string): Promise<Schemas> {
  try {
    return JSON.parse(await readFile(join(dataDirectory(), 'schemas', `${service}.json`), 'utf8')) as Schemas;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}
