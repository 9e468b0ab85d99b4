import type { ResourceDescription } from '../../catalog/resource-description.ts';

/** The provider's own name of a column. */
export function propertyOf({ columns }: Pick<ResourceDescription, 'columns'>, column: string): string {
  return columns.find(({ name }) => name === column)?.property ?? column;
}
