import type { ResourceDescription } from '../../catalog/resource-description.ts';
import type { Row, Value } from '../../data/value.ts';

/** What a row has of a resource, by the provider's names of its properties. */
export function propertiesOf({ columns }: ResourceDescription, row: Row): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    columns.flatMap(({ name, property }): [string, Value][] => {
      const value = row[name];
      return value === undefined || value === null ? [] : [[property ?? name, value]];
    }),
  );
}
