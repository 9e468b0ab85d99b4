import type { AccessPath, ResourceDescription } from '../../catalog/resource-description.ts';
import { hydrations } from './choose-hydrations.ts';

const known = new WeakMap<ResourceDescription, readonly string[]>();

/** The columns of a resource that no list has, nor a call for many rows at once: each of its rows takes a call for them. */
export function furtherColumns(description: ResourceDescription): readonly string[] {
  const columns = known.get(description) ?? computed(description);
  known.set(description, columns);
  return columns;
}

function computed({ accessPaths, columns, identifier }: ResourceDescription): readonly string[] {
  // A list of what belongs to one thing is no list of all.
  const [list] = accessPaths
    .filter((path) => path.kind === 'list')
    .toSorted((left, right) => openOf(left) - openOf(right) || right.columns.length - left.columns.length);
  if (list === undefined) return [];
  const names = columns.map(({ name }) => name).filter((name) => !identifier.includes(name));
  const readable = new Set(accessPaths.flatMap((path) => path.columns));
  const inBatches = new Set(
    hydrations(list, accessPaths.filter(takesMany), names).hydrations.flatMap((further) =>
      further.batch > 1 ? further.columns : [],
    ),
  );
  return names.filter((name) => readable.has(name) && !list.columns.includes(name) && !inBatches.has(name));
}

function openOf({ parameters }: AccessPath): number {
  return parameters.filter(({ required, parent }) => required && parent === undefined).length;
}

function takesMany({ parameters }: AccessPath): boolean {
  return parameters.some(({ batch, required }) => required && batch > 1);
}
