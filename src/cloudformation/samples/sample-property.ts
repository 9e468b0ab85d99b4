import { firstType } from '../first-type.ts';
import { namesProperty } from '../pointer-path.ts';
import { resolveReference } from '../resolve-reference.ts';
import type { PropertySchema, ResourceSchema } from '../resource-schema.ts';
import { sampleText } from './sample-text.ts';

export type Sample = string | number | boolean | readonly Sample[] | { readonly [member: string]: Sample };

/** `required`: the members that have to be there; `all`: the others too, as deep as a page shows them. */
export type SampleExtent = 'required' | 'all';

interface Place {
  readonly schema: ResourceSchema;
  readonly extent: SampleExtent;
  readonly depth: number;
  /** The definitions around it. */
  readonly around: readonly string[];
  /** The names of the properties on the way to it. */
  readonly path: readonly string[];
  /** Where the reader is. */
  readonly region: string;
}

const deepest = 12;
/** Optional members are left out below this depth. */
const optionalDepth = 4;

/** A value that a property may have; undefined where none is found that obeys what the schema says of it. */
export function sampleProperty(
  schema: ResourceSchema,
  name: string,
  extent: SampleExtent,
  region: string,
): Sample | undefined {
  const property = schema.properties[name];
  return property === undefined
    ? undefined
    : sample(name, property, { schema, extent, depth: 0, around: [], path: [name], region });
}

function sample(name: string, property: PropertySchema, place: Place): Sample | undefined {
  const { name: definition, property: own } = resolveReference(place.schema, property);
  if (place.depth > deepest) return undefined;
  const within: Place = {
    ...place,
    // A definition within itself has its required members alone, or it would never end.
    extent: place.around.includes(definition) || place.depth >= optionalDepth ? 'required' : place.extent,
    depth: place.depth + 1,
    around: definition === '' ? place.around : [...place.around, definition],
  };
  const whole = withAlternative(own, place.schema);
  const choice = whole.const ?? whole.enum?.[0];
  if (choice !== undefined) return choice;
  switch (firstType(whole)) {
    case 'boolean':
      return true;
    case 'integer':
      return sampleNumber(whole, 1);
    case 'number':
      return sampleNumber(whole, 0.5);
    case 'array':
      return sampleList(name, whole, within);
    case 'object':
      return sampleObject(whole, within);
    case 'string':
      return sampleText(name, whole, place.region);
    default:
      if (whole.properties !== undefined) return sampleObject(whole, within);
      return whole.items === undefined ? sampleText(name, whole, place.region) : sampleList(name, whole, within);
  }
}

/** Of a choice the first alternative; all that is asked for together. */
function withAlternative(property: PropertySchema, schema: ResourceSchema): PropertySchema {
  const chosen = [
    ...(property.allOf ?? []),
    ...(property.oneOf ?? []).slice(0, 1),
    ...(property.anyOf ?? []).slice(0, 1),
  ];
  if (chosen.length === 0) return property;
  const excluded = new Set(
    (property.oneOf ?? []).slice(1).flatMap((other) => resolveReference(schema, other).property.required ?? []),
  );
  const parts = chosen.map((one) => withAlternative(resolveReference(schema, one).property, schema));
  const required = [...new Set([...(property.required ?? []), ...parts.flatMap((part) => part.required ?? [])])];
  const properties = Object.assign({}, property.properties, ...parts.map((part) => part.properties ?? {}));
  const kept = Object.entries(properties as Record<string, PropertySchema>).filter(
    ([name]) => required.includes(name) || !excluded.has(name),
  );
  const merged: PropertySchema = Object.assign({}, ...parts, property);
  // Alternatives that ask for nothing are told apart by what they hold.
  const [telling] = required.length === 0 ? parts.flatMap((part) => Object.keys(part.properties ?? {})) : [];
  if (telling !== undefined) required.push(telling);
  return { ...merged, required, ...(kept.length > 0 && { properties: Object.fromEntries(kept) }) };
}

function sampleNumber(property: PropertySchema, usual: number): number {
  const { minimum, maximum, exclusiveMinimum, multipleOf } = property;
  const above = typeof exclusiveMinimum === 'number' ? exclusiveMinimum + usual : undefined;
  const least = above ?? (exclusiveMinimum === true && minimum !== undefined ? minimum + usual : minimum);
  const value = Math.max(least ?? Math.min(usual, maximum ?? usual), Math.min(usual, maximum ?? usual));
  return multipleOf === undefined ? value : Math.ceil(value / multipleOf) * multipleOf;
}

function sampleList(name: string, property: PropertySchema, place: Place): Sample | undefined {
  const { items, minItems = 0, uniqueItems = true } = property;
  if (items === undefined) return minItems === 0 ? [] : undefined;
  // Elements that have to differ need something to differ in.
  const extent = minItems > 1 && uniqueItems ? 'all' : place.extent;
  const element = sample(singular(name), items, { ...place, extent });
  if (element === undefined) return minItems === 0 ? [] : undefined;
  const { property: facts } = resolveReference(place.schema, items);
  const list = Array.from({ length: Math.max(1, Math.min(minItems, 50)) }, (_, index) =>
    index === 0 || !uniqueItems ? element : another(element, facts, index),
  );
  return list.length > (property.maxItems ?? list.length) ? [] : list;
}

/** An element that differs from the first, for lists of which each must. */
function another(element: Sample, facts: PropertySchema, index: number): Sample {
  return facts.enum?.[index] ?? changed(element, index);
}

function changed(value: Sample, index: number): Sample {
  if (typeof value === 'number') return value + index;
  if (typeof value === 'string') return value.replace(/[A-Za-z\d]?$/, String(index % 10));
  if (typeof value === 'boolean') return value;
  const entries: readonly (readonly [string, Sample])[] = Object.entries(value);
  const found = entries.map(([name, member]) => [name, member, changed(member, index)] as const);
  const [name, , member] = found.find(([, before, after]) => JSON.stringify(before) !== JSON.stringify(after)) ?? [];
  if (name === undefined || member === undefined) return value;
  return Array.isArray(value) ? value.with(Number(name), member) : { ...value, [name]: member };
}

function sampleObject(property: PropertySchema, place: Place): Sample | undefined {
  const { properties = {}, required = [], minProperties = 0 } = property;
  const members: Record<string, Sample> = {};
  // What AWS sets within a property is left out of it.
  const settable = Object.entries(properties).filter(
    ([name]) => !namesProperty(place.schema.readOnlyProperties, [...place.path, name]),
  );
  for (const [name, member] of settable) {
    const isRequired = required.includes(name) || Object.keys(members).length < Math.min(minProperties, 1);
    if (!isRequired && place.extent === 'required') continue;
    const value = sample(name, member, { ...place, path: [...place.path, name] });
    if (value === undefined && required.includes(name)) return undefined;
    if (value !== undefined) members[name] = value;
  }
  for (const name of required) if (!(name in properties)) members[name] = 'example';
  if (Object.keys(properties).length > 0) return members;
  const [[pattern, value] = []] = Object.entries(property.patternProperties ?? {});
  const key = pattern === undefined ? 'key' : sampleText('key', { pattern }, place.region);
  const facts =
    value ?? (typeof property.additionalProperties === 'object' ? property.additionalProperties : undefined);
  const inner = facts === undefined ? undefined : sample('value', facts, place);
  return key === undefined || inner === undefined ? members : { ...members, [key]: inner };
}

function singular(name: string): string {
  return name.replace(/ies$/, 'y').replace(/(?<!s)s$/, '');
}
