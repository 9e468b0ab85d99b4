import type { Catalog } from '../../catalog/catalog.ts';
import { servicesMeant } from '../../catalog/services-named.ts';
import type { Suggestion } from '../completion.ts';
import { catalogNamed } from '../scope.ts';
import type { Want } from '../want.ts';
import { firstSentence } from './first-sentence.ts';
import type { Lookup } from './lookup.ts';
import { nameText } from './name-text.ts';

/** From how many letters on resources are looked for by what they are about. */
const fewestLetters = 3;
const mostFound = 12;

/** Tables by their names, part by part; by what they are about where nothing but a word is typed. */
export async function tableSuggestions(
  { parts, of }: Extract<Want, { kind: 'tables' }>,
  lookup: Lookup,
): Promise<readonly Suggestion[]> {
  const own = parts.length === 0 ? await ownTables(of, lookup) : [];
  if (of === 'local') return own;
  const next = await nextParts(parts, lookup, true);
  return [...own, ...next, ...(parts.length === 0 ? await foundResources(lookup) : [])];
}

/** Providers and services, part by part. */
export function serviceSuggestions(
  { parts }: Extract<Want, { kind: 'services' }>,
  lookup: Lookup,
): Promise<readonly Suggestion[]> {
  return nextParts(parts, lookup, false);
}

async function ownTables(
  of: Extract<Want, { kind: 'tables' }>['of'],
  { scope, known, quote }: Lookup,
): Promise<readonly Suggestion[]> {
  if (of === 'catalog') return [];
  const tables = (await known.tables?.()) ?? [];
  return [
    ...(of === 'query' ? scope.queries : []).map(({ name }) => suggestion(name, 'common table expression')),
    ...tables.map(({ name, kind }) => suggestion(name, kind)),
  ];

  function suggestion(name: string, detail: string): Suggestion {
    return { text: nameText(name, quote), kind: 'table', detail };
  }
}

/** What can follow the parts of a name, which USE may have begun. */
async function nextParts(parts: readonly string[], lookup: Lookup, isWhole: boolean): Promise<readonly Suggestion[]> {
  const { known, quote } = lookup;
  const [first, second] = parts;
  if (first === undefined) {
    const [provider, service] = known.use;
    return [
      ...(isWhole && provider !== undefined && service !== undefined
        ? await resourcesOf(provider, service, lookup)
        : []),
      ...(provider !== undefined ? await servicesOf(provider, lookup) : []),
      ...known.catalogs.map(
        ({ provider: name }): Suggestion => ({ text: nameText(name, quote), kind: 'provider', detail: 'provider' }),
      ),
      ...(provider === undefined ? await servicesTyped(lookup) : []),
    ];
  }
  if (second === undefined) {
    const services = await servicesOf(first, lookup);
    const [provider] = known.use;
    const resources = isWhole && provider !== undefined ? await resourcesOf(provider, first, lookup) : [];
    return [...services, ...resources];
  }
  return isWhole && parts.length === 2 ? resourcesOf(first, second, lookup) : [];
}

async function servicesOf(provider: string, { known, quote }: Lookup): Promise<readonly Suggestion[]> {
  const services = (await catalogNamed(provider, known.catalogs)?.services()) ?? [];
  return services.map(
    ({ name, title }): Suggestion => ({ text: nameText(name, quote), kind: 'service', detail: title }),
  );
}

/** Services by their whole names, of those that begin with what is typed. */
async function servicesTyped({ known, typed, quote }: Lookup): Promise<readonly Suggestion[]> {
  if (typed === '' || quote !== '') return [];
  const lists = known.catalogs.map(async ({ provider, services }) =>
    (await services())
      .filter(({ name }) => name.startsWith(typed.toLowerCase()))
      .map(
        ({ name, title }): Suggestion => ({ text: `${provider}.${nameText(name)}`, kind: 'service', detail: title }),
      ),
  );
  return (await Promise.all(lists)).flat();
}

async function resourcesOf(
  provider: string,
  service: string,
  { known, quote }: Lookup,
): Promise<readonly Suggestion[]> {
  const catalog = catalogNamed(provider, known.catalogs);
  if (catalog === undefined || servicesMeant(await catalog.services(), service).length === 0) return [];
  return (await catalog.resources(service)).map(
    ({ name, description }): Suggestion => ({
      text: nameText(name, quote),
      kind: 'resource',
      detail: firstSentence(description),
    }),
  );
}

async function foundResources({ known, typed, quote }: Lookup): Promise<readonly Suggestion[]> {
  if (typed.length < fewestLetters || quote !== '') return [];
  return (await Promise.all(known.catalogs.map((catalog) => found(catalog)))).flat();

  async function found(catalog: Catalog): Promise<readonly (Suggestion & { readonly isFound: true })[]> {
    const ids = (await catalog.resourcesAbout?.(typed, mostFound)) ?? [];
    return ids.map((id) => ({ text: withoutUse(id.split('.')), kind: 'resource', detail: '', isFound: true }));
  }

  function withoutUse(parts: readonly string[]): string {
    const { use } = known;
    const shared = use.every((part, index) => parts[index] === part) ? use.length : 0;
    return parts
      .slice(shared)
      .map((part) => nameText(part))
      .join('.');
  }
}
