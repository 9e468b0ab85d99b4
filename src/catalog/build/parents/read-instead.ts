import type { ResourceDescription } from '../../resource-description.ts';
import { resourceId } from '../../resource-id.ts';
import { type Estate, parentCandidates } from './parent-candidates.ts';

/**
 * The resource of the same service that tells of one which no call reads: what most of its calls have to be given the name of
 * (`log_groups` of `retention_policies`), else what it is a kind of (`vpcs` of `default_vpcs`).
 */
export function readInstead(estate: Estate, resource: ResourceDescription): string | undefined {
  if (resource.accessPaths.length > 0) return undefined;
  return namedByCalls(estate, resource) ?? kindOfThing(estate, resource);
}

function namedByCalls(estate: Estate, resource: ResourceDescription): string | undefined {
  const calls = new Map<string, number>();
  for (const { requiredParameters } of resource.methods) {
    const named = requiredParameters.flatMap((name) => {
      const candidates = parentCandidates(estate, resource, { name, columns: [] });
      return 'parents' in candidates ? candidates.parents.map((parent) => parent.resource) : [];
    });
    for (const id of new Set(named)) if (isOfService(estate, id, resource)) calls.set(id, (calls.get(id) ?? 0) + 1);
  }
  const [first] = [...calls].toSorted(([, left], [, right]) => right - left);
  return first?.[0];
}

function isOfService({ byId }: Estate, id: string, { service, name }: ResourceDescription): boolean {
  const other = byId.get(id);
  return other !== undefined && other.service === service && other.name !== name && other.accessPaths.length > 0;
}

function kindOfThing({ byService }: Estate, { service, name }: ResourceDescription): string | undefined {
  const things = (byService.get(service) ?? []).filter(
    (other) => other.accessPaths.length > 0 && name.endsWith(`_${other.name}`),
  );
  const [longest] = things.toSorted((left, right) => right.name.length - left.name.length);
  return longest === undefined ? undefined : resourceId(longest);
}
