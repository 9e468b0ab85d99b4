import type { DocumentedResource } from '../documented-resource.ts';
import { cellCode } from '../markdown/inline-code.ts';
import { table } from '../markdown/table.ts';

/** Which columns join to which, both ways. */
export function relationships({ description }: DocumentedResource): string {
  const { relationships: own, referencedBy = [] } = description;
  const outward = own.map(({ column, references }) => [cellCode(column), cellCode(references)]);
  const inward = referencedBy.map(({ column, by }) => [cellCode(column), cellCode(by)]);
  if (outward.length === 0 && inward.length === 0) return '';
  return [
    '## Relationships',
    ...(outward.length === 0 ? [] : [table(['Column', 'Refers to'], outward)]),
    ...(inward.length === 0 ? [] : [table(['Referred to', 'By'], inward)]),
  ].join('\n\n');
}
