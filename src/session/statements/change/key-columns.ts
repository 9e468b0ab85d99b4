import type { ResourceDescription } from '../../../catalog/resource-description.ts';

const identifierParameter = 'data__Identifier';

/**
 * The columns whose values say which resource a row is. Where the identifier lies inside a property (`Device/DeviceName`) no column
 * has it, and it is what the statement gives by `data__Identifier`.
 */
export function keyColumns({ identifier, accessPaths }: ResourceDescription): readonly string[] {
  if (identifier.length > 0) return identifier;
  const isReadByIt = accessPaths.some(({ parameters }) => parameters.some(({ name }) => name === identifierParameter));
  return isReadByIt ? [identifierParameter] : [];
}
