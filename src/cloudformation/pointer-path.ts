import { jsonPointer, pointerKeys } from '../data/json-pointer.ts';

/**
 * The names that a schema's pointer to a property goes through: `/properties/Endpoint/Address` is `Endpoint`, `Address`.
 * `*` stands for every element of a list or every value of a map. Some pointers say `items` or `properties` again on the
 * way down; values have no such level.
 */
export function pointerPath(pointer: string): readonly string[] {
  return pointerKeys(pointer.replace(/^#?\/?(properties\/)?/, '/')).filter(
    (key, index) => index === 0 || (key !== 'properties' && key !== 'items'),
  );
}

/** The pointer by which a schema names a property: `/properties/Endpoint/Address`. */
export function propertyPointer(path: readonly string[]): string {
  return `/properties${jsonPointer(path)}`;
}

const known = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Whether one of a schema's pointers names a property; the `*` of lists on the way may be left out. */
export function namesProperty(pointers: readonly string[] | undefined, path: readonly string[]): boolean {
  if (pointers === undefined) return false;
  const named = known.get(pointers) ?? new Set(pointers.map((pointer) => withoutStars(pointerPath(pointer))));
  known.set(pointers, named);
  return named.has(withoutStars(path));
}

function withoutStars(path: readonly string[]): string {
  return jsonPointer(path.filter((key, index) => key !== '*' || index === path.length - 1));
}
