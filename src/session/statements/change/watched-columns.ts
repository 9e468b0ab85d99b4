import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import { identifiersIn } from '../../../sql/identifiers-in.ts';

/** The columns of a resource that a statement's conditions name: what a plan that is kept has to find unchanged. */
export function watchedColumns(description: ResourceDescription, conditions: string | undefined): readonly string[] {
  if (conditions === undefined) return [];
  const named = new Set(identifiersIn(conditions).map((name) => name.toLowerCase()));
  return description.columns.map(({ name }) => name).filter((name) => named.has(name.toLowerCase()));
}
