import { accessPathId } from '../../catalog/access-path-id.ts';
import type { AccessPath } from '../../catalog/resource-description.ts';
import type { Hydration, HydrationParameter } from './access.ts';

/** A further call, before it is known for how many rows. */
export type ChosenHydration = Omit<Hydration, 'expectedCalls'>;

export interface Hydrations {
  readonly hydrations: readonly ChosenHydration[];
  /** Wanted columns that no path reads, neither the root nor one that its rows lead to. */
  readonly unread: readonly string[];
}

/** The further calls, as few as possible, for the wanted columns that a path leaves out. */
export function hydrations(root: AccessPath, paths: readonly AccessPath[], wanted: readonly string[]): Hydrations {
  const have = new Set(root.columns);
  const chosen: ChosenHydration[] = [];
  for (;;) {
    const missing = wanted.filter((column) => !have.has(column));
    const [best] = paths
      .flatMap((path) => {
        const hydration = hydrationBy(path, root, missing);
        return hydration === undefined ? [] : [hydration];
      })
      .toSorted((left, right) => right.columns.length - left.columns.length || right.batch - left.batch);
    if (missing.length === 0) return { hydrations: chosen, unread: missing };
    if (best === undefined) return throughOthers(root, paths, chosen, missing);
    chosen.push(best);
    for (const column of best.columns) have.add(column);
  }
}

/** What no call for the root's rows has, by calls whose keys the answers to other calls have (EKS: an id leads to the names). */
function throughOthers(
  root: AccessPath,
  paths: readonly AccessPath[],
  direct: readonly ChosenHydration[],
  unread: readonly string[],
): Hydrations {
  let first = direct;
  const second: ChosenHydration[] = [];
  let missing = unread;
  for (const path of paths) {
    for (const between of paths) {
      const further = hydrationBy(path, { ...root, columns: [...root.columns, ...between.columns] }, missing);
      if (further === undefined || between === path) continue;
      const keys = [further, ...(further.further ?? [])].flatMap((own) => own.keys);
      const known = first.find((own) => own.path === accessPathId(between));
      const needed = hydrationBy(between, root, [
        ...keys.filter((key) => !root.columns.includes(key)),
        ...(known?.columns ?? []),
      ]);
      if (needed === undefined) continue;
      first = known === undefined ? [...first, needed] : first.map((own) => (own === known ? needed : own));
      second.push({ ...further, isAfterOthers: true });
      missing = missing.filter((column) => !further.columns.includes(column) && !needed.columns.includes(column));
    }
  }
  return { hydrations: [...first, ...second], unread: missing };
}

function hydrationBy(path: AccessPath, root: AccessPath, missing: readonly string[]): ChosenHydration | undefined {
  const columns = [...new Set(missing)].filter((column) => path.columns.includes(column));
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
    path: accessPathId(path),
    method: path.method,
    columns,
    // Instances that are terminated are still listed, and Cloud Control no longer knows them.
    ...(path.call.api !== root.call.api && { isAnotherApi: true }),
  };
}
