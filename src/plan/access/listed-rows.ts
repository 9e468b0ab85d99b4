import { accessPathId } from '../../catalog/access-path-id.ts';
import type { AccessPath } from '../../catalog/resource-description.ts';
import type { ScanFilter } from '../../providers/provider.ts';
import type { AskedList, SeenRows } from '../../providers/seen-rows.ts';
import type { Predicate } from '../predicate.ts';
import type { Binding } from './choose-path.ts';
import { combinationsOf } from './combinations-of.ts';
import type { DescribedScan } from './described-scan.ts';

// How many rows a resource has in a region when nothing is known of it, and what a filter leaves of them. The figures
// only rank the choices: a get of a few keys, a list, a list with a call a row.
export const assumedRows = 100;
const equalityLeaves = 0.1;
export const otherLeaves = 0.5;
/** How many rows each row of a parent is assumed to have. */
export const assumedChildren = 2;
/** Lists that are looked up one by one. */
const mostListsAsked = 10;

/** The share of rows that a condition leaves, as far as anybody knows. */
export function leavesOf({ operator }: Pick<Predicate, 'operator'>): number {
  return operator === 'equals' ? equalityLeaves : otherLeaves;
}

export interface ListedBy {
  readonly path: AccessPath;
  readonly scan: DescribedScan;
  readonly bindings: readonly Binding[];
  readonly filters: readonly ScanFilter[];
  /** Columns by whose filters its parents were listed. */
  readonly shared: readonly string[];
  /** How many values its parameters have in all. */
  readonly values: number;
  readonly isOfParents: boolean;
}

/** The rows of a list in one region: as many as were seen before, or what is assumed. */
export function listedRows({ path, scan, bindings, filters, shared, values, isOfParents }: ListedBy): number {
  const share = filters
    .filter(({ column }) => !shared.includes(column))
    .reduce((left, filter) => left * leavesOf(filter), 1);
  const lists = listsOf(path, scan, bindings);
  const seen = (asked: readonly ScanFilter[]) => seenRows(scan.seen, lists, asked);
  const whole = seen(filters);
  if (whole !== undefined) return whole;
  const unfiltered = seen([]) ?? (bindings.length === 0 && !isOfParents ? seenByOthers(scan) : undefined);
  if (unfiltered !== undefined) return unfiltered * share;
  if (isOfParents) {
    return values * (seenOfEach([path, ...scan.description.accessPaths], scan) ?? assumedChildren) * share;
  }
  const { rows } = path;
  const isNarrow = rows?.unless.some((name) => bindings.some(({ parameter }) => parameter.name === name));
  return (rows === undefined || isNarrow === true ? assumedRows : rows.usual) * share;
}

type List = Omit<AskedList, 'filters'>;

function listOf(
  path: AccessPath,
  { description: { provider, service, name } }: DescribedScan,
): Omit<List, 'parameters'> {
  return { resource: { provider, service, resource: name }, path: accessPathId(path) };
}

/** What a path is asked by, value by value; none where its values are not known, or many. */
function listsOf(path: AccessPath, scan: DescribedScan, bindings: readonly Binding[]): readonly List[] {
  if (path.parameters.some(({ name, required }) => required && !bindings.some((own) => own.parameter.name === name)))
    return [];
  const lists = bindings.map(({ parameter, values }) => values.map((value) => ({ [parameter.name]: value })));
  if (lists.reduce((product, own) => product * own.length, 1) > mostListsAsked) return [];
  return combinationsOf(lists).map((parts) => ({
    ...listOf(path, scan),
    parameters: Object.assign({}, ...parts) as AskedList['parameters'],
  }));
}

function seenRows(
  seen: SeenRows | undefined,
  lists: readonly List[],
  filters: readonly ScanFilter[],
): number | undefined {
  const rows = lists.map((list) => seen?.of({ ...list, filters }));
  const known = rows.filter((own) => own !== undefined);
  return known.length === 0 || known.length < rows.length ? undefined : known.reduce((sum, own) => sum + own, 0);
}

/** What another list of the same resource had: the rows are the same things. */
export function seenByOthers(scan: DescribedScan): number | undefined {
  const lists = scan.description.accessPaths.filter(
    ({ kind, parameters }) => kind === 'list' && parameters.every(({ required }) => !required),
  );
  const rows = lists.map((path) => scan.seen?.of({ ...listOf(path, scan), parameters: {}, filters: [] }));
  return rows.find((own) => own !== undefined);
}

/** How many rows each row of a parent had, by the first of the lists that was seen: they are the same things. */
function seenOfEach(paths: readonly AccessPath[], scan: DescribedScan): number | undefined {
  const lists = paths.filter(({ kind, parameters }) => kind === 'list' && parameters.some(({ required }) => required));
  const rows = lists.map((path) =>
    scan.seen?.ofEach({ ...listOf(path, scan), parameters: namesOf(path), filters: [] }),
  );
  return rows.find((own) => own !== undefined);
}

function namesOf({ parameters }: AccessPath): AskedList['parameters'] {
  return Object.fromEntries(parameters.filter(({ required }) => required).map(({ name }) => [name, null]));
}
