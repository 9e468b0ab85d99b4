import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import type { Row } from '../../../data/value.ts';

/** SHOW RELATIONSHIPS: what the columns of a resource refer to, then what refers to them. */
export function relationshipRows({ relationships, referencedBy = [] }: ResourceDescription): readonly Row[] {
  return [
    ...relationships.map(({ column, references }) => ({ column, references, referenced_by: null })),
    ...referencedBy.map(({ column, by }) => ({ column, references: null, referenced_by: by })),
  ];
}
