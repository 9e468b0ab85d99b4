import type { ResourceProperties } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';

/**
 * The names of the properties that an update changes. Throws for those of which the sandbox keeps no more than they were
 * created with.
 */
export function changedProperties(
  previous: ResourceProperties,
  desired: ResourceProperties,
  changeable: readonly string[],
): readonly string[] {
  const names = [...new Set([...Object.keys(previous), ...Object.keys(desired)])];
  const changed = names.filter((name) => JSON.stringify(previous[name]) !== JSON.stringify(desired[name]));
  const others = changed.filter((name) => !changeable.includes(name));
  if (others.length > 0) {
    throw new SandboxFault('InvalidRequest', `The sandbox cannot change ${others.join(', ')} of this resource.`);
  }
  return changed;
}
