import { isObject } from '../data/is-object.ts';
import { pointerPath } from './pointer-path.ts';

/** Properties without those that the pointers name; structures and lists that are left empty stay. */
export function withoutProperties<Value>(
  properties: Readonly<Record<string, Value>>,
  pointers: readonly string[] = [],
): Readonly<Record<string, Value>> {
  return pointers.reduce((rest, pointer) => without(rest, pointerPath(pointer)), properties);
}

function without<Value>(value: Value, path: readonly string[]): Value {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => without(item, key === '*' ? rest : path)) as Value;
  if (!isObject(value)) return value;
  const members = Object.entries(value).flatMap(([name, member]) => {
    if ((name !== key && key !== '*') || member === undefined) return [[name, member]];
    return rest.length === 0 ? [] : [[name, without(member, rest)]];
  });
  return Object.fromEntries(members) as Value;
}
