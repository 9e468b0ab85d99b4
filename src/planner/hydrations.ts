import type { AccessPath } from '../catalog/resource-description.ts';
import type { Hydration, HydrationParameter } from '../executor/scan-plan.ts';

export interface Hydrations {
  readonly hydrations: readonly Hydration[];
  /** Wanted columns that no path reads, neither the root nor one that its rows lead to. */
  readonly unread: readonly string[];
}

/** The further calls, as few as possible, for the wanted columns that a path leaves out. */
export function hydrations(root: AccessPath, paths: readonly AccessPath[], wanted: readonly string[]): Hydrations {
  const have = new Set(root.columns);
  const chosen: Hydration[] = [];
  for (;;) {
    const missing = wanted.filter((column) => !have.has(column));
    const [best] = paths
      .flatMap((path) => {
        const hydration = hydrationBy(path, root, missing);
        return hydration === undefined ? [] : [hydration];
      })
      .toSorted((left, right) => right.columns.length - left.columns.length || right.batch - left.batch);
    if (missing.length === 0 || best === undefined) return { hydrations: chosen, unread: missing };
    chosen.push(best);
    for (const column of best.columns) have.add(column);
  }
}

function hydrationBy(path: AccessPath, root: AccessPath, missing: readonly string[]): Hydration | undefined {
  const columns = missing.filter((column) => path.columns.includes(column));
  if (path.kind !== 'get' || columns.length === 0) return undefined;
  const parameters: (HydrationParameter & { readonly batch: number })[] = [];
  for (const { name, columns: bindings, batch, required } of path.parameters) {
    if (!required) continue;
    const keys = bindings.find((names) => names.every((column) => root.columns.includes(column)));
    if (keys === undefined) return undefined;
    // Of several keys in one call, rows that do not say whose they are could not be told apart.
    parameters.push({ parameter: name, keys, batch: keys.every((key) => path.columns.includes(key)) ? batch : 1 });
  }
  const [first, ...others] = parameters.toSorted((left, right) => right.batch - left.batch);
  if (first === undefined) return undefined;
  const further = others.map(({ parameter, keys }) => ({ parameter, keys }));
  return {
    ...first,
    ...(further.length > 0 && { further }),
    method: path.method,
    columns,
    // Instances that are terminated are still listed, and Cloud Control no longer knows them.
    ...(path.call.api !== root.call.api && { isAnotherApi: true }),
  };
}
