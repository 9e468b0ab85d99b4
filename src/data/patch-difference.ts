import type { PatchOperation } from './json-patch.ts';
import type { Value } from './value.ts';

/** The smallest set of changes that turns one value into another, member by member; lists change element by element while their length stays. */
export function patchDifference(
  current: Value | undefined,
  wanted: Value | undefined,
  path: string,
): readonly PatchOperation[] {
  if (sameJson(current, wanted)) return [];
  if (current === undefined) return wanted === undefined ? [] : [{ op: 'add', path, value: wanted }];
  if (wanted === undefined) return [{ op: 'remove', path }];
  if (isObject(current) && isObject(wanted)) {
    const names = [...new Set([...Object.keys(current), ...Object.keys(wanted)])];
    const operations = names.flatMap((name) =>
      patchDifference(current[name], wanted[name], `${path}/${pointerPart(name)}`),
    );
    return smaller(operations, { op: 'replace', path, value: wanted });
  }
  if (Array.isArray(current) && Array.isArray(wanted) && current.length === wanted.length) {
    const operations = current.flatMap((item: Value, index) =>
      patchDifference(item, wanted[index] as Value, `${path}/${index}`),
    );
    return smaller(operations, { op: 'replace', path, value: wanted });
  }
  return [{ op: 'replace', path, value: wanted }];
}

/** A name as a part of a JSON Pointer (RFC 6901). */
export function pointerPart(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function smaller(operations: readonly PatchOperation[], whole: PatchOperation): readonly PatchOperation[] {
  return JSON.stringify(operations).length <= JSON.stringify([whole]).length ? operations : [whole];
}

function isObject(value: Value | undefined): value is Readonly<Record<string, Value>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Equal as JSON: the order of members does not matter, that of list elements does. */
export function sameJson(left: Value | undefined, right: Value | undefined): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item: Value, index) => sameJson(item, right[index] as Value));
  }
  if (!isObject(left) || !isObject(right)) return false;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => name in right && sameJson(left[name], right[name]))
  );
}
