import type { ResourceDescription } from './resource-description.ts';

/** A resource's whole name, as SQL writes it: `aws.imagebuilder.images`. */
export function resourceId({
  provider,
  service,
  name,
}: Pick<ResourceDescription, 'provider' | 'service' | 'name'>): string {
  return `${provider}.${service}.${name}`;
}
