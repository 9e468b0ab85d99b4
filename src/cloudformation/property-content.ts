import { resolveReference } from './resolve-reference.ts';
import type { JsonType, PropertySchema, ResourceSchema } from './resource-schema.ts';

/** What a property may hold, all that it refers to and all its alternatives taken together. */
export interface PropertyContent {
  /** None where nothing says. */
  readonly types: readonly JsonType[];
  readonly members: Readonly<Record<string, PropertySchema>>;
  readonly memberNames: readonly string[];
  /** Of every element of a list. */
  readonly items?: PropertySchema;
  /** Of the values of a map; empty where it says nothing of them. */
  readonly values?: PropertySchema;
}

const known = new WeakMap<ResourceSchema, WeakMap<PropertySchema, PropertyContent>>();

export function propertyContent(schema: ResourceSchema, property: PropertySchema): PropertyContent {
  const ofSchema = known.get(schema) ?? new WeakMap<PropertySchema, PropertyContent>();
  known.set(schema, ofSchema);
  const content = ofSchema.get(property) ?? gather(alternativesOf(schema, property, new Set()));
  ofSchema.set(property, content);
  return content;
}

function gather(parts: readonly PropertySchema[]): PropertyContent {
  const members: Readonly<Record<string, PropertySchema>> = Object.assign({}, ...parts.map((part) => part.properties));
  const items = parts.find((part) => part.items)?.items;
  const values = parts.map(mapValues).find((part) => part !== undefined);
  return {
    types: [...new Set(parts.flatMap(({ type }) => type ?? []))],
    members,
    memberNames: Object.keys(members),
    ...(items && { items }),
    ...(values && { values }),
  };
}

/** A property with its reference followed, and everything that it may be instead. */
function alternativesOf(
  schema: ResourceSchema,
  property: PropertySchema,
  around: ReadonlySet<PropertySchema>,
): readonly PropertySchema[] {
  // A definition may be an alternative of itself.
  if (around.has(property)) return [];
  const own = resolveReference(schema, property).property;
  const alternatives = [...(own.oneOf ?? []), ...(own.anyOf ?? []), ...(own.allOf ?? [])];
  return [own, ...alternatives.flatMap((part) => alternativesOf(schema, part, new Set([...around, property])))];
}

function mapValues({ patternProperties, additionalProperties }: PropertySchema): PropertySchema | undefined {
  const [pattern] = Object.values(patternProperties ?? {});
  if (pattern) return pattern;
  if (additionalProperties === true) return {};
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}
