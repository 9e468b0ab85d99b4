import type {
  MethodDescription,
  PermissionOperation,
  ResourceDescription,
} from '../../../catalog/resource-description.ts';
import type { Row } from '../../../data/value.ts';

const operations: readonly PermissionOperation[] = ['create', 'read', 'update', 'delete', 'list'];

/**
 * SHOW PERMISSIONS: a row for each operation that the resource has. Where nothing is known of what Cloud Control's handler
 * calls, what Cloud Control itself asks for; of a resource that is only reached by EXEC, a row for each method.
 */
export function permissionRows(description: ResourceDescription): readonly Row[] {
  const others = operations.filter((operation) => !(operation in description.permissions));
  const order = [...(Object.keys(description.permissions) as PermissionOperation[]), ...others];
  const rows = order.flatMap((operation): readonly Row[] => {
    const method = description.methods.find(({ call }) => call.api === 'cloud-control' && call.handler === operation);
    const actions = description.permissions[operation] ?? method?.permissions;
    return actions === undefined ? [] : [rowOf(operation, actions, noteOf(description, operation, method))];
  });
  return rows.length > 0
    ? rows
    : description.methods.map(({ name, permissions, permissionsNote }) => rowOf(name, permissions, permissionsNote));
}

function rowOf(operation: string, actions: readonly string[], note: string | undefined): Row {
  return { operation, actions: actions.join(', '), note: note ?? null };
}

/** Of a resource without handlers: whatever is said of the calls that need the operation's actions. */
function noteOf(
  { methods, accessPaths, permissions }: ResourceDescription,
  operation: PermissionOperation,
  handler: MethodDescription | undefined,
): string | undefined {
  if (handler !== undefined) return handler.permissionsNote;
  const actions = permissions[operation] ?? [];
  return [...accessPaths, ...methods].find(
    ({ permissionsNote, permissions: own }) =>
      permissionsNote !== undefined && own.some((action) => actions.includes(action)),
  )?.permissionsNote;
}
