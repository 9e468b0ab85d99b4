import { isObject } from './is-object.ts';

/**
 * Whether two values are equal as JSON: the order of members does not matter, that of elements does, and a member that is
 * `undefined` is not there (RFC 6902, 4.6).
 */
export function sameJson(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left)) {
    return Array.isArray(right) && left.length === right.length && left.every((item, at) => sameJson(item, right[at]));
  }
  if (!isObject(left) || !isObject(right)) return false;
  const names = membersOf(left);
  return (
    names.length === membersOf(right).length &&
    names.every((name) => Object.hasOwn(right, name) && sameJson(left[name], right[name]))
  );
}

function membersOf(value: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(value).filter((name) => value[name] !== undefined);
}
