/**
 * Schemas name properties by pointers: `/properties/Endpoint/Address`, with `*` for every element of a list
 * (`Tags`, any element, `Key`). Some say `items` or `properties` again on the way down; values have no such level.
 */
export function pointerPath(pointer: string): readonly string[] {
  return pointer
    .replace(/^#?\/?properties\//, '')
    .split('/')
    .filter((key, index) => index === 0 || (key !== 'properties' && key !== 'items'))
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Every value that a path leads to; a list is walked element by element whether the path says `*` or not. */
export function valuesAt<Value>(value: Value, path: readonly string[]): readonly Value[] {
  const [key, ...rest] = path;
  if (key === undefined) return [value];
  if (Array.isArray(value)) return value.flatMap((item: Value) => valuesAt(item, key === '*' ? rest : path));
  if (typeof value !== 'object' || value === null) return [];
  const members = value as Readonly<Record<string, Value>>;
  if (key === '*') return Object.values(members).flatMap((member) => valuesAt(member, rest));
  const member = Object.hasOwn(members, key) ? members[key] : undefined;
  return member === undefined ? [] : valuesAt(member, rest);
}
