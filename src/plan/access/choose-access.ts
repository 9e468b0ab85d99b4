import type { AccessPath, ResourceDescription } from '../../catalog/resource-description.ts';
import type { Value } from '../../data/value.ts';
import type { CallContext, CallScope, Provider, ScanRequest } from '../../providers/provider.ts';
import { type NeededPermissions, placePermissions, scanPermissions } from '../needed-permissions.ts';
import { allowedValues, type Predicate } from '../predicate.ts';
import type { ParameterColumn, ParentScan, ScanPlan } from '../scan-plan.ts';
import type { ParentChoice } from './choose-parents.ts';
import { assumedRows, batchOf, choosePath, combinationsOf, type PathChoice, placeColumns } from './choose-path.ts';
import { allows, choosePlaces } from './choose-places.ts';
import { globalPlaces, shownRegions } from './global-places.ts';
import { isBound } from './is-bound.ts';
import { normalizedPredicates } from './pushed-filters.ts';

export interface ScanWish {
  readonly description: ResourceDescription;
  /** The columns that the statement reads of it. */
  readonly columns: readonly string[];
  readonly predicates: readonly Predicate[];
  /** Parameters that the statement names and that are no columns. */
  readonly parameters: readonly string[];
  readonly limit?: number;
  /** Whether the statement filters by more than the predicates say. */
  readonly hasFurtherConditions?: boolean;
  /** The resources, by id, that the resource's parameters can be had from, and theirs in turn. */
  readonly parents?: ReadonlyMap<string, ResourceDescription>;
}

export interface PlannedScan {
  readonly plan: ScanPlan;
  readonly choice: PathChoice;
  /** What IAM has to allow for its calls. */
  readonly permissions: readonly NeededPermissions[];
}

/** Turns what a statement wants of a resource into requests: which paths, which accounts and regions, which values. */
export async function planScan(provider: Provider, wish: ScanWish, context: CallContext): Promise<PlannedScan> {
  const predicates = normalizedPredicates(wish.predicates);
  const columns = [
    ...wish.columns.filter((column) => !placeColumns.includes(column) && !wish.parameters.includes(column)),
    // A parameter that nothing binds has the value that would: that of its columns.
    ...wish.parameters.flatMap((name) => (isBound(predicates, name) ? [] : keysOf(wish.description.accessPaths, name))),
  ].filter((column, index, all) => all.indexOf(column) === index);
  const choice = choosePath({ ...wish, columns, predicates });
  const limit = pageLimit(wish, predicates, choice);
  const plan = await planChoice(provider, { ...wish, predicates }, columns, choice, limit, context);
  const permissions = [
    ...placePermissions(provider, wish.description, predicates),
    ...scanPermissions(wish.description, choice, plan.requests),
  ];
  return { choice, permissions, plan };
}

/** The plan behind a choice; that of a parent is made like that of the scan itself. `limit` is a hint for the page size. */
async function planChoice(
  provider: Provider,
  wish: ScanWish,
  columns: readonly string[],
  choice: PathChoice,
  limit: number | undefined,
  context: CallContext,
): Promise<ScanPlan> {
  const { description, predicates } = wish;
  const requests = predicates.some((predicate) => predicate.operator === 'equals' && predicate.values.length === 0)
    ? []
    : await requestsOf(provider, wish, columns, choice, limit, context);
  const parents = await Promise.all(
    choice.parents.map((parent) => planParent(provider, parent, choice, description, requests, context)),
  );
  const scopes = requests.map(({ scope }) => scope);
  const shown = description.global === true ? await shownRegions(provider, predicates, scopes, context) : undefined;
  return {
    resource: resourceOf(description),
    requests,
    ...(parents.length > 0 && { parents }),
    hydrations: choice.hydrations,
    columns: wish.columns,
    parameterColumns: parameterColumns(wish, choice),
    predicates: rowPredicates(description, predicates),
    identifier: description.identifier,
    limit: wish.limit,
    needsAccountId: wish.columns.includes('account_id'),
    ...(shown && { shownRegions: shown }),
  };
}

async function planParent(
  provider: Provider,
  parent: ParentChoice,
  { path }: PathChoice,
  child: ResourceDescription,
  requests: readonly ScanRequest[],
  context: CallContext,
): Promise<ParentScan> {
  const { wish, choice, description } = parent;
  // Under a LIMIT no page is asked for ahead, but each is a full one: not every parent has children.
  const limit = wish.limit === undefined ? undefined : Math.max(wish.limit, assumedRows);
  const predicates = normalizedPredicates(wish.predicates);
  const plan = await planChoice(provider, { ...wish, predicates }, wish.columns, choice, limit, context);
  const isGlobal = description.global === true && child.global !== true;
  // A scan that its identifiers send to some places only lists its parents there.
  const isAsked = ({ scope }: ScanRequest) =>
    requests.some(
      (own) =>
        own.scope.connection === scope.connection && (description.global === true || own.scope.region === scope.region),
    );
  return {
    plan: { ...plan, requests: plan.requests.filter(isAsked) },
    parameters: Object.fromEntries(parent.parameters.map(({ parameter, column }) => [parameter.name, column])),
    batch: batchOf(path, parent),
    ...(isGlobal && { isGlobal }),
  };
}

function resourceOf({ provider, service, name }: ResourceDescription): ScanPlan['resource'] {
  return { provider, service, resource: name };
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

function parameterColumns(wish: ScanWish, choice: PathChoice): readonly ParameterColumn[] {
  return wish.parameters.map((name) => ({
    name,
    keys: keysOf([choice.path, ...wish.description.accessPaths], name),
  }));
}

/** The columns that hold a parameter's value. */
function keysOf(paths: readonly AccessPath[], name: string): readonly string[] {
  const parameters = paths.flatMap((path) => path.parameters);
  return parameters.find((own) => own.name.toLowerCase() === name.toLowerCase())?.columns[0] ?? [];
}

async function requestsOf(
  provider: Provider,
  wish: ScanWish,
  columns: readonly string[],
  choice: PathChoice,
  limit: number | undefined,
  context: CallContext,
): Promise<readonly ScanRequest[]> {
  const { description, predicates } = wish;
  // A further call for a row needs what identifies it, whether or not the statement does.
  // And of several values that one call takes each row has to tell its own.
  const keys = [
    ...choice.hydrations
      .flatMap(({ keys: own, further = [] }) => [...own, ...further.flatMap((other) => other.keys)])
      .filter((column) => choice.path.columns.includes(column)),
    ...parameterColumns(wish, choice).flatMap((own) => own.keys),
  ];
  const read = [...new Set([...columns, ...keys])];
  const shared = {
    resource: resourceOf(description),
    method: choice.path.method,
    filters: choice.filters,
    columns: read,
    limit,
  };
  const bindings = choice.bindings.map(({ parameter, values }) => ({
    name: parameter.name,
    // Of rows that do not say which value brought them, each value asks for its own.
    batch: parameter.columns[0]?.every((column) => choice.path.columns.includes(column)) ? parameter.batch : 1,
    values,
  }));
  const [first] = bindings;
  const byPlace =
    description.global === true
      ? (await globalPlaces(provider, predicates, context)).map((scope): LocatedValues => ({ scope }))
      : first === undefined
        ? await placesOfList(provider, description, predicates, context)
        : await valuesByPlace(provider, first.values, predicates, context);
  return byPlace.flatMap(({ scope, values }) => {
    const here = bindings.map((binding, index) =>
      batches(binding.name, index === 0 ? (values ?? binding.values) : binding.values, binding.batch),
    );
    return combinationsOf(here).map((combination) => ({
      ...shared,
      scope,
      parameters: Object.assign({}, ...combination) as Record<string, Value>,
    }));
  });
}

/** The LIMIT as a hint for the page size: only where every row of a page counts, for else many small pages would be read. */
function pageLimit(wish: ScanWish, predicates: readonly Predicate[], choice: PathChoice): number | undefined {
  const parameters = [...choice.bindings, ...choice.parents.flatMap((parent) => parent.parameters)];
  const bound = parameters.flatMap(({ parameter }) => [parameter.name, ...parameter.columns.flat()]);
  const isPushed = ({ column, key }: Predicate) =>
    placeColumns.includes(column) ||
    bound.includes(column) ||
    choice.filters.some((filter) => filter.column === column && filter.key === key);
  return wish.hasFurtherConditions !== true && predicates.every(isPushed) ? wish.limit : undefined;
}

function batches(name: string, values: readonly Value[], size: number): readonly Readonly<Record<string, Value>>[] {
  if (size <= 1) return values.map((value) => ({ [name]: value }));
  const groups: Readonly<Record<string, Value>>[] = [];
  for (let start = 0; start < values.length; start += size) groups.push({ [name]: values.slice(start, start + size) });
  return groups;
}

/** A list goes where the identifiers that the statement asks for are, when they tell. */
async function placesOfList(
  provider: Provider,
  { identifier }: ResourceDescription,
  predicates: readonly Predicate[],
  context: CallContext,
): Promise<readonly LocatedValues[]> {
  const [column = ''] = identifier;
  const values = identifier.length === 1 ? (allowedValues(predicates, column) ?? []) : [];
  return (await valuesByPlace(provider, values, predicates, context)).map(({ scope }) => ({ scope }));
}

interface LocatedValues {
  readonly scope: CallScope;
  readonly values?: readonly Value[];
}

/** Identifiers that name their region go there and nowhere else; all others go to every place of the statement. */
async function valuesByPlace(
  provider: Provider,
  values: readonly Value[],
  predicates: readonly Predicate[],
  context: CallContext,
): Promise<readonly LocatedValues[]> {
  const located = values.map((value) => ({ value, place: typeof value === 'string' ? provider.locate(value) : {} }));
  if (values.length === 0 || located.some(({ place }) => place.region === undefined)) {
    return (await choosePlaces(provider, predicates, context)).map((scope) => ({ scope }));
  }
  const regions = [...new Set(located.map(({ place }) => place.region ?? ''))].filter((region) =>
    allows(predicates, 'region', region),
  );
  const places = await Promise.all(
    regions.map(async (region) => {
      const here = located.filter(({ place }) => place.region === region);
      const inRegion: Predicate = { column: 'region', operator: 'equals', values: [region] };
      const scopes = await choosePlaces(
        provider,
        [...predicates.filter(({ column }) => column !== 'region'), inRegion],
        context,
      );
      const owners = await ownersOf(provider, scopes, context);
      return scopes.map((scope) => ({
        scope,
        values: here
          .filter(
            ({ place }) =>
              owners.size < 2 ||
              place.accountId === undefined ||
              owners.get(scope.connection) === place.accountId ||
              ![...owners.values()].includes(place.accountId),
          )
          .map(({ value }) => value),
      }));
    }),
  );
  return places.flat().filter(({ values: own }) => own.length > 0);
}

/** The accounts behind several connections; of a single one nobody needs to know. */
async function ownersOf(
  provider: Provider,
  scopes: readonly CallScope[],
  context: CallContext,
): Promise<ReadonlyMap<string, string>> {
  const names = [...new Set(scopes.map(({ connection }) => connection))];
  if (names.length < 2) return new Map();
  const near = scopes[0]?.region;
  const accounts = await Promise.all(names.map((name) => provider.accountId(name, context, near)));
  return new Map(names.map((name, index) => [name, accounts[index] ?? '']));
}
