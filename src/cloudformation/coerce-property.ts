import { isObject } from '../data/is-object.ts';
import type { Value } from '../data/value.ts';
import { coerceScalar } from './coerce-scalar.ts';
import { propertyContent } from './property-content.ts';
import { resolveReference } from './resolve-reference.ts';
import type { JsonType, PropertySchema, ResourceSchema } from './resource-schema.ts';

/**
 * A value of SQL as the property wants it: JSON text opened where an object or list is asked for, `'true'` and `'5'` as
 * what they say, member names by the schema's own case. What does not fit stays as it is, for validation to name.
 */
export function coerceProperty(schema: ResourceSchema, property: PropertySchema, value: Value): Value {
  const { types, members, memberNames, items, values } = propertyContent(schema, property);
  const whole =
    typeof value === 'string' && !types.includes('string') && isStructured(schema, property)
      ? opened(value)
      : withoutWrapper(value, types);
  if (Array.isArray(whole)) {
    return items === undefined ? whole : whole.map((item: Value) => coerceProperty(schema, items, item));
  }
  if (!isObject(whole)) return coerceScalar(whole, types);
  return Object.fromEntries(
    Object.entries(whole).map(([name, member]) => {
      const own = Object.hasOwn(members, name) ? name : memberNames.find((one) => sameLetters(one, name));
      const known = own === undefined ? values : members[own];
      return [own ?? name, known === undefined ? member : coerceProperty(schema, known, member)];
    }),
  );
}

/** `{"Value": true}` where true or a number is wanted: the form in which EC2's calls take attributes. */
function withoutWrapper(value: Value, types: readonly JsonType[]): Value {
  if (types.length === 0 || !types.every((type) => ['boolean', 'integer', 'number'].includes(type))) return value;
  const attribute = typeof value === 'string' && value.trimStart().startsWith('{') ? opened(value) : value;
  if (!isObject(attribute)) return value;
  const [[name, wrapped] = [], ...others] = Object.entries(attribute);
  return name === 'Value' && wrapped !== undefined && others.length === 0 ? (wrapped as Value) : value;
}

/** Whether only an object or a list can be meant; a property that says no type says so by its members or its alternatives. */
function isStructured(schema: ResourceSchema, property: PropertySchema, depth = 0): boolean {
  const { type, properties, oneOf = [], anyOf = [], allOf = [] } = resolveReference(schema, property).property;
  if (type !== undefined) return type.includes('object') || type.includes('array');
  const alternatives = [...oneOf, ...anyOf, ...allOf];
  return (
    properties !== undefined ||
    (alternatives.length > 0 && depth < 8 && alternatives.every((one) => isStructured(schema, one, depth + 1)))
  );
}

function sameLetters(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function opened(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return text;
  }
}
