import type { ResourceDescription } from '../../resource-description.ts';
import { resourceId } from '../../resource-id.ts';
import { namedReferences } from './named-references.ts';
import { wellKnownReferences } from './well-known-columns.ts';

type Relationship = ResourceDescription['relationships'][number];

/**
 * The services with what their columns refer to completed by names and held against what there is: a reference to a
 * resource or column that the catalog does not have goes. Each resource then knows what refers to it.
 */
export function linkRelationships<Service extends { readonly resources: readonly ResourceDescription[] }>(
  services: readonly Service[],
): readonly Service[] {
  const columns = new Map<string, ReadonlySet<string>>();
  for (const resource of services.flatMap(({ resources }) => resources))
    columns.set(resourceId(resource), new Set(resource.columns.map(({ name }) => name)));
  const exists = (reference: string) => {
    const end = reference.lastIndexOf('.');
    return columns.get(reference.slice(0, end))?.has(reference.slice(end + 1)) === true;
  };

  const referencedBy = new Map<string, { readonly column: string; readonly by: string }[]>();
  const linked = services.map((service) => {
    const named = namedReferences(service.resources);
    const resources = service.resources.map((resource): ResourceDescription => {
      const relationships = relationshipsOf(resource, named, exists);
      for (const { column, references } of relationships) {
        const end = references.lastIndexOf('.');
        const target = references.slice(0, end);
        const by = { column: references.slice(end + 1), by: `${resourceId(resource)}.${column}` };
        referencedBy.set(target, [...(referencedBy.get(target) ?? []), by]);
      }
      return { ...resource, relationships };
    });
    return { service, resources };
  });
  return linked.map(({ service, resources }) => ({
    ...service,
    resources: resources.map((resource): ResourceDescription => {
      const { referencedBy: _, ...rest } = resource;
      const by = referencedBy.get(resourceId(resource)) ?? [];
      return by.length === 0 ? rest : { ...rest, referencedBy: by.toSorted(byName) };
    }),
  }));
}

function byName(one: { readonly by: string }, other: { readonly by: string }): number {
  return one.by < other.by ? -1 : one.by > other.by ? 1 : 0;
}

function relationshipsOf(
  resource: ResourceDescription,
  named: ReturnType<typeof namedReferences>,
  exists: (reference: string) => boolean,
): readonly Relationship[] {
  const id = resourceId(resource);
  const own = new Set(resource.columns.map(({ name }) => name));
  const valid = ({ column, references }: Relationship) =>
    own.has(column) && exists(references) && references !== `${id}.${column}`;
  const stated = resource.relationships.filter(valid);
  const inferred = resource.columns.flatMap(({ name, type }): readonly Relationship[] => {
    if (stated.some(({ column }) => column === name) || (type !== 'string' && type !== 'array')) return [];
    const within = named(resource, name);
    const candidates = [...(within === undefined ? [] : [within]), ...wellKnownReferences(name)];
    const found = candidates
      .map((references) => ({ column: name, references }))
      .find((relationship) => valid(relationship) && !relationship.references.startsWith(`${id}.`));
    return found === undefined ? [] : [found];
  });
  return [...stated, ...inferred];
}
