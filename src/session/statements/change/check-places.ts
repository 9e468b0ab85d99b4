import { SkyqlError } from '../../../errors/skyql-error.ts';
import { connectionNamed } from '../../../plan/access/possible-connections.ts';
import type { ChangePlan } from '../../../plan/change-plan.ts';
import type { PlannedPlace } from '../../../plan/saved/saved-plan.ts';
import type { Provider } from '../../../providers/provider.ts';
import { providerOf } from '../../catalogs.ts';
import type { StatementContext } from '../../statement-context.ts';

/** Refuses a plan whose connections lead elsewhere than when it was made: to another endpoint, or into another account. */
export async function checkPlaces(
  run: StatementContext,
  { resource }: ChangePlan,
  places: readonly PlannedPlace[],
): Promise<void> {
  const provider = providerOf(run.session, resource.provider);
  for (const place of places) await checkEndpoint(provider, place, run);
  for (const { connection, region, account_id } of places) {
    const now = await provider.accountId(connection, run.context, region);
    if (now === account_id) continue;
    throw new SkyqlError(
      'PLAN_OTHER_ACCOUNT',
      `The plan is for the account ${account_id}, and the connection ${connection} leads into ${now}.`,
      {
        hint: 'Carry it out with the credentials or the profile that it was made with.',
        scope: { connection, region },
      },
    );
  }
}

async function checkEndpoint(
  provider: Provider,
  { connection, endpoint }: PlannedPlace,
  { context }: StatementContext,
): Promise<void> {
  const own = await connectionNamed(provider, connection, context);
  if (own === undefined) {
    throw new SkyqlError(
      'UNKNOWN_CONNECTION',
      `The plan goes through the connection ${connection}, which is not there.`,
      {
        hint: `There is: ${provider.connections.map(({ name }) => name).join(', ')}. Give the profiles that the plan was made with.`,
      },
    );
  }
  if ((own.endpoint ?? null) === endpoint) return;
  const named = (address: string | null) => address ?? "the provider's own endpoints";
  throw new SkyqlError(
    'PLAN_OTHER_ENDPOINT',
    `The plan is for ${named(endpoint)}, and the connection ${connection} leads to ${named(own.endpoint ?? null)}.`,
    { hint: endpoint === null ? 'Leave --endpoint-url and --sandbox out.' : `Give --endpoint-url ${endpoint}.` },
  );
}
