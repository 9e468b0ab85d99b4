import { isObject } from '../data/is-object.ts';

/** Properties with a value at a path, the structures on the way made where they are missing. */
export function withProperty<Value>(
  properties: Readonly<Record<string, Value>>,
  path: readonly string[],
  value: Value,
): Readonly<Record<string, Value>> {
  const [key, ...rest] = path;
  if (key === undefined) return properties;
  const inner = properties[key];
  const own = rest.length === 0 ? value : (withProperty(isObject(inner) ? inner : {}, rest, value) as Value);
  return { ...properties, [key]: own };
}
