import { isObject } from '../data/is-object.ts';
import { matchingName } from '../data/matching-name.ts';
import { openJson } from '../data/open-json.ts';
import type { Value } from '../data/value.ts';
import { coerceScalar } from './coerce-scalar.ts';
import { propertyContent } from './property-content.ts';
import type { PropertySchema, ResourceSchema } from './resource-schema.ts';

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
  const { types, members, memberNames, items, values } = propertyContent(schema, property);
  const opened = types.includes('object') || types.includes('array') ? openJson(value) : value;
  if (Array.isArray(opened)) {
    return items ? opened.map((element: Value) => convert(element, items, schema, keepUnknown)) : opened;
  }
  if (!isObject(opened)) return coerceScalar(opened, types);
  const keys = Object.keys(opened);
  const result: Record<string, Value> = {};
  for (const [key, member] of Object.entries(opened)) {
    const name = matchingName(key, memberNames, keys);
    const known = name === undefined ? undefined : members[name];
    if (name !== undefined && known) result[name] = convert(member, known, schema, keepUnknown);
    else if (values) result[key] = convert(member, values, schema, keepUnknown);
    else if (keepUnknown || memberNames.length === 0) result[key] = member;
  }
  return result;
}

/** The form of most services' own APIs, where no shape tells it: the first letter of structure keys becomes small. */
export function toLowerCamelForm(value: Value, property: PropertySchema | undefined, schema: ResourceSchema): Value {
  if (!property || typeof value !== 'object' || value === null) return value;
  const { members, items } = propertyContent(schema, property);
  if (Array.isArray(value)) return value.map((element: Value) => toLowerCamelForm(element, items, schema));
  const result: Record<string, Value> = {};
  for (const [key, member] of Object.entries(value)) {
    const own = Object.hasOwn(members, key) ? members[key] : undefined;
    const name = own === undefined ? key : `${key.charAt(0).toLowerCase()}${key.slice(1)}`;
    result[name] = toLowerCamelForm(member, own, schema);
  }
  return result;
}
