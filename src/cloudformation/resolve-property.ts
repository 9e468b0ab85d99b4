import type { PropertySchema, ResourceSchema } from './resource-schema.ts';

export interface ResolvedProperty {
  /** Of the definition that it refers to; empty where it says itself what it is. */
  readonly name: string;
  readonly property: PropertySchema;
}

/** A property with its `$ref` followed; what it says itself wins. A reference that leads nowhere allows everything. */
export function resolveProperty(
  schema: Pick<ResourceSchema, 'properties' | 'definitions'>,
  property: PropertySchema,
  depth = 0,
): ResolvedProperty {
  const { $ref, ...own } = property;
  if ($ref === undefined) return { name: '', property };
  const [, kind, name = ''] = $ref.split('/');
  const target = kind === 'definitions' ? schema.definitions?.[name] : schema.properties[name];
  if (target === undefined || depth >= 8) return { name: '', property: own };
  const further = resolveProperty(schema, target, depth + 1);
  return { name: further.name || name, property: { ...further.property, ...own } };
}
