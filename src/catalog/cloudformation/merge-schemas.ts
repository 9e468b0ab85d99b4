import type { PropertySchema, ResourceSchema } from '../../cloudformation/resource-schema.ts';

type Properties = Readonly<Record<string, PropertySchema>>;

/** AWS's schema of a type with what only the built one has: descriptions from the documentation, the ARN's template, and what it lives in. */
export function mergeSchemas(built: ResourceSchema | undefined, archived: ResourceSchema): ResourceSchema {
  if (!built) return archived;
  const description = built.description ?? archived.description;
  return {
    ...archived,
    ...(description !== undefined && { description }),
    ...(built.arnTemplate !== undefined && { arnTemplate: built.arnTemplate }),
    ...(built.parents !== undefined && { parents: built.parents }),
    properties: described(archived.properties, built.properties),
    ...(archived.definitions && { definitions: described(archived.definitions, built.definitions) }),
  };
}

function described(archived: Properties, built: Properties = {}): Properties {
  return Object.fromEntries(
    Object.entries(archived).map(([name, facts]) => {
      const known = Object.hasOwn(built, name) ? built[name] : undefined;
      if (!known) return [name, facts];
      const description = known.description ?? facts.description;
      return [
        name,
        {
          ...facts,
          ...(description !== undefined && { description }),
          ...(facts.properties && { properties: described(facts.properties, known.properties) }),
        },
      ];
    }),
  );
}
