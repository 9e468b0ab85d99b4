import type { ResourceSchema } from '../../../catalog/resource-schema.ts';
import { loadSchema } from '../../../catalog/schema-store.ts';

/** The CloudFormation schema of a type; undefined when there is none. */
export function resourceSchemaOf(typeName: string): Promise<ResourceSchema | undefined> {
  return loadSchema(typeName);
}
