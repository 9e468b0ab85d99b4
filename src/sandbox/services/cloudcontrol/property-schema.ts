import type { PropertySchema, ResourceSchema } from '../../../cloudformation/resource-schema.ts';

/** The schema of the property that a path leads to, references followed; undefined where the type's schema says nothing. */
export function schemaAt(schema: ResourceSchema, path: readonly string[]): PropertySchema | undefined {
  let current: PropertySchema | undefined = { type: 'object', properties: schema.properties };
  for (const key of path) {
    const parent: PropertySchema | undefined = dereferenced(schema, current);
    current = key === '*' ? parent?.items : parent?.properties?.[key];
  }
  return dereferenced(schema, current);
}

/** The schema that a reference stands for, references of references followed. */
export function dereferenced(schema: ResourceSchema, property: PropertySchema | undefined): PropertySchema | undefined {
  let current = property;
  // A schema whose references go round in circles would never end.
  for (let steps = 0; current?.$ref !== undefined && steps < 16; steps += 1) {
    const [, kind, name = ''] = current.$ref.split('/');
    current = kind === 'properties' ? schema.properties[name] : schema.definitions?.[name];
  }
  return current;
}
