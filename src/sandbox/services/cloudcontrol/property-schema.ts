import type { PropertySchema, ResourceSchema } from '../../../catalog/resource-schema.ts';

/** The schema of the property that a path leads to, references followed; undefined where the type's schema says nothing. */
export function schemaAt(schema: ResourceSchema, path: readonly string[]): PropertySchema | undefined {
  let current: PropertySchema | undefined = { type: 'object', properties: schema.properties };
  for (const key of path) {
    const parent: PropertySchema | undefined = dereference(schema, current);
    current = key === '*' ? parent?.items : parent?.properties?.[key];
  }
  return dereference(schema, current);
}

function dereference(schema: ResourceSchema, property: PropertySchema | undefined): PropertySchema | undefined {
  let current = property;
  // A schema whose references go round in circles would never end.
  for (let steps = 0; current?.$ref !== undefined && steps < 16; steps += 1) {
    current = schema.definitions?.[current.$ref.replace('#/definitions/', '')];
  }
  return current;
}
