import { findResource } from '../../catalog/find-resource.ts';
import type { ResourceDescription } from '../../catalog/resource-description.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { NameScope } from './name-scope.ts';

/** The resource that a statement names. Throws what is wrong with the name: of one in the session's own schema UNKNOWN_TABLE. */
export async function findNamedResource(
  { providers, use, localSchema }: Pick<NameScope, 'providers' | 'use' | 'localSchema'>,
  parts: readonly string[],
): Promise<ResourceDescription> {
  const catalogs = [...providers.values()].map(({ catalog }) => catalog);
  try {
    return await findResource(catalogs, parts, use);
  } catch (error) {
    const [schema = ''] = parts;
    const isOwn = parts.length === 2 && schema.toLowerCase() === localSchema.split('.')[1]?.toLowerCase();
    if (!isOwn || !(error instanceof SkyqlError) || error.code !== 'UNKNOWN_SERVICE') throw error;
    throw new SkyqlError('UNKNOWN_TABLE', `Table with name ${parts.join('.')} does not exist!`, {
      hint: 'It would be one of the session: CREATE TABLE makes it.',
    });
  }
}
