import type { Catalog } from '../../catalog/catalog.ts';
import type { ResourceDescription } from '../../catalog/resource-description.ts';
import { quoteLiteral } from '../../data/quote.ts';
import type { Suggestion } from '../completion.ts';
import { catalogNamed, columnNamed, isSame, resourceNamed, resourceOf } from '../scope.ts';
import type { Want } from '../want.ts';
import type { Lookup } from './lookup.ts';

/** The values that the column is known to have which a condition names. */
export async function valueSuggestions(
  { column }: Extract<Want, { kind: 'values' }>,
  lookup: Lookup,
): Promise<readonly Suggestion[]> {
  const name = column.at(-1) ?? '';
  const places = await placeValues(name, lookup);
  if (places.length > 0) return places;
  const found = await columnNamed(column, lookup.scope, lookup.known);
  if (found?.resource !== undefined) return resourceValues(found.resource, found.name, lookup);
  const resources = await resourcesIn(lookup);
  return (await Promise.all(resources.map((resource) => resourceValues(resource, name, lookup)))).flat();
}

/** The values that a column can be given. */
export async function valuesToSet(
  { target, column }: Extract<Want, { kind: 'values to set' }>,
  lookup: Lookup,
): Promise<readonly Suggestion[]> {
  const places = await placeValues(column, lookup);
  if (places.length > 0) return places;
  const resource = await resourceOf(target, { ...lookup.scope, queries: [] }, lookup.known);
  return resource === undefined ? [] : resourceValues(resource, column, lookup);
}

/** The values that an argument of a method can be given. */
export async function argumentValues(
  { method, argument }: Extract<Want, { kind: 'argument values' }>,
  lookup: Lookup,
): Promise<readonly Suggestion[]> {
  const places = await placeValues(argument, lookup);
  if (places.length > 0) return places;
  const resource = await resourceNamed(method.slice(0, -1), lookup.known);
  if (resource === undefined) return [];
  const catalog = catalogNamed(resource.provider, lookup.known.catalogs);
  const values = await catalog?.valuesOf?.(resource.service, resource.name, {
    method: method.at(-1) ?? '',
    parameter: argument,
  });
  return literals(values ?? [], resource.name);
}

/** Regions and connections, which whoever asks knows. */
async function placeValues(column: string, { known }: Lookup): Promise<readonly Suggestion[]> {
  if (isSame(column, 'region')) return literals((await known.regions?.()) ?? [], 'region');
  if (isSame(column, 'connection')) return literals((await known.connections?.()) ?? [], 'connection');
  return [];
}

async function resourceValues(
  { provider, service, name }: ResourceDescription,
  column: string,
  { known }: Lookup,
): Promise<readonly Suggestion[]> {
  const catalog: Catalog | undefined = catalogNamed(provider, known.catalogs);
  return literals((await catalog?.valuesOf?.(service, name, { column })) ?? [], `${service}.${name}`);
}

async function resourcesIn({ scope, known }: Lookup): Promise<readonly ResourceDescription[]> {
  const resources = await Promise.all(scope.relations.map((relation) => resourceOf(relation, scope, known)));
  return resources.flatMap((resource) => resource ?? []);
}

function literals(values: readonly string[], detail: string): readonly Suggestion[] {
  return values.map((value) => ({ text: quoteLiteral(value), kind: 'value', detail }));
}
