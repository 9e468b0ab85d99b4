import { isObject } from './is-object.ts';
import { jsonPointer } from './json-pointer.ts';
import { sameJson } from './same-json.ts';
import type { Value } from './value.ts';

/** An operation that a difference is made of. */
export type Difference =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: Value }
  | { readonly op: 'remove'; readonly path: string };

/**
 * The patch that turns one value into another, member by member; the elements of a list one by one while it keeps its
 * length. Where the whole in its place is written shorter, it is replaced.
 *
 * @param path JSON Pointer of the value in the document that the patch is applied to.
 */
export function patchDifference(
  current: Value | undefined,
  wanted: Value | undefined,
  path: string,
): readonly Difference[] {
  if (sameJson(current, wanted)) return [];
  if (current === undefined) return wanted === undefined ? [] : [{ op: 'add', path, value: wanted }];
  if (wanted === undefined) return [{ op: 'remove', path }];
  const whole = { op: 'replace', path, value: wanted } as const;
  if (isObject(current) && isObject(wanted)) {
    const names = [...new Set([...Object.keys(current), ...Object.keys(wanted)])];
    const operations = names.flatMap((name) =>
      patchDifference(memberOf(current, name), memberOf(wanted, name), `${path}${jsonPointer([name])}`),
    );
    return shorter(operations, whole);
  }
  if (Array.isArray(current) && Array.isArray(wanted) && current.length === wanted.length) {
    const operations = current.flatMap((item: Value, index) =>
      patchDifference(item, wanted[index] as Value, `${path}/${index}`),
    );
    return shorter(operations, whole);
  }
  return [whole];
}

function memberOf(value: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function shorter(operations: readonly Difference[], whole: Difference): readonly Difference[] {
  return JSON.stringify(operations).length <= JSON.stringify([whole]).length ? operations : [whole];
}
