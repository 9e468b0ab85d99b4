import { canonicalJson } from './canonical-json.ts';
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
 * length. Where the whole in its place is written shorter, it is replaced. A list without an order is the same in any
 * order, and replaced as a whole: where its elements stand may change between reading and patching.
 *
 * @param path JSON Pointer of the value in the document that the patch is applied to.
 * @param isUnordered Whether the list at a pointer has no order.
 */
export function patchDifference(
  current: Value | undefined,
  wanted: Value | undefined,
  path: string,
  isUnordered: (pointer: string, list: readonly Value[]) => boolean = () => false,
): readonly Difference[] {
  if (sameJson(current, wanted)) return [];
  if (current === undefined) return wanted === undefined ? [] : [{ op: 'add', path, value: wanted }];
  if (wanted === undefined) return [{ op: 'remove', path }];
  const whole = { op: 'replace', path, value: wanted } as const;
  if (isObject(current) && isObject(wanted)) {
    const names = [...new Set([...Object.keys(current), ...Object.keys(wanted)])];
    const operations = names.flatMap((name) =>
      patchDifference(memberOf(current, name), memberOf(wanted, name), `${path}${jsonPointer([name])}`, isUnordered),
    );
    return shorter(operations, whole);
  }
  if (Array.isArray(current) && Array.isArray(wanted) && isUnordered(path, current) && isUnordered(path, wanted)) {
    const isSame = orderless(current, path, isUnordered) === orderless(wanted, path, isUnordered);
    return isSame ? [] : [whole];
  }
  if (Array.isArray(current) && Array.isArray(wanted) && current.length === wanted.length) {
    const operations = current.flatMap((item: Value, index) =>
      patchDifference(item, wanted[index] as Value, `${path}/${index}`, isUnordered),
    );
    return shorter(operations, whole);
  }
  return [whole];
}

/** A value as text that is the same in any order of its lists that have none. */
function orderless(
  value: Value,
  path: string,
  isUnordered: (pointer: string, list: readonly Value[]) => boolean,
): string {
  if (Array.isArray(value)) {
    const items = value.map((item: Value, index) => orderless(item, `${path}/${index}`, isUnordered));
    return `[${(isUnordered(path, value) ? items.toSorted() : items).join(',')}]`;
  }
  if (!isObject(value)) return canonicalJson(value);
  const names = Object.keys(value).toSorted();
  return `{${names.map((name) => `${JSON.stringify(name)}:${orderless(value[name] as Value, `${path}${jsonPointer([name])}`, isUnordered)}`).join(',')}}`;
}

function memberOf(value: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function shorter(operations: readonly Difference[], whole: Difference): readonly Difference[] {
  return JSON.stringify(operations).length <= JSON.stringify([whole]).length ? operations : [whole];
}
