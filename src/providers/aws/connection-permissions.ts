import type { NeededPermissions } from '../../catalog/needed-permissions.ts';
import type { ConnectionBook } from './connection-book.ts';
import { isOrganization } from './organizations.ts';

/** What the credentials behind a connection have to be allowed: to assume its role, and to list the accounts that it is one of. */
export function connectionPermissions(connections: ConnectionBook, name: string): readonly NeededPermissions[] {
  const role = connections.find(name)?.role;
  const resource = 'aws';
  const assume = ['sts:AssumeRole'];
  const isListed = [...connections].some((own) => isOrganization(own) && name.startsWith(`${own.name}/`));
  return [
    ...(isListed ? [{ resource, method: 'organization', actions: ['organizations:ListAccounts'] }] : []),
    ...(role === undefined
      ? []
      : [{ resource, method: 'role', actions: assume, limitedTo: { actions: assume, arns: [role.arn] } }]),
  ];
}
