import type { ResourceDescription } from '../../catalog/resource-description.ts';

/** The properties that are given and never told. */
export function writeOnlyProperties({ columns }: ResourceDescription): readonly string[] {
  const given = columns.filter(({ writeOnly }) => writeOnly === true);
  return [...new Set(given.map(({ name, property }) => property ?? name))];
}
