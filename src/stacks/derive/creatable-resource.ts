import type { Catalog } from '../../catalog/catalog.ts';
import type { ResourceDescription } from '../../catalog/resource-description.ts';

export function canCreate({ methods }: ResourceDescription): boolean {
  return methods.some(({ verb }) => verb === 'INSERT');
}

/** Of `image` and `images`, which are one type, the one that can be created. */
export async function creatableResource(
  description: ResourceDescription,
  catalogs: readonly Catalog[],
): Promise<ResourceDescription> {
  const { provider, service, twin } = description;
  if (canCreate(description) || twin === undefined) return description;
  const catalog = catalogs.find((one) => one.provider === provider);
  return (await catalog?.resource(service, twin)) ?? description;
}
