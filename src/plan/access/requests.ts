import { accessPathId } from '../../catalog/access-path-id.ts';
import type { ResourceDescription } from '../../catalog/resource-description.ts';
import type { Value } from '../../data/value.ts';
import type { CallContext, CallScope, Provider, ScanRequest } from '../../providers/provider.ts';
import { allowedValues, type Predicate } from '../predicate.ts';
import { combinationsOf, type PathChoice } from './choose-path.ts';
import { accountIdIn, allows, choosePlaces } from './choose-places.ts';
import type { DescribedScan } from './described-scan.ts';
import { globalPlaces } from './global-places.ts';

/** The requests of a choice: of each place, each combination of its parameters' values, in batches where calls take several. */
export async function requestsOf(
  provider: Provider,
  { description, predicates }: DescribedScan,
  choice: PathChoice,
  columns: readonly string[],
  limit: number | undefined,
  context: CallContext,
): Promise<readonly ScanRequest[]> {
  const shared = {
    resource: { provider: description.provider, service: description.service, resource: description.name },
    path: accessPathId(choice.path),
    filters: choice.filters,
    columns,
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
