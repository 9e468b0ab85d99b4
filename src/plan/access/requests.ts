import { accessPathId } from '../../catalog/access-path-id.ts';
import type { PathParameter, ResourceDescription } from '../../catalog/resource-description.ts';
import type { Value } from '../../data/value.ts';
import type { CallContext, CallScope, Provider, ScanRequest } from '../../providers/provider.ts';
import { allowedValues, type Predicate } from '../predicate.ts';
import { areOfAccounts, valuesInPlace } from './bound-values.ts';
import type { PathChoice } from './choose-path.ts';
import { accountIdIn, allows, choosePlaces } from './choose-places.ts';
import { combinationsOf } from './combinations-of.ts';
import type { DescribedScan } from './described-scan.ts';
import { globalPlaces } from './global-places.ts';
import { isBound } from './is-bound.ts';
import { sameName } from './same-name.ts';

/** The requests of a choice: of each place, each combination of its parameters' values, in batches where calls take several. */
export async function requestsOf(
  provider: Provider,
  scan: DescribedScan,
  choice: PathChoice,
  columns: readonly string[],
  limit: number | undefined,
  context: CallContext,
): Promise<readonly ScanRequest[]> {
  const { description, predicates } = scan;
  const shared = {
    resource: { provider: description.provider, service: description.service, resource: description.name },
    path: accessPathId(choice.path),
    filters: choice.filters,
    columns,
    limit,
  };
  const bindings = choice.bindings.map(({ parameter, values }) => ({
    name: parameter.name,
    batch: isToldApart(scan, choice, parameter) ? parameter.batch : 1,
    values,
    inPlace: valuesInPlace(scan, parameter),
  }));
  const [first] = bindings;
  const byPlace =
    description.global === true
      ? (await globalPlaces(provider, predicates, context)).map((scope): LocatedValues => ({ scope }))
      : first === undefined
        ? await placesOfList(provider, description, predicates, context)
        : await valuesByPlace(provider, first.values, predicates, context);
  const scopes = byPlace.map(({ scope }) => scope);
  const accounts = areOfAccounts(scan) ? await ownersOf(provider, scopes, context) : new Map<string, string>();
  return byPlace.flatMap(({ scope, values }) => {
    const place = { ...scope, accountId: accounts.get(scope.connection) };
    const here = bindings.map((binding, index) => {
      const own = index === 0 ? (values ?? binding.values) : binding.values;
      return batches(binding.name, binding.inPlace(own, place), binding.batch);
    });
    return combinationsOf(here).map((combination) => ({
      ...shared,
      scope,
      parameters: Object.assign({}, ...combination) as Record<string, Value>,
    }));
  });
}

/**
 * Whether one request can take several values: each row says which of them it is of, or nobody asks. What a statement calls by
 * the parameter's own name a row may say otherwise: `self` is an account's id there.
 */
function isToldApart(
  { parameters, columns, predicates, writtenOnce = [] }: DescribedScan,
  { path }: PathChoice,
  parameter: PathParameter,
): boolean {
  const own = parameters.find((name) => sameName(name, parameter.name) && columns.includes(name));
  if (own !== undefined && isBound(predicates, own)) return writtenOnce.includes(own);
  return parameter.columns[0]?.every((column) => path.columns.includes(column)) ?? true;
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
  const accounts = await Promise.all(names.map((name) => accountIdIn(provider, name, context, near)));
  return new Map(names.map((name, index) => [name, accounts[index] ?? '']));
}
