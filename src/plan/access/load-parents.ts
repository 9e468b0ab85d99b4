import type { ResourceDescription } from '../../catalog/resource-description.ts';
import type { Provider } from '../../providers/provider.ts';

/** The resources that list what a resource's reads need, and what those need in turn, by id. */
export async function loadParents(
  provider: Pick<Provider, 'catalog' | 'reachable'>,
  description: ResourceDescription,
): Promise<ReadonlyMap<string, ResourceDescription>> {
  const found = new Map<string, ResourceDescription>();
  const asked = new Set<string>();
  let waiting = parentIds(description);
  while (waiting.length > 0) {
    for (const id of waiting) asked.add(id);
    const loaded = await Promise.all(waiting.map((id) => load(provider, id)));
    for (const [index, parent] of loaded.entries()) if (parent !== undefined) found.set(waiting[index] ?? '', parent);
    const next = loaded.flatMap((parent) => (parent === undefined ? [] : parentIds(parent)));
    waiting = [...new Set(next)].filter((id) => !asked.has(id));
  }
  return found;
}

function parentIds(description: ResourceDescription): readonly string[] {
  const required = description.accessPaths.flatMap(({ parameters }) => parameters.filter((own) => own.required));
  const ids = required.flatMap((parameter) => parameter.parent?.resource ?? []);
  return [...new Set(ids)];
}

async function load(
  provider: Pick<Provider, 'catalog' | 'reachable'>,
  id: string,
): Promise<ResourceDescription | undefined> {
  const { catalog } = provider;
  const [name, service = '', resource = ''] = id.split('.');
  const description = name === catalog.provider ? await catalog.resource(service, resource) : undefined;
  return description && provider.reachable ? provider.reachable(description) : description;
}
