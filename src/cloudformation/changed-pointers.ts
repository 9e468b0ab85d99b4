import { jsonPointer } from '../data/json-pointer.ts';
import { patchDifference } from '../data/patch-difference.ts';
import type { Value } from '../data/value.ts';
import { pointerPath } from './pointer-path.ts';
import { valuesAt } from './values-at.ts';

type Properties = Readonly<Record<string, unknown>>;

/**
 * Those pointers whose properties differ, be it that they come or go: what `createOnlyProperties` and the like forbid. A list
 * without an order is the same in any (see `unorderedLists`).
 */
export function changedPointers(
  pointers: readonly string[] | undefined,
  previous: Properties,
  desired: Properties,
  isUnordered: (pointer: string, list: readonly unknown[]) => boolean,
): readonly string[] {
  return (pointers ?? []).filter((pointer) => {
    const path = pointerPath(pointer);
    // Elements of a list come and go with the list: only what an element says of itself is fixed.
    if (path.includes('*') && listsDiffer(path, previous, desired)) return false;
    const before = valuesAt(previous, path) as readonly Value[];
    const after = valuesAt(desired, path) as readonly Value[];
    const place = jsonPointer(path.map((key) => (key === '*' ? '0' : key)));
    return (
      before.length !== after.length ||
      before.some((value, index) => patchDifference(value, after[index], place, isUnordered).length > 0)
    );
  });
}

function listsDiffer(path: readonly string[], previous: Properties, desired: Properties): boolean {
  const list = path.slice(0, path.indexOf('*'));
  const length = (properties: Properties) => {
    const [value] = valuesAt(properties, list);
    return Array.isArray(value) ? value.length : 0;
  };
  return length(previous) !== length(desired);
}
