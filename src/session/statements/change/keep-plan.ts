import { SkyqlError } from '../../../errors/skyql-error.ts';
import { connectionNamed } from '../../../plan/access/possible-connections.ts';
import type { ChangePlan } from '../../../plan/change-plan.ts';
import { savePlan } from '../../../plan/saved/save-plan.ts';
import type { PlannedPlace, SavedPlan } from '../../../plan/saved/saved-plan.ts';
import type { Statement } from '../../../sql/statement.ts';
import { providerOf } from '../../catalogs.ts';
import type { StatementContext } from '../../statement-context.ts';
import { version } from '../../version.ts';
import { isLocalTarget } from '../local/is-local-target.ts';
import { planChange } from './plan-change.ts';
import { unreadParts } from './refuse-partial.ts';
import { refuseUnawaited } from './refuse-unawaited.ts';

/** Plans a statement that changes the cloud so that it can be carried out later, and changes nothing. */
export async function keepPlan(run: StatementContext, statement: Statement): Promise<SavedPlan> {
  switch (statement.kind) {
    case 'insert':
    case 'update':
    case 'delete':
      if (await isLocalTarget(run.session, statement.target.parts)) throw hasNoPlan('Local tables have no plan.');
      break;
    case 'exec':
      break;
    default:
      throw hasNoPlan('The statement changes nothing in the cloud, so there is nothing to plan.');
  }
  const plan = await planChange(run, statement, { isKept: true });
  if (!plan.isChange) throw hasNoPlan(`${plan.method} only reads, so there is nothing to plan.`);
  refuseUnawaited(plan);
  refuseParameters(plan);
  const unread = unreadParts(run);
  const whole = unread.length === 0 ? plan : { ...plan, unread };
  return savePlan(whole, await placesOf(run, plan), { version, now: new Date() });
}

function hasNoPlan(message: string): SkyqlError {
  return new SkyqlError('UNSUPPORTED_STATEMENT', message, { hint: 'INSERT, UPDATE, DELETE and EXEC have plans.' });
}

/** RETURNING is evaluated when the plan is carried out, and parameters belong to this statement alone. */
function refuseParameters({ returning }: ChangePlan): void {
  if (returning?.kind !== 'read' || !/\bgetvariable\s*\(/i.test(returning.list)) return;
  throw new SkyqlError('UNSUPPORTED_STATEMENT', 'RETURNING of a plan that is kept takes no parameters.', {
    hint: 'Write the value into the list, or leave it out.',
  });
}

async function placesOf(run: StatementContext, { resource, changes }: ChangePlan): Promise<readonly PlannedPlace[]> {
  const provider = providerOf(run.session, resource.provider);
  const scopes = new Map(changes.map(({ scope }) => [`${scope.connection}\n${scope.region}`, scope]));
  return Promise.all(
    [...scopes.values()].map(async ({ connection, region }) => ({
      connection,
      region,
      account_id: await provider.accountId(connection, run.context, region),
      endpoint: (await connectionNamed(provider, connection, run.context))?.endpoint ?? null,
    })),
  );
}
