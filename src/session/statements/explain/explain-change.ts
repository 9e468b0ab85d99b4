import type { Row } from '../../../data/value.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { PlannedChange } from '../../../providers/change.ts';
import { withoutSecrets } from '../../../providers/without-secrets.ts';
import { hasSeveralConnections } from '../../has-several-connections.ts';
import type { StatementContext } from '../../statement-context.ts';
import { changeReads } from '../change/change-reads.ts';
import { type ChangeStatement, planChange } from '../change/plan-change.ts';
import { refuseLocalOnly } from '../change/refuse-local-only.ts';
import { refuseUnawaited } from '../change/refuse-unawaited.ts';
import { isLocalTarget } from '../local/is-local-target.ts';
import { explainQuery } from './explain-query.ts';
import type { Explanation } from './explanation.ts';

/** What a statement that changes the cloud would do. It is planned, and nothing is sent that changes anything. */
export async function explainChange(
  run: StatementContext,
  statement: ChangeStatement,
  analyze: boolean,
): Promise<Explanation> {
  if (statement.kind !== 'exec') {
    if (await isLocalTarget(run.session, statement.target.parts))
      return explainQuery(run, changeReads(statement), analyze);
    refuseLocalOnly(statement);
  }
  const plan = await planChange(run, statement);
  refuseUnawaited(plan);
  if (analyze) {
    throw new SkyqlError(
      'UNSUPPORTED_STATEMENT',
      'EXPLAIN ANALYZE runs the statement, and this one changes the cloud.',
      {
        hint: 'EXPLAIN shows what it would do; run it by itself to do it.',
      },
    );
  }
  const { provider, service, resource } = plan.resource;
  const showsConnection = hasSeveralConnections(run.session, provider);
  return {
    steps: plan.changes.map(({ identifier, scope, method, unchanged, note }) => ({
      resource: identifier ?? `${provider}.${service}.${resource}`,
      method,
      region: scope.region,
      filters: '',
      calls: unchanged === true ? 0 : 1,
      note: showsConnection ? `connection ${scope.connection}: ${note}` : note,
    })),
    changes: plan.changes.map(shownChange),
    permissions: [...plan.changes.flatMap(({ permissions }) => permissions), ...plan.permissions],
  };
}

/** What has to be allowed stands in the policy. */
function shownChange(change: PlannedChange): Row {
  const { permissions: _, secrets: __, ...shown } = withoutSecrets(change);
  return JSON.parse(JSON.stringify(shown)) as Row;
}
