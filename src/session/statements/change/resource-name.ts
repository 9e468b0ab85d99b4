import type { ResourceDescription } from '../../../catalog/resource-description.ts';
import type { ResourceName } from '../../../providers/provider.ts';

export function resourceName({ provider, service, name }: ResourceDescription): ResourceName {
  return { provider, service, resource: name };
}
