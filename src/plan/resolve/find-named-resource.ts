import { findResource } from '../../catalog/find-resource.ts';
import type { ResourceDescription } from '../../catalog/resource-description.ts';
import { positionAt } from '../../errors/position-at.ts';
import { SkyqlError } from '../../errors/skyql-error.ts';
import type { NameScope } from './name-scope.ts';

/** Where a statement names something. */
export interface NamePlace {
  readonly sql: string;
  readonly offset: number;
}

/**
 * The resource that a statement names. Throws what is wrong with the name, and where it stands: of one in the session's own schema
 * UNKNOWN_TABLE.
 */
export async function findNamedResource(
  scope: Pick<NameScope, 'providers' | 'use' | 'localSchema'>,
  parts: readonly string[],
  place?: NamePlace,
): Promise<ResourceDescription> {
  try {
    return await resourceNamed(scope, parts);
  } catch (error) {
    if (!(error instanceof SkyqlError) || error.position !== undefined || place === undefined) throw error;
    const { code, message, hint, scope: where, retryable, cause } = error;
    const position = positionAt(place.sql, place.offset);
    throw new SkyqlError(code, message, { hint, scope: where, retryable, cause, position });
  }
}

async function resourceNamed(
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
