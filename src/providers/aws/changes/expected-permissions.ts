import type { NeededPermissions } from '../../../catalog/needed-permissions.ts';
import type { MethodDescription, ResourceDescription } from '../../../catalog/resource-description.ts';
import type { ExpectedChanges } from '../../change.ts';
import { patchDocument } from './change-form.ts';
import { changePermissions, type PermittedChange, readingPermissions } from './change-permissions.ts';

/** What changes need whose resources were not sought: for those that the statement names, or for any. */
export function expectedPermissions(
  description: ResourceDescription,
  method: MethodDescription,
  { kind, names, targets, texts, wait }: ExpectedChanges,
): readonly NeededPermissions[] {
  const shared = { kind, values: { texts }, wait };
  const nowhere = { connection: '', region: '' };
  const changes: readonly PermittedChange[] =
    targets.length === 0 ? [{ ...shared, scope: nowhere }] : targets.map((target) => ({ ...shared, ...target }));
  const isRead = kind === 'update' && method.call.api === 'cloud-control' && !names.includes(patchDocument);
  return [
    ...changePermissions(description, method, changes),
    ...(isRead ? readingPermissions(description, targets) : []),
  ];
}
