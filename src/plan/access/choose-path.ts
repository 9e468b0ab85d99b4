import type { AccessPath, PathParameter, ResourceDescription } from '../../catalog/resource-description.ts';
import { resourceId } from '../../catalog/resource-id.ts';
import type { Value } from '../../data/value.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { ScanFilter } from '../../providers/provider.ts';
import { allowedValues } from '../predicate.ts';
import { boundValues, valuesAPlace } from './bound-values.ts';
import { type ChosenHydration, hydrations } from './choose-hydrations.ts';
import { chooseParents, type ParentChoice } from './choose-parents.ts';
import type { DescribedScan } from './described-scan.ts';
import { listedConditions } from './listed-conditions.ts';
import { assumedChildren, leavesOf, listedRows, otherLeaves, seenByOthers } from './listed-rows.ts';
import { pushedFilters } from './pushed-filters.ts';
import { sameName } from './same-name.ts';

export interface PathChoice {
  readonly path: AccessPath;
  /** Values of the path's parameters; each combination is one request. */
  readonly bindings: readonly { readonly parameter: PathParameter; readonly values: readonly Value[] }[];
  /** What is listed first for the parameters that the statement leaves open. */
  readonly parents: readonly ParentChoice[];
  readonly filters: readonly ScanFilter[];
  readonly hydrations: readonly ChosenHydration[];
  /** Wanted columns that no path can read: they are NULL. */
  readonly unread: readonly string[];
  /** Calls in one region, as far as they can be told before they are made; those of parents and for further columns included. */
  readonly calls: number;
  /** The calls of the path alone. */
  readonly ownCalls: number;
  /** The rows that its calls bring, in one region. */
  readonly listed: number;
  /** Those that are left of them. */
  readonly rows: number;
  /** Whether it lists a part alone of what other paths find. */
  readonly isPart: boolean;
  /** Why this path and no other. */
  readonly reason: string;
}

const unreadCost = 1_000_000;
/** A list that leaves out what is asked for by its identifier is no answer where that can be had. */
const partCost = 100_000_000;

/**
 * The access paths that read the wanted columns in the fewest calls. `trail` holds the resources that wait for this one's
 * rows: none of them is listed for it.
 */
export function choosePath(scan: DescribedScan, trail: readonly string[] = []): PathChoice {
  const choices = scan.description.accessPaths.flatMap((path) => {
    const choice = chooseWithRoot(path, scan, trail);
    return choice === undefined ? [] : [choice];
  });
  const [best, next] = choices.toSorted((left, right) => costOf(left) - costOf(right));
  if (best === undefined) throw unreachable(scan);
  return { ...best, reason: reasonFor(best, next) };
}

function reasonFor(best: PathChoice, next: PathChoice | undefined): string {
  if (next === undefined) return 'the only path that the statement gives enough for';
  const further = next.unread.filter((column) => !best.unread.includes(column));
  if (further.length > 0) return `reads ${further.join(', ')}, which ${next.path.method} does not`;
  if (next.isPart && !best.isPart) return `finds what ${next.path.method} leaves out`;
  return `about ${rounded(best.calls)} calls a region; ${next.path.method} would take about ${rounded(next.calls)}`;
}

function rounded(calls: number): number {
  return Math.max(1, Math.round(calls));
}

function costOf(choice: PathChoice): number {
  return choice.calls + choice.unread.length * unreadCost + (choice.isPart ? partCost : 0);
}

function chooseWithRoot(path: AccessPath, scan: DescribedScan, trail: readonly string[]): PathChoice | undefined {
  const bound: Binding[] = [];
  const open: PathParameter[] = [];
  for (const parameter of path.parameters) {
    const values = boundValues(parameter, scan.predicates) ?? parameter.unlessGiven;
    if (values !== undefined) bound.push({ parameter, values });
    else if (parameter.required) open.push(parameter);
  }
  // A parameter that the statement gives a value must reach the API: its column holds nothing else.
  const given = scan.parameters.filter((name) => allowedValues(scan.predicates, name) !== undefined);
  if (given.some((name) => !bound.some(({ parameter }) => sameName(parameter.name, name)))) return undefined;

  const parents = chooseParents(path, open, bound, scan, trail, choosePath);
  if (parents === undefined) return undefined;
  const fromParents = parents.flatMap(({ parameters }) => parameters.map(({ parameter }) => parameter.name));
  const bindings = bound.filter(({ parameter }) => !fromParents.includes(parameter.name));

  const filters = pushedFilters(path, scan.predicates);
  const { requests, values } = requestsOf(path, bindings, parents, scan);
  // Of rows whose parents were listed by a condition, that condition leaves no less.
  const shared = parents.flatMap(({ sharedColumns }) => sharedColumns);
  const isOfParents = path.parameters.some(({ required }) => required);
  const listed =
    path.kind === 'get' ? values : listedRows({ path, scan, bindings, filters, shared, values, isOfParents });
  const fetched = Math.min(listed, scan.limit ?? listed);
  const calls = path.kind === 'get' ? requests : requests * pagesOf(path, fetched, isOfParents ? requests : 1);
  const left = Math.min(listed * locally(path, scan, filters), scan.limit ?? listed);
  const { hydrations: further, unread } = hydrations(path, scan.description.accessPaths, scan.columns);
  const furtherCalls = further.reduce((sum, { batch }) => sum + left / batch, 0);
  const parentCalls = parents.reduce((sum, { choice }) => sum + choice.calls, 0);
  return {
    path,
    bindings,
    parents,
    filters,
    hydrations: further,
    unread,
    calls: parentCalls + calls + furtherCalls,
    ownCalls: Math.max(1, calls),
    listed,
    rows: left,
    isPart: isPart(path, bound, scan),
    reason: '',
  };
}

export interface Binding {
  readonly parameter: PathParameter;
  readonly values: readonly Value[];
}

/** Whether a list is of a part of what the statement asks for: of one's own alone, or without the parameter that says whose. */
function isPart(path: AccessPath, bound: readonly Binding[], { description, predicates }: DescribedScan): boolean {
  const { isPartUnless } = path;
  if (path.kind === 'get') return false;
  if (isPartUnless?.every((name) => !bound.some(({ parameter }) => parameter.name === name)) === true) return true;
  const takes = ({ name }: PathParameter) => path.parameters.some((own) => own.name === name);
  const whole = description.accessPaths.flatMap(({ parameters }) =>
    parameters.filter(({ unlessGiven }) => unlessGiven),
  );
  if (whole.some((parameter) => !takes(parameter))) return true;
  if (path.parameters.some(({ required }) => required)) return false;
  return decidingParameters(description).some(
    (parameter) => !takes(parameter) && boundValues(parameter, predicates) !== undefined,
  );
}

/** Parameters that stand for a part of what there is without the statement's value, and that columns bind: whose things are listed. */
export function decidingParameters({ accessPaths }: ResourceDescription): readonly PathParameter[] {
  return accessPaths.flatMap(({ parameters }) =>
    parameters.filter(
      ({ required, columns, unlessGiven }) => !required && columns.length > 0 && unlessGiven === undefined,
    ),
  );
}

/** The requests that parameters make, in how many calls and with how many values in all. */
function requestsOf(
  path: AccessPath,
  bindings: readonly Binding[],
  parents: readonly ParentChoice[],
  scan: DescribedScan,
): { readonly requests: number; readonly values: number } {
  const bound = bindings.map(({ parameter, values }) => ({
    values: valuesAPlace(scan, parameter, values),
    batch: parameter.batch,
  }));
  // As many rows as when all are listed at once, where they can be.
  const isListedAtOnce = scan.description.accessPaths.some(
    ({ kind, parameters }) => kind === 'list' && !parameters.some(({ required }) => required),
  );
  const share = isListedAtOnce ? 1 / assumedChildren : 1;
  const seen = parents.length === 1 ? seenByOthers(scan) : undefined;
  const taken = parents.map((parent) => ({
    values: seen === undefined ? parent.choice.rows * share : seen / assumedChildren,
    batch: batchOf(path, parent),
  }));
  return [...bound, ...taken].reduce(
    (product, { values, batch }) => ({
      requests: product.requests * Math.ceil(values / batch),
      values: product.values * values,
    }),
    { requests: 1, values: 1 },
  );
}

/** How many of a parent's rows one request takes: several only of one parameter, and where each row tells whose it is. */
export function batchOf(path: AccessPath, { parameters: [first, second] }: ParentChoice): number {
  if (first === undefined || second !== undefined) return 1;
  const { batch, columns } = first.parameter;
  return batch > 1 && columns[0]?.every((column) => path.columns.includes(column)) ? batch : 1;
}

/** The calls of one request, over which the rows are spread. */
function pagesOf({ pageSize }: AccessPath, rows: number, requests: number): number {
  return Math.ceil(Math.max(rows / Math.max(1, requests), 1) / pageSize);
}

/** What the statement's own filters leave of the rows before further calls are made for them. */
function locally(
  path: AccessPath,
  { predicates, conditions = [] }: DescribedScan,
  filters: readonly ScanFilter[],
): number {
  if (path.kind === 'get') return 1;
  const own = predicates.filter(
    ({ column }) => path.columns.includes(column) && !filters.some((filter) => filter.column === column),
  );
  // An end of a range is said by its predicate as well.
  const further = listedConditions(conditions, path).filter(
    ({ columns }) => !own.some(({ column }) => columns.some(({ from }) => from === column)),
  );
  return own.reduce((share, predicate) => share * leavesOf(predicate), 1) * otherLeaves ** further.length;
}

function unreachable({ description, predicates, parameters }: DescribedScan): SkyqlError {
  const name = resourceId(description);
  if (description.accessPaths.length === 0) {
    return new SkyqlError('UNSUPPORTED_STATEMENT', `${name} cannot be read: AWS has no call that reads it.`, {
      hint: `${description.readInstead === undefined ? '' : `What is known of it is read from ${description.readInstead}. `}SHOW METHODS IN ${name} lists the calls that it has.`,
    });
  }
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
  const columns = missing.map((parameter) =>
    (parameter.columns[0] ?? [parameter.name])
      .map((column) => `${column} = ${sampleOf(description, column)}`)
      .join(' AND '),
  );
  const methods = description.accessPaths.map((path) => path.method).join(' or ');
  return new SkyqlError(
    'MISSING_PARAMETER',
    `${name} cannot be read without ${missing.map((parameter) => parameter.name).join(', ')} (${methods}).`,
    {
      hint: `Give it in WHERE, as ${columns.join(' AND ')}, or by a join.${listedBy(description)}${valuesIn(description, missing)}`,
    },
  );
}

/** How a value of a column is written: those of JSON columns are JSON. */
function sampleOf({ columns }: ResourceDescription, name: string): string {
  const type = columns.find((column) => column.name === name)?.type;
  return type === 'object' ? `'{"...": "..."}'` : type === 'array' ? `'["..."]'` : "'...'";
}

/** The twin of a resource that is read one by one lists them all. */
function listedBy({ provider, service, twin }: ResourceDescription): string {
  return twin === undefined ? '' : ` ${provider}.${service}.${twin} lists them all.`;
}

/** The columns of other resources that hold the values of parameters, where they are known. */
function valuesIn(description: ResourceDescription, missing: readonly PathParameter[]): string {
  const places = missing.flatMap((parameter) => {
    const { parent } = parameter;
    const [[column] = []] = parameter.columns;
    const reference = description.relationships.find((own) => own.column === column)?.references;
    const place = parent === undefined ? reference : `${parent.resource}.${parent.column}`;
    return place === undefined ? [] : [`${place} has values of ${parameter.name}`];
  });
  return places.length === 0 ? '' : ` ${places.join('; ')}.`;
}
