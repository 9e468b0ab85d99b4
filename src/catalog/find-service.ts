import { suggest } from '../data/suggest.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { Catalog } from './catalog.ts';
import type { ServiceDescription } from './resource-description.ts';
import { comparableName, servicesMeant } from './services-named.ts';

export interface FoundService extends ServiceDescription {
  readonly provider: string;
  readonly catalog: Catalog;
}

/**
 * The service that `aws.ec2` names, or `ec2` after `USE aws`, or nothing after `USE aws.ec2`. Throws UNKNOWN_PROVIDER or
 * UNKNOWN_SERVICE, with the nearest names.
 */
export async function findService(
  catalogs: readonly Catalog[],
  parts: readonly string[],
  use: readonly string[],
): Promise<FoundService> {
  const [provider, name] = qualified(parts, use, 2);
  if (provider === undefined || name === undefined) {
    const written = parts.join('.');
    throw new SkyqlError('UNKNOWN_SERVICE', `${written === '' ? 'No service is named' : `${written} is no service`}.`, {
      hint: `Name it whole, as in ${catalogs[0]?.provider ?? 'aws'}.${parts.at(-1) ?? 'ec2'}, or USE ${catalogs[0]?.provider ?? 'aws'} first.`,
    });
  }
  const catalog = findCatalog(catalogs, provider);
  const services = await catalog.services();
  const [service, ...others] = servicesMeant(services, name);
  if (service) {
    // A name that several services go by, and none has for itself, stays as it is: it stands for all of them.
    return {
      ...service,
      ...(others.length > 0 && { name: comparableName(name) }),
      provider: catalog.provider,
      catalog,
    };
  }
  const near = suggest(
    name,
    services.flatMap((candidate) => [candidate.name, ...(candidate.aliases ?? [])]),
  );
  throw new SkyqlError('UNKNOWN_SERVICE', `There is no service ${name} in ${catalog.provider}.`, {
    hint: `${catalog.insteadOf?.(name) ?? didYouMean(near.map((candidate) => `${catalog.provider}.${candidate}`))}SHOW SERVICES IN ${catalog.provider} lists them.`,
  });
}

export function findCatalog(catalogs: readonly Catalog[], provider: string): Catalog {
  const catalog = catalogs.find((candidate) => isProviderNamed(candidate, provider));
  if (catalog) return catalog;
  const names = catalogs.map((candidate) => candidate.provider);
  const near = suggest(provider, names);
  throw new SkyqlError('UNKNOWN_PROVIDER', `There is no provider ${provider}.`, {
    hint: `${didYouMean(near)}The providers are: ${names.join(', ')}.`,
  });
}

/** Whether a catalog's provider goes by that name. */
export function isProviderNamed({ provider, otherNames = [] }: Pick<Catalog, 'provider' | 'otherNames'>, name: string) {
  return [provider, ...otherNames].includes(name.toLowerCase());
}

/** The last parts of a name, the front ones taken from USE. */
export function qualified(
  parts: readonly string[],
  use: readonly string[],
  wanted: number,
): readonly (string | undefined)[] {
  if (parts.length > wanted) return [];
  return [...use.slice(0, wanted - parts.length), ...parts].length === wanted
    ? [...use.slice(0, wanted - parts.length), ...parts]
    : [];
}

export function didYouMean(names: readonly string[]): string {
  return names.length === 0 ? '' : `Did you mean ${names.join(' or ')}? `;
}
