import type { MethodDescription, ResourceDescription } from '../../../catalog/resource-description.ts';
import { attributeMethod, attributeMethods } from '../../../naming/attribute-method.ts';
import { columnUpdates } from '../../../providers/change.ts';
import type { Provider } from '../../../providers/provider.ts';
import { methodFor } from './method-for.ts';

/**
 * The method behind an UPDATE of these names. Where none updates a row, its columns may have calls of their own; what is no column may be an
 * input of a call for attributes.
 */
export async function updateMethod(
  provider: Provider,
  description: ResourceDescription,
  names: readonly string[],
): Promise<Pick<MethodDescription, 'name'>> {
  if (hasColumnUpdates(description)) return { name: columnUpdates };
  const { service, name } = description;
  const withInputs = attributeMethods(description).map(async (method) => ({
    method,
    parameters: await provider.catalog.parameters(service, name, method.name, { documented: false }),
  }));
  return attributeMethod(description, await Promise.all(withInputs), names) ?? methodFor(description, 'UPDATE');
}

function hasColumnUpdates({ methods, changes }: ResourceDescription): boolean {
  return changes?.update !== undefined && !methods.some(({ verb }) => verb === 'UPDATE');
}
