import { suggest } from '../data/suggest.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { Catalog } from './catalog.ts';
import { didYouMean, type FoundService, findService, qualified } from './find-service.ts';
import type { ResourceDescription } from './resource-description.ts';

/**
 * The resource that `aws.ec2.images` names, or `ec2.images` after `USE aws`, or `images` after `USE aws.ec2`. Throws
 * UNKNOWN_PROVIDER, UNKNOWN_SERVICE or UNKNOWN_RESOURCE, with the nearest names.
 */
export async function findResource(
  catalogs: readonly Catalog[],
  parts: readonly string[],
  use: readonly string[],
): Promise<ResourceDescription> {
  const [provider, service, name] = qualified(parts, use, 3);
  if (provider === undefined || service === undefined || name === undefined) throw await notQualified(catalogs, parts);
  const found = await findService(catalogs, [provider, service], []);
  const resource = await found.catalog.resource(found.name, name);
  if (resource) return resource;
  throw await notThere(found, name, await found.catalog.resources(found.name));
}

async function notThere(
  { provider, name: service, catalog }: FoundService,
  name: string,
  resources: readonly { readonly name: string }[],
): Promise<SkyqlError> {
  const instead = catalog.insteadOf?.(service, name);
  if (instead !== undefined) {
    throw new SkyqlError('UNKNOWN_RESOURCE', `There is no resource ${name} in ${provider}.${service}.`, {
      hint: `${instead}SHOW RESOURCES IN ${provider}.${service} lists all.`,
    });
  }
  let near = suggest(
    name,
    resources.map((resource) => resource.name),
  ).map((nearest) => `${provider}.${service}.${nearest}`);
  if (near.length === 0) near = await sameNameElsewhere(catalog, name);
  return new SkyqlError('UNKNOWN_RESOURCE', `There is no resource ${name} in ${provider}.${service}.`, {
    hint: `${didYouMean(near)}SHOW RESOURCES IN ${provider}.${service} lists them.`,
  });
}

/** Where else there is a resource of that name: looked up in the list of all names, where the catalog has one. */
async function sameNameElsewhere(catalog: Catalog, name: string): Promise<string[]> {
  const wanted = name.toLowerCase();
  const names = (await catalog.resourceNames?.()) ?? (await namesOf(catalog));
  return Object.entries(names)
    .filter(([, resources]) => resources.includes(wanted))
    .slice(0, 3)
    .map(([service]) => `${catalog.provider}.${service}.${wanted}`);
}

async function namesOf(catalog: Catalog): Promise<Readonly<Record<string, readonly string[]>>> {
  const services = await catalog.services();
  const lists = services.map(
    async ({ name }): Promise<[string, string[]]> => [
      name,
      (await catalog.resources(name)).map((resource) => resource.name),
    ],
  );
  return Object.fromEntries(await Promise.all(lists));
}

async function notQualified(catalogs: readonly Catalog[], parts: readonly string[]): Promise<SkyqlError> {
  const written = parts.join('.');
  const elsewhere =
    parts.length === 1
      ? (await Promise.all(catalogs.map((catalog) => sameNameElsewhere(catalog, written)))).flat().slice(0, 3)
      : [];
  const [first] = catalogs;
  return new SkyqlError('UNKNOWN_RESOURCE', `There is no table or resource ${written}.`, {
    hint: `${didYouMean(elsewhere)}A resource is named by provider, service and name, as in ${first?.provider ?? 'aws'}.ec2.images; USE takes the front parts.`,
  });
}
