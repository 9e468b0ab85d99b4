import type { Value } from '../data/value.ts';
import { resolveReference } from './resolve-reference.ts';
import type { PropertySchema, ResourceSchema } from './resource-schema.ts';

/**
 * A value of SQL as the property wants it: JSON text opened where an object or list is asked for, `'true'` and `'5'` as
 * what they say, member names by the schema's own case. What does not fit stays as it is, for validation to name.
 */
export function coerceProperty(schema: ResourceSchema, property: PropertySchema, value: Value): Value {
  const target = resolveReference(schema, property).property;
  const types = target.type === undefined ? [] : typeof target.type === 'string' ? [target.type] : target.type;
  if (typeof value === 'string') {
    if (isStructured(schema, target) && !types.includes('string'))
      return coerceStructure(schema, target, opened(value));
    if (types.includes('boolean') && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
    if (
      (types.includes('integer') || types.includes('number')) &&
      value.trim() !== '' &&
      Number.isFinite(Number(value))
    )
      return Number(value);
    return value;
  }
  if ((typeof value === 'number' || typeof value === 'boolean') && types.length === 1 && types[0] === 'string')
    return String(value);
  return coerceStructure(schema, target, value);
}

/** Whether only an object or a list can be meant; a property that says no type says so by its members or its alternatives. */
function isStructured(schema: ResourceSchema, target: PropertySchema, depth = 0): boolean {
  const { type, properties, oneOf = [], anyOf = [], allOf = [] } = target;
  if (type !== undefined) return type.includes('object') || type.includes('array');
  const alternatives = [...oneOf, ...anyOf, ...allOf];
  return (
    properties !== undefined ||
    (alternatives.length > 0 &&
      depth < 8 &&
      alternatives.every((one) => isStructured(schema, resolveReference(schema, one).property, depth + 1)))
  );
}

function coerceStructure(schema: ResourceSchema, target: PropertySchema, value: Value): Value {
  if (Array.isArray(value)) {
    const { items } = target;
    return items === undefined ? value : value.map((item: Value) => coerceProperty(schema, items, item));
  }
  if (value === null || typeof value !== 'object') return value;
  const properties = target.properties ?? {};
  const names = new Map(Object.keys(properties).map((name) => [name.toLowerCase(), name]));
  return Object.fromEntries(
    Object.entries(value as Readonly<Record<string, Value>>).map(([name, member]) => {
      const own = name in properties ? name : (names.get(name.toLowerCase()) ?? name);
      const memberSchema = properties[own];
      return [own, memberSchema === undefined ? member : coerceProperty(schema, memberSchema, member)];
    }),
  );
}

function opened(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return text;
  }
}
