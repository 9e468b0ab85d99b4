import type { ResourceDescription } from '../../catalog/resource-description.ts';

/** The properties that INSERT may set, in the order of the columns. */
export function settableProperties({ columns }: ResourceDescription): readonly string[] {
  return columns.flatMap(({ property, readOnly }) => (property === undefined || readOnly ? [] : [property]));
}
