import { sameJson } from '../data/same-json.ts';
import { pointerPath } from './pointer-path.ts';
import { valuesAt } from './values-at.ts';

type Properties = Readonly<Record<string, unknown>>;

/** Those pointers whose properties differ, be it that they come or go: what `createOnlyProperties` and the like forbid. */
export function changedPointers(
  pointers: readonly string[] | undefined,
  previous: Properties,
  desired: Properties,
): readonly string[] {
  return (pointers ?? []).filter((pointer) => {
    const path = pointerPath(pointer);
    // Elements of a list come and go with the list: only what an element says of itself is fixed.
    if (path.includes('*') && listsDiffer(path, previous, desired)) return false;
    return !sameJson(valuesAt(previous, path), valuesAt(desired, path));
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
