import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import { quoteIdentifier, quoteLiteral } from '../../../data/quote.ts';
import type { Predicate } from '../../../plan/predicate.ts';
import { keyColumns } from './key-columns.ts';

/** One resource by its key, in its own place: one name may be in use in several regions. */
export interface KeyedResource {
  readonly key: readonly string[];
  readonly region: string;
  readonly connection: string;
}

/** The condition that the rows of the given resources alone meet. */
export function keyCondition(description: ResourceDescription, resources: readonly KeyedResource[]): string {
  const columns = [...keyColumns(description), 'region', 'connection'];
  return resources
    .map(({ key, region, connection }) => {
      const values = [...key, region, connection];
      const each = columns.map((column, index) => `${quoteIdentifier(column)} = ${quoteLiteral(values[index] ?? '')}`);
      return `(${each.join(' AND ')})`;
    })
    .join(' OR ');
}

/** What of it reading can be limitedTo by. */
export function keyPredicates(
  description: ResourceDescription,
  resources: readonly KeyedResource[],
): readonly Predicate[] {
  const equals = (column: string, partOf: (resource: KeyedResource) => string | null): Predicate => ({
    column,
    operator: 'equals',
    values: [...new Set(resources.map(partOf))],
  });
  return [
    ...keyColumns(description).map((column, index) => equals(column, ({ key }) => key[index] ?? null)),
    equals('region', ({ region }) => region),
    equals('connection', ({ connection }) => connection),
  ];
}
