import { isObject } from '../data/is-object.ts';

/** Every value that a path leads to; a list is walked element by element whether the path says `*` or not. */
export function valuesAt<Value>(
  properties: Readonly<Record<string, Value | undefined>>,
  path: readonly string[],
): readonly Value[] {
  const [key, ...rest] = path;
  if (key === undefined) return [];
  const members = key === '*' ? Object.values(properties) : Object.hasOwn(properties, key) ? [properties[key]] : [];
  return members.flatMap((member) => (member === undefined ? [] : within(member, rest)));
}

function within<Value>(value: Value, path: readonly string[]): readonly Value[] {
  const [key, ...rest] = path;
  if (key === undefined) return [value];
  if (Array.isArray(value)) return value.flatMap((item: Value) => within(item, key === '*' ? rest : path));
  return isObject(value) ? valuesAt(value as Readonly<Record<string, Value>>, path) : [];
}
