import type { ServiceModel, ShapeReference } from '../../aws/service-model.ts';
import type { JsonType, PropertySchema, ResourceSchema } from '../../cloudformation/resource-schema.ts';
import type { Value } from '../../data/value.ts';
import { openJson } from './column-value.ts';
import { nameKey } from './names.ts';

/**
 * A value in CloudFormation's form: keys of structures under the schema's names, keys of maps as they are, JSON text
 * opened where the schema has an object. Members that CloudFormation does not know are left out, as Cloud Control leaves
 * them out, so that a column says the same whichever API it is read through.
 */
export function toCloudFormationForm(value: Value, property: PropertySchema, schema: ResourceSchema): Value {
  return convert(value, property, schema, false);
}

/** A property as Cloud Control gives it, with the JSON opened that the schema has as an object but AWS sends as text. */
export function openProperty(value: Value, property: PropertySchema, schema: ResourceSchema): Value {
  return convert(value, property, schema, true);
}

function convert(value: Value, property: PropertySchema, schema: ResourceSchema, keepUnknown: boolean): Value {
  const facets = facetsOf(property, schema);
  const opened = facets.some(({ type }) => includesType(type, 'object') || includesType(type, 'array'))
    ? openJson(value)
    : value;
  if (Array.isArray(opened)) {
    const items = facets.find((facet) => facet.items)?.items;
    return items ? opened.map((element: Value) => convert(element, items, schema, keepUnknown)) : opened;
  }
  if (typeof opened !== 'object' || opened === null) return scalarOf(opened, facets);
  const properties = Object.assign({}, ...facets.map((facet) => facet.properties)) as Record<string, PropertySchema>;
  const names = Object.keys(properties);
  const others = facets.map(patternOf).find((facet) => facet !== undefined);
  const result: Record<string, Value> = {};
  for (const [key, member] of Object.entries(opened)) {
    const name = sameName(key, names, Object.keys(opened));
    const known = name === undefined ? undefined : properties[name];
    if (name !== undefined && known) result[name] = convert(member, known, schema, keepUnknown);
    else if (others) result[key] = convert(member, others, schema, keepUnknown);
    else if (keepUnknown || names.length === 0) result[key] = member;
  }
  return result;
}

/** A value of CloudFormation's form under the member names of a service's own shape. */
export function toNativeForm(value: Value, reference: ShapeReference | undefined, model: ServiceModel): Value {
  const shape = reference && model.shapes[reference.shape];
  if (!shape || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((element: Value) => toNativeForm(element, shape.member, model));
  const members = shape.members ?? {};
  const result: Record<string, Value> = {};
  for (const [key, member] of Object.entries(value)) {
    const name = shape.type === 'structure' ? (sameName(key, Object.keys(members), Object.keys(value)) ?? key) : key;
    result[name] = toNativeForm(member, shape.type === 'map' ? shape.value : members[name], model);
  }
  return result;
}

/** The same without a shape to look at: the first letter of structure keys becomes small. */
export function toLowerCamelForm(value: Value, property: PropertySchema | undefined, schema: ResourceSchema): Value {
  if (!property || typeof value !== 'object' || value === null) return value;
  const facets = facetsOf(property, schema);
  if (Array.isArray(value)) {
    const items = facets.find((facet) => facet.items)?.items;
    return value.map((element: Value) => toLowerCamelForm(element, items, schema));
  }
  const properties = Object.assign({}, ...facets.map((facet) => facet.properties)) as Record<string, PropertySchema>;
  const result: Record<string, Value> = {};
  for (const [key, member] of Object.entries(value)) {
    const name = key in properties ? `${key.charAt(0).toLowerCase()}${key.slice(1)}` : key;
    result[name] = toLowerCamelForm(member, properties[key], schema);
  }
  return result;
}

/**
 * The name that means the same as a key in the other form. Some names are longer there (`launchPermission` and
 * `LaunchPermissionConfiguration`): such a one is taken when there is but one, and no other key means it.
 */
function sameName(key: string, names: readonly string[], keys: readonly string[]): string | undefined {
  const wanted = nameKey(key);
  const exact = names.find((name) => nameKey(name) === wanted);
  if (exact !== undefined) return exact;
  const [only, second] = names.filter((name) => {
    const other = nameKey(name);
    return (other.startsWith(wanted) || wanted.startsWith(other)) && !keys.some((one) => nameKey(one) === other);
  });
  return second === undefined ? only : undefined;
}

/** A property with everything that it refers to or may be instead. */
function facetsOf(property: PropertySchema, schema: ResourceSchema, depth = 0): readonly PropertySchema[] {
  if (depth > 8) return [];
  const target = property.$ref === undefined ? undefined : referred(property.$ref, schema);
  const parts = [target, ...(property.oneOf ?? []), ...(property.anyOf ?? []), ...(property.allOf ?? [])];
  return [property, ...parts.flatMap((part) => (part ? facetsOf(part, schema, depth + 1) : []))];
}

function referred(pointer: string, schema: ResourceSchema): PropertySchema | undefined {
  const [, kind, name, ...rest] = pointer.split('/');
  if (name === undefined) return undefined;
  const start =
    kind === 'definitions' ? schema.definitions?.[name] : kind === 'properties' ? schema.properties[name] : undefined;
  if (rest.length === 0) return start;
  return rest[0] === 'properties' && rest[1] !== undefined
    ? start?.properties?.[rest[1]]
    : rest[0] === 'items'
      ? start?.items
      : start;
}

function patternOf({ patternProperties, additionalProperties }: PropertySchema): PropertySchema | undefined {
  const [pattern] = Object.values(patternProperties ?? {});
  if (pattern) return pattern;
  if (additionalProperties === true) return {};
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

function includesType(type: PropertySchema['type'], wanted: JsonType): boolean {
  return type === wanted || (Array.isArray(type) && type.includes(wanted));
}

/** Some native APIs give as text what CloudFormation gives as a number or boolean, and the other way round. */
function scalarOf(value: Value, facets: readonly PropertySchema[]): Value {
  const types = facets.flatMap(({ type }) => (type === undefined ? [] : type));
  const [only] = types;
  if (value === null || types.length !== 1) return value;
  if (only === 'string' && typeof value !== 'object') return String(value);
  if (only === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  if ((only === 'integer' || only === 'number') && typeof value === 'string' && value.trim() !== '') {
    return Number.isFinite(Number(value)) ? Number(value) : value;
  }
  return value;
}
