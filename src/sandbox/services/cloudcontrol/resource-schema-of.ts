import { loadSchema } from '../../../catalog/schema-store.ts';
import type { ResourceSchema } from '../../../cloudformation/resource-schema.ts';

/** The CloudFormation schema of a type; undefined when there is none. */
export function resourceSchemaOf(typeName: string): Promise<ResourceSchema | undefined> {
  return loadSchema(typeName);
}
