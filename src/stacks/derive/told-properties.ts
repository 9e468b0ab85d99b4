import type { ResourceDescription } from '../../catalog/resource-description.ts';
import { nameKey } from '../../data/name-key.ts';
import type { Value } from '../../data/value.ts';

/**
 * What a creation is given, by the names under which it is told later: a type's properties have their names, inputs of a native call
 * those of columns (`Description`, told as `description`). What no column tells keeps its own.
 */
export function toldProperties(
  { columns }: ResourceDescription,
  given: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> {
  const told = columns.map(({ name, property = name }) => property);
  const nameOf = (name: string) =>
    told.includes(name) ? name : (told.find((own) => nameKey(own) === nameKey(name)) ?? name);
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [nameOf(name), value]));
}
