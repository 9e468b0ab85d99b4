import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { ChangePlan } from '../../../plan/change-plan.ts';
import { changeTable } from '../../change-table.ts';
import type { ChangePreview } from '../../database.ts';
import { hasSeveralConnections } from '../../has-several-connections.ts';
import type { StatementContext } from '../../statement-context.ts';
import { reachOf } from './reach-of.ts';

/** Refuses a change of the cloud where the session does not allow any, before any call. */
export function refuseChanges({ session }: StatementContext, verb: string): void {
  if (session.settings.readOnly) {
    throw new SkyqlError('READ_ONLY', `${verb} changes the cloud, and this session is read-only.`, {
      hint: 'Run it without --read-only; EXPLAIN shows what it would do.',
    });
  }
  if (session.transaction !== 'none' && !session.settings.changesInTransaction) {
    throw new SkyqlError('IN_TRANSACTION', `${verb} changes the cloud, which a transaction cannot take back.`, {
      hint: 'COMMIT or ROLLBACK first: transactions are for local tables. SET changes_in_transaction = on lets it run; it stands after ROLLBACK.',
    });
  }
}

/** Lets a far-reaching change through only when the user said so: --yes, or an answer to the preview. */
export async function guardReach(run: StatementContext, plan: ChangePlan): Promise<void> {
  const { yes, maxChanges } = run.session.settings;
  const count = reachOf(plan);
  if (yes || count === 0) return;
  const reason = !plan.isLimited
    ? `${plan.verb} without WHERE, or with one that does not say which ones, would change all that there are of ${plan.resource.resource}: ${count}.`
    : count > maxChanges
      ? `${plan.verb} would ${plan.verb === 'INSERT' ? 'create' : 'change'} ${count} ${plan.resource.resource}; more than ${maxChanges} are not ${plan.verb === 'INSERT' ? 'created' : 'changed'} unasked.`
      : undefined;
  if (reason === undefined) return;
  if (run.options.confirm !== undefined) {
    if (await run.options.confirm(previewOf(run, plan, reason))) return;
    throw new SkyqlError('NOT_CONFIRMED', `${reason} Nothing was changed.`, {
      hint: 'Answer yes, or narrow the WHERE.',
    });
  }
  throw new SkyqlError('TOO_MANY_CHANGES', `${reason} Nothing was changed.`, {
    hint: plan.isLimited
      ? `${narrower[plan.verb]}, raise --max-changes to ${count}, or give --yes.`
      : 'Add a WHERE that says which ones, or give --yes. EXPLAIN shows what it would do.',
  });
}

const narrower: Readonly<Record<ChangePlan['verb'], string>> = {
  INSERT: 'Give fewer rows',
  UPDATE: 'Narrow the WHERE',
  DELETE: 'Narrow the WHERE',
  EXEC: 'Name fewer at once',
};

function previewOf({ session }: StatementContext, { resource, changes }: ChangePlan, reason: string): ChangePreview {
  return { reason, ...changeTable(changes, hasSeveralConnections(session, resource.provider)) };
}
