import { accessPathId } from '../../catalog/access-path-id.ts';
import type { AccessPath, ResourceDescription } from '../../catalog/resource-description.ts';
import { namedPlaceColumns } from '../../catalog/with-connection-tags.ts';
import type { CallContext, Provider, ResourceName, ScanOrder, ScanRequest } from '../../providers/provider.ts';
import { placePermissions, scanPermissions } from '../needed-permissions.ts';
import type { Predicate } from '../predicate.ts';
import type { Access, Binding, Expected, ParameterColumn, ParentAccess } from './access.ts';
import type { ChosenHydration } from './choose-hydrations.ts';
import type { ParentChoice } from './choose-parents.ts';
import { batchOf, choosePath, type PathChoice } from './choose-path.ts';
import { connectionTagsOf } from './connection-tags.ts';
import type { DescribedScan } from './described-scan.ts';
import { shownRegions } from './global-places.ts';
import { isBound } from './is-bound.ts';
import { listedConditions } from './listed-conditions.ts';
import { isListed } from './listed-leading.ts';
import { assumedRows } from './listed-rows.ts';
import { normalizedPredicates } from './pushed-filters.ts';
import { requestsOf } from './requests.ts';
import { refuseUnbound } from './unbound-parameters.ts';

/** How a scan is carried out: by which path, in which accounts and regions, with which values. */
export async function chooseAccess(provider: Provider, scan: DescribedScan, context: CallContext): Promise<Access> {
  const predicates = normalizedPredicates(scan.predicates);
  refuseUnbound({ ...scan, predicates });
  const columns = [
    ...scan.columns.filter((column) => !namedPlaceColumns.includes(column) && !scan.parameters.includes(column)),
    // A parameter that nothing binds has the value that would: that of its columns.
    ...scan.parameters.flatMap((name) => (isBound(predicates, name) ? [] : keysOf(scan.description.accessPaths, name))),
  ].filter((column, index, all) => all.indexOf(column) === index);
  const usual = choosePath({ ...scan, columns, predicates });
  const order = orderOf(scan, predicates, usual);
  const choice = order === undefined ? usual : { ...usual, ...firstRows(usual, order) };
  const limit = order?.rows ?? pageLimit(scan, predicates, choice);
  const chosen = await accessBy(provider, { ...scan, predicates }, columns, choice, limit, context);
  const ordered = order === undefined ? chosen : inOrder(chosen, order);
  const isEachCounted = scan.limit !== undefined && limit === scan.limit;
  const access = withoutIdle(withLeading({ ...ordered, ...(isEachCounted && { isEachCounted }) }, scan, choice));
  // What a statement gives to requests by their own names nothing but their model knows.
  if (scan.parameters.length > 0)
    for (const request of distinctRequests(access.requests)) await provider.checkScan?.(request, context);
  const ofPlaces = placePermissions(provider, scan.description, predicates);
  const scopes = [access, ...access.parents.map((parent) => parent.access)].flatMap(({ requests }) => requests);
  const connections = [...new Set(scopes.map(({ scope }) => scope.connection))];
  const ofConnections = connections.flatMap((name) => provider.connectionPermissions?.(name) ?? []);
  return { ...access, permissions: [...ofConnections, ...ofPlaces, ...access.permissions] };
}

/** Of rows that are listed with what says which of them come first, no others take further calls. */
function withLeading(access: Access, { leading, parameters }: DescribedScan, { path }: PathChoice): Access {
  if (leading === undefined || access.hydrations.length === 0 || !isListed(leading, path, parameters)) return access;
  // Of each partition some: how many there are the run will tell.
  const most = leading.partition.length === 0 ? leading.rows : Number.POSITIVE_INFINITY;
  const hydrations = access.hydrations.map((own) => ({
    ...own,
    expectedCalls: Math.min(own.expectedCalls, Math.ceil(most / own.batch)),
  }));
  return { ...access, leading, hydrations };
}

/** Of rows that lead to no further call all conditions are asked together, when they have been read. */
function withoutIdle(access: Access): Access {
  const { conditions: _, ...rest } = access;
  return access.hydrations.length > 0 ? access : rest;
}

/** One request of each combination of parameters: what is checked is the same in every place. */
function distinctRequests(requests: readonly ScanRequest[]): Iterable<ScanRequest> {
  return new Map(requests.map((request) => [JSON.stringify(request.parameters), request])).values();
}

/** The access behind a choice; that of a parent is made like that of the scan itself. `limit` is a hint for the page size. */
async function accessBy(
  provider: Provider,
  scan: DescribedScan,
  columns: readonly string[],
  choice: PathChoice,
  limit: number | undefined,
  context: CallContext,
): Promise<Access> {
  const { description, predicates } = scan;
  const keyColumns = parameterColumns(scan, choice);
  const conditions = listedConditions(scan.conditions ?? [], choice.path);
  const isEmpty = predicates.some((predicate) => predicate.operator === 'equals' && predicate.values.length === 0);
  const requests = isEmpty
    ? []
    : await requestsOf(provider, scan, choice, columnsToRead(columns, choice, keyColumns), limit, context);
  const parents = await Promise.all(
    choice.parents.map((parent) => parentAccess(provider, parent, choice, description, requests, context)),
  );
  const scopes = requests.map(({ scope }) => scope);
  const places = placesIn(requests);
  const shown = description.global === true ? await shownRegions(provider, predicates, scopes, context) : undefined;
  const tags = await connectionTagsOf(provider, scan, context);
  return {
    resource: resourceOf(description),
    path: accessPathId(choice.path),
    method: choice.path.method,
    reason: choice.reason,
    requests,
    parents,
    hydrations: choice.hydrations.map((own) => ({ ...own, expectedCalls: furtherCalls(own, choice, places) })),
    columns: scan.columns,
    parameterColumns: keyColumns,
    bindings: choice.bindings.map(
      ({ parameter, values }): Binding => ({ parameter: parameter.name, columns: parameter.columns, values }),
    ),
    filters: choice.filters,
    predicates: rowPredicates(description, predicates),
    ...(conditions.length > 0 && { conditions }),
    identifier: description.identifier,
    unread: choice.unread,
    ...(scan.limit !== undefined && { limit: scan.limit }),
    needsAccountId: scan.columns.includes('account_id'),
    ...(shown && { shownRegions: shown }),
    ...(tags && { connectionTags: tags }),
    expected: expectedOf(choice, places),
    permissions: scanPermissions(description, choice, requests),
  };
}

async function parentAccess(
  provider: Provider,
  parent: ParentChoice,
  { path }: PathChoice,
  child: ResourceDescription,
  requests: readonly ScanRequest[],
  context: CallContext,
): Promise<ParentAccess> {
  const { scan, choice, description } = parent;
  // Under a LIMIT no page is asked for ahead, but each is a full one: not every parent has children.
  const limit = scan.limit === undefined ? undefined : Math.max(scan.limit, assumedRows);
  const predicates = normalizedPredicates(scan.predicates);
  const access = await accessBy(provider, { ...scan, predicates }, scan.columns, choice, limit, context);
  const isGlobal = description.global === true && child.global !== true;
  // A scan that its identifiers send to some places only lists its parents there.
  const isAsked = ({ scope }: ScanRequest) =>
    requests.some(
      (own) =>
        own.scope.connection === scope.connection && (description.global === true || own.scope.region === scope.region),
    );
  const asked = access.requests.filter(isAsked);
  return {
    access: { ...access, requests: asked, expected: expectedOf(choice, isGlobal ? 1 : placesIn(requests)) },
    parameters: Object.fromEntries(parent.parameters.map(({ parameter, column }) => [parameter.name, column])),
    columns: [...parent.parameters.flatMap(({ parameter }) => parameter.columns.flat()), ...pushedToParent(parent)],
    batch: batchOf(path, parent),
    ...(isGlobal && { isGlobal }),
  };
}

/** The scan's columns that the list of a parent is filtered by: all rows that are read for what it brings have the same. */
function pushedToParent({ sharedColumns, choice: { filters } }: ParentChoice): readonly string[] {
  return sharedColumns.filter((column) => filters.some((filter) => filter.column === column));
}

function resourceOf({ provider, service, name }: ResourceDescription): ResourceName {
  return { provider, service, resource: name };
}

function placesIn(requests: readonly ScanRequest[]): number {
  return Math.max(1, new Set(requests.map(({ scope }) => `${scope.connection}/${scope.region}`)).size);
}

function expectedOf(choice: PathChoice, places: number): Expected {
  const { path, ownCalls, listed, rows, hydrations, parents } = choice;
  return {
    calls: Math.ceil(ownCalls * places),
    listed: Math.ceil(listed),
    rows: rows * places,
    isEstimate: parents.length > 0 || (path.kind === 'list' && (hydrations.length > 0 || listed > path.pageSize)),
  };
}

/** Each place fills calls of its own. */
function furtherCalls({ batch }: ChosenHydration, { rows }: PathChoice, places: number): number {
  return Math.ceil(rows / batch) * places;
}

/** The predicates that rows can be held against: the text of JSON is DuckDB's business. */
function rowPredicates({ columns }: ResourceDescription, predicates: readonly Predicate[]): readonly Predicate[] {
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  return predicates.flatMap((predicate) => {
    const type = types.get(predicate.column);
    if (type === 'timestamp') return [{ ...predicate, isMoment: true }];
    return (type === 'object' || type === 'array') && predicate.key === undefined ? [] : [predicate];
  });
}

function parameterColumns(scan: DescribedScan, choice: PathChoice): readonly ParameterColumn[] {
  return scan.parameters.map((name) => ({
    name,
    keys: keysOf([choice.path, ...scan.description.accessPaths], name),
  }));
}

/** The columns that hold a parameter's value. */
function keysOf(paths: readonly AccessPath[], name: string): readonly string[] {
  const parameters = paths.flatMap((path) => path.parameters);
  return parameters.find((own) => own.name.toLowerCase() === name.toLowerCase())?.columns[0] ?? [];
}

/**
 * A further call for a row needs what identifies it, whether or not the statement does; and of several values that one
 * call takes each row has to tell its own.
 */
function columnsToRead(
  columns: readonly string[],
  { path, hydrations }: PathChoice,
  keyColumns: readonly ParameterColumn[],
): readonly string[] {
  const keys = [
    ...hydrations
      .flatMap(({ keys: own, further = [] }) => [...own, ...further.flatMap((other) => other.keys)])
      .filter((column) => path.columns.includes(column)),
    ...keyColumns.flatMap((own) => own.keys),
  ];
  return [...new Set([...columns, ...keys])];
}

/**
 * The order in which the API can give the rows, so that the first of each request are all that matter: where nothing leaves out
 * rows but the places, and parameters that all rows of a request have.
 */
function orderOf(scan: DescribedScan, predicates: readonly Predicate[], choice: PathChoice): ScanOrder | undefined {
  const { first, hasFurtherConditions, description } = scan;
  if (first === undefined || hasFurtherConditions === true || description.global === true) return undefined;
  if (choice.path.sortedBy?.includes(first.column) !== true) return undefined;
  const same = choice.bindings.filter(({ parameter, values }) => parameter.required && values.length === 1);
  const bound = same.flatMap(({ parameter }) => [parameter.name, ...parameter.columns.flat()]);
  return predicates.every(({ column }) => namedPlaceColumns.includes(column) || bound.includes(column))
    ? first
    : undefined;
}

function firstRows(
  { path, listed, rows }: PathChoice,
  order: ScanOrder,
): Pick<PathChoice, 'ownCalls' | 'listed' | 'rows'> {
  const wanted = Math.min(listed, order.rows);
  return { ownCalls: Math.ceil(wanted / path.pageSize), listed: wanted, rows: Math.min(rows, order.rows) };
}

function inOrder(access: Access, order: ScanOrder): Access {
  return { ...access, order, requests: access.requests.map((request) => ({ ...request, order })) };
}

/** The LIMIT as a hint for the page size: only where every row of a page counts, for else many small pages would be read. */
function pageLimit(scan: DescribedScan, predicates: readonly Predicate[], choice: PathChoice): number | undefined {
  const parameters = [...choice.bindings, ...choice.parents.flatMap((parent) => parent.parameters)];
  const bound = [
    ...parameters.flatMap(({ parameter }) => [parameter.name, ...parameter.columns.flat()]),
    ...choice.parents.flatMap(pushedToParent),
  ];
  const isPushed = ({ column, key }: Predicate) =>
    namedPlaceColumns.includes(column) ||
    bound.includes(column) ||
    choice.filters.some((filter) => filter.column === column && filter.key === key);
  return scan.hasFurtherConditions !== true && predicates.every(isPushed) ? scan.limit : undefined;
}
