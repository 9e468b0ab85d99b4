import type { AccessPath } from '../../resource-description.ts';
import type { DocumentedModel } from '../models/documented-model.ts';
import { iamActions } from '../permissions/iam-actions.ts';

/** The IAM actions of the operations that one read or one method calls. */
export function permissionsOf(
  model: DocumentedModel,
  operations: readonly string[],
): Pick<AccessPath, 'permissions' | 'permissionsNote'> {
  const found = operations.map((operation) => iamActions(model, operation));
  const notes = new Set(found.flatMap(({ note }) => note ?? []));
  return {
    permissions: [...new Set(found.flatMap(({ actions }) => actions))],
    ...(notes.size > 0 && { permissionsNote: [...notes].join('; ') }),
  };
}
