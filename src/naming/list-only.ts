import { placeColumnNames } from '../catalog/place-column-names.ts';
import type { ResourceDescription } from '../catalog/resource-description.ts';
import { resourceId } from '../catalog/resource-id.ts';
import { quoteIdentifier } from '../data/quote.ts';
import { madeOf } from './made-of.ts';

/** `vpcs_list_only`: the identifiers of a resource, which a list tells; undefined where none does. */
export function listOnly(resource: ResourceDescription, name: string): ResourceDescription | undefined {
  const { accessPaths, identifier, columns } = resource;
  const lists = accessPaths.filter(
    ({ kind, columns: told }) => kind === 'list' && identifier.every((column) => told.includes(column)),
  );
  if (lists.length === 0 || identifier.length === 0) return undefined;
  const shown = [...identifier, ...placeColumnNames];
  return madeOf(resource, {
    name,
    description: `The identifiers of ${resourceId(resource)}, as a list tells them.`,
    columns: shown.flatMap((column) => columns.find((own) => own.name === column) ?? []),
    definition: `SELECT ${shown.map(quoteIdentifier).join(', ')} FROM ${resourceId(resource)}`,
  });
}
