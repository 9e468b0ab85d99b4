import { resourceId } from '../../resource-id.ts';
import type { ServiceResources } from './link-parents.ts';

/** Of each CloudFormation type that Cloud Control lists by what its resources live in: the type of that, by the property that names one. */
export function parentTypes(
  services: readonly ServiceResources[],
): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const resources = services.flatMap((service) => service.resources);
  const typeOf = new Map(resources.map((resource) => [resourceId(resource), resource.cloudFormationType]));
  const found = new Map<string, Readonly<Record<string, string>>>();
  for (const { cloudFormationType, accessPaths } of resources) {
    const lists = accessPaths.filter(({ kind, call }) => kind === 'list' && call.api !== 'native');
    const links = lists.flatMap(({ parameters }) =>
      parameters.flatMap(({ name, required, parent }): readonly (readonly [string, string])[] => {
        const type = required && parent ? typeOf.get(parent.resource) : undefined;
        return type === undefined ? [] : [[name, type]];
      }),
    );
    if (cloudFormationType !== undefined && links.length > 0) found.set(cloudFormationType, Object.fromEntries(links));
  }
  return found;
}
