import type { AccessPath, PathParameter, ResourceDescription } from '../catalog/resource-description.ts';
import { resourceId } from '../catalog/resource-id.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { allowedValues, type Predicate } from '../executor/predicate.ts';
import type { Hydration } from '../executor/scan-plan.ts';
import type { ScanFilter, Value } from '../providers/provider.ts';
import { pushedFilters } from './pushed-filters.ts';

/** The columns that every row has from where it was read, not from what was read. */
export const placeColumns: readonly string[] = ['region', 'account_id', 'connection'];

export interface PathChoice {
  readonly path: AccessPath;
  /** Values of the path's parameters; each combination is one request. */
  readonly bindings: readonly { readonly parameter: PathParameter; readonly values: readonly Value[] }[];
  readonly filters: readonly ScanFilter[];
  readonly hydrations: readonly Hydration[];
  /** Wanted columns that no path can read: they are NULL. */
  readonly unread: readonly string[];
  /** Calls in one region, as far as they can be told before they are made. */
  readonly calls: number;
  readonly rows: number;
}

export interface PathWish {
  readonly description: ResourceDescription;
  /** Columns without the place columns and the parameters. */
  readonly columns: readonly string[];
  readonly predicates: readonly Predicate[];
  /** Parameters that the statement names and that are no columns. */
  readonly parameters: readonly string[];
  readonly limit?: number;
}

// How many rows a resource has in a region when nothing is known of it, and what a filter leaves of them. The figures
// only rank the choices: a get of a few keys, a list, a list with a call a row.
export const assumedRows = 100;
const equalityLeaves = 0.1;
const otherLeaves = 0.5;
const unreadCost = 1_000_000;

/** The access paths that read the wanted columns in the fewest calls. */
export function choosePaths(wish: PathWish): PathChoice {
  const choices = wish.description.accessPaths.flatMap((path) => {
    const choice = chooseWithRoot(path, wish);
    return choice === undefined ? [] : [choice];
  });
  const [best] = choices.toSorted((left, right) => costOf(left) - costOf(right));
  if (best === undefined) throw unreachable(wish);
  return best;
}

function costOf(choice: PathChoice): number {
  return choice.calls + choice.unread.length * unreadCost;
}

function chooseWithRoot(path: AccessPath, wish: PathWish): PathChoice | undefined {
  const bindings: { parameter: PathParameter; values: readonly Value[] }[] = [];
  for (const parameter of path.parameters) {
    const values = boundValues(parameter, wish.predicates);
    if (values !== undefined) bindings.push({ parameter, values });
    else if (parameter.required) return undefined;
  }
  // A parameter that the statement gives a value must reach the API: its column holds nothing else.
  const given = wish.parameters.filter((name) => allowedValues(wish.predicates, name) !== undefined);
  if (given.some((name) => !bindings.some(({ parameter }) => sameName(parameter.name, name)))) return undefined;

  const filters = pushedFilters(path, wish.predicates);
  const combinations = bindings.reduce(
    (product, { parameter, values }) => product * Math.ceil(values.length / parameter.batch),
    1,
  );
  const listed =
    path.kind === 'get' ? bindings.reduce((product, { values }) => product * values.length, 1) : listedRows(filters);
  const fetched = Math.min(listed, wish.limit ?? listed);
  const calls =
    path.kind === 'get'
      ? combinations
      : combinations * (Math.ceil(Math.max(fetched, 1) / path.pageSize) + fetched * path.callsPerRow);
  const left = Math.min(listed * locally(path, wish.predicates, filters), wish.limit ?? listed);
  const { hydrations, unread } = hydrate(path, wish);
  const hydrationCalls = hydrations.reduce((sum, { batch }) => sum + left / batch, 0);
  return { path, bindings, filters, hydrations, unread, calls: calls + hydrationCalls, rows: left };
}

function sameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/** The values that a statement binds a parameter to: by its own name, or by the columns that mean the same. */
export function boundValues(parameter: PathParameter, predicates: readonly Predicate[]): readonly Value[] | undefined {
  const own = predicates.find(({ column, key }) => key === undefined && sameName(column, parameter.name));
  const named = own === undefined ? undefined : allowedValues(predicates, own.column);
  if (named !== undefined) return named;
  for (const columns of parameter.columns) {
    const lists = columns.map((column) => allowedValues(predicates, column));
    if (lists.every((list) => list !== undefined))
      return combinationsOf(lists).map((parts) => (parts.length === 1 ? (parts[0] ?? null) : parts.join('|')));
  }
  return undefined;
}

export function combinationsOf<Item>(lists: readonly (readonly Item[])[]): readonly (readonly Item[])[] {
  return lists.reduce<readonly (readonly Item[])[]>(
    (heads, list) => heads.flatMap((head) => list.map((item) => [...head, item])),
    [[]],
  );
}

function listedRows(filters: readonly ScanFilter[]): number {
  return filters.reduce(
    (rows, filter) => rows * (filter.operator === 'equals' ? equalityLeaves : otherLeaves),
    assumedRows,
  );
}

/** What the statement's own filters leave of the rows before further calls are made for them. */
function locally(path: AccessPath, predicates: readonly Predicate[], filters: readonly ScanFilter[]): number {
  if (path.kind === 'get') return 1;
  return predicates
    .filter(
      (predicate) =>
        path.columns.includes(predicate.column) && !filters.some((filter) => filter.column === predicate.column),
    )
    .reduce((share, predicate) => share * (predicate.operator === 'equals' ? equalityLeaves : otherLeaves), 1);
}

function hydrate(root: AccessPath, wish: PathWish): { hydrations: readonly Hydration[]; unread: readonly string[] } {
  const have = new Set(root.columns);
  const hydrations: Hydration[] = [];
  for (;;) {
    const missing = wish.columns.filter((column) => !have.has(column));
    const [best] = wish.description.accessPaths
      .flatMap((path) => {
        const hydration = hydrationBy(path, root, missing);
        return hydration === undefined ? [] : [hydration];
      })
      .toSorted((left, right) => right.columns.length - left.columns.length || right.batch - left.batch);
    if (missing.length === 0 || best === undefined) return { hydrations, unread: missing };
    hydrations.push(best);
    for (const column of best.columns) have.add(column);
  }
}

function hydrationBy(path: AccessPath, root: AccessPath, missing: readonly string[]): Hydration | undefined {
  const columns = missing.filter((column) => path.columns.includes(column));
  const required = path.parameters.filter((parameter) => parameter.required);
  const [parameter] = required;
  if (path.kind !== 'get' || columns.length === 0 || parameter === undefined || required.length > 1) return undefined;
  const keys = parameter.columns.find((names) => names.every((name) => root.columns.includes(name)));
  return keys === undefined
    ? undefined
    : { method: path.method, parameter: parameter.name, keys, batch: parameter.batch, columns };
}

function unreachable({ description, predicates, parameters }: PathWish): SkyqlError {
  const name = resourceId(description);
  const given = parameters.filter((parameter) => allowedValues(predicates, parameter) !== undefined);
  const takes = (path: AccessPath) =>
    given.every((parameter) => path.parameters.some((own) => sameName(own.name, parameter)));
  if (!description.accessPaths.some(takes)) {
    return new SkyqlError('UNKNOWN_PARAMETER', `No read of ${name} takes ${given.join(' and ')} together.`, {
      hint: `Its reads take: ${description.accessPaths.map((path) => `${path.method}(${path.parameters.map((own) => own.name).join(', ')})`).join('; ')}.`,
    });
  }
  const wanted = description.accessPaths.map((path) => path.parameters.filter((parameter) => parameter.required));
  const [fewest = []] = wanted.toSorted((left, right) => left.length - right.length);
  const missing = fewest.filter((parameter) => boundValues(parameter, predicates) === undefined);
  const columns = missing.map((parameter) => parameter.columns[0]?.join(' and ') ?? parameter.name);
  const methods = description.accessPaths.map((path) => path.method).join(' or ');
  return new SkyqlError(
    'MISSING_PARAMETER',
    `${name} cannot be read without ${missing.map((parameter) => parameter.name).join(', ')} (${methods}).`,
    {
      hint: `Give it in WHERE, as ${columns.map((column) => `${column} = '...'`).join(' AND ')}, or by a join.${listedBy(description)}`,
    },
  );
}

/** The twin of a resource that is read one by one lists them all. */
function listedBy({ provider, service, twin }: ResourceDescription): string {
  return twin === undefined ? '' : ` ${provider}.${service}.${twin} lists them all.`;
}
