import type { Row } from '../../../data/value.ts';
import { possibleConnections } from '../../../plan/access/possible-connections.ts';
import { chosenRegions } from '../../../providers/chosen-regions.ts';
import type { StatementContext } from '../../statement-context.ts';
import type { TableColumn } from '../../table-result.ts';

export const connectionColumns: readonly TableColumn[] = [
  { name: 'name' },
  { name: 'provider' },
  { name: 'account_id' },
  { name: 'regions' },
  { name: 'profile' },
  { name: 'role' },
  { name: 'endpoint' },
  { name: 'tags', type: 'JSON' },
];

/** The connections of the session, with the accounts of its organizations. The account's id is told where it takes no call. */
export async function connectionRows({ session, context }: StatementContext): Promise<readonly Row[]> {
  const rows = await Promise.all(
    [...session.providers.values()].map(async (provider) =>
      (await possibleConnections(provider, [], context)).map((connection) => ({
        name: connection.name,
        provider: provider.name,
        account_id: connection.accountId ?? null,
        regions: chosenRegions(connection, context).join(', '),
        profile: connection.profile ?? null,
        role: connection.role ?? null,
        endpoint: connection.endpoint ?? null,
        tags: connection.tags ?? null,
      })),
    ),
  );
  return rows.flat();
}
