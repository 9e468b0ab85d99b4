import type { WireStructure, WireValue } from '../../../aws/service-model.ts';
import { pointerPath } from '../../../cloudformation/property-path.ts';

export { pointerPath };

/** Every value that the path leads to: several where it walks a list. */
export function valuesAt(value: WireValue | undefined, path: readonly string[]): readonly WireValue[] {
  if (value === undefined) return [];
  const [key, ...rest] = path;
  if (key === undefined) return [value];
  if (isList(value)) return value.flatMap((item) => valuesAt(item, key === '*' ? rest : path));
  if (!isStructure(value)) return [];
  if (key === '*') return Object.values(value).flatMap((item) => valuesAt(item, rest));
  return Object.hasOwn(value, key) ? valuesAt(value[key], rest) : [];
}

/** The value without what the path leads to; containers that are left empty stay. */
export function without(value: WireValue, path: readonly string[]): WireValue {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (isList(value)) return value.map((item) => without(item, key === '*' ? rest : path));
  if (!isStructure(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      if ((name !== key && key !== '*') || member === undefined) return [[name, member]];
      return rest.length === 0 ? [] : [[name, without(member, rest)]];
    }),
  );
}

/** The properties without those that the pointers name. */
export function withoutProperties(properties: WireStructure, pointers: readonly string[]): WireStructure {
  const rest = pointers.reduce<WireValue>((value, pointer) => without(value, pointerPath(pointer)), properties);
  return isStructure(rest) ? rest : {};
}

/** The properties with the value at the path, the structures on the way made where they are missing. */
export function withProperty(properties: WireStructure, path: readonly string[], value: WireValue): WireStructure {
  const [key, ...rest] = path;
  if (key === undefined) return properties;
  const inner = properties[key];
  return {
    ...properties,
    [key]: rest.length === 0 ? value : withProperty(isStructure(inner) ? inner : {}, rest, value),
  };
}

export function isStructure(value: unknown): value is WireStructure {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}

function isList(value: WireValue): value is readonly WireValue[] {
  return Array.isArray(value);
}
