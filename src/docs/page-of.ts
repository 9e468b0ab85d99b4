import type { Catalog } from '../catalog/catalog.ts';
import { findResource } from '../catalog/find-resource.ts';
import { findService } from '../catalog/find-service.ts';
import { servicesNamed } from '../catalog/services-named.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { documentedResource } from './documented-resource.ts';
import { providerPage } from './provider-page.ts';
import { resourcePage } from './resource-page.ts';
import { servicePage } from './service-page.ts';

/** The page of `aws`, `aws.ec2` and `aws.ec2.images`; the provider may be left out. */
export async function pageOf(catalog: Catalog, name: string): Promise<string> {
  const parts = name.split('.');
  const named = parts[0]?.toLowerCase() === catalog.provider ? parts.slice(1) : parts;
  const whole = [catalog.provider, ...named];
  const [word = ''] = named;
  if (named.length === 0) return providerPage(catalog.provider, catalog.version, await catalog.services());
  if (named.length === 1 && !(await isResourceAlone(catalog, word))) {
    const service = await findService([catalog], whole, []);
    return servicePage(service, await catalog.resources(service.name));
  }
  const { service, name: found } = await findResource([catalog], named.length === 1 ? named : whole, []);
  const resource = await documentedResource(catalog, service, found);
  if (resource !== undefined) return resourcePage(resource);
  throw new SkyqlError('UNKNOWN_RESOURCE', `There is no resource ${name}.`);
}

/** Whether a word is no service but the name of resources: looking it up as a resource then says of which services. */
async function isResourceAlone(catalog: Catalog, word: string): Promise<boolean> {
  if (servicesNamed(await catalog.services(), word).length > 0) return false;
  const names = Object.values((await catalog.resourceNames?.()) ?? {});
  return names.some((list) => list.includes(word.toLowerCase()));
}
