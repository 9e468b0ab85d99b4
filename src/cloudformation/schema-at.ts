import { resolveReference } from './resolve-reference.ts';
import type { PropertySchema, ResourceSchema } from './resource-schema.ts';

/** The schema of the property that a path leads to, references followed; undefined where the type's schema says nothing. */
export function schemaAt(schema: ResourceSchema, path: readonly string[]): PropertySchema | undefined {
  return path.reduce<PropertySchema | undefined>(
    (parent, key) => {
      const member = key === '*' ? parent?.items : parent?.properties?.[key];
      return member && resolveReference(schema, member).property;
    },
    { type: 'object', properties: schema.properties },
  );
}
