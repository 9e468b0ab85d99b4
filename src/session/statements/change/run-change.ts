import type { Row } from '../../../data/value.ts';
import type { EngineResult } from '../../../engine/engine.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import { applyChanges, type ChangeOutcome } from '../../../execute/apply-changes.ts';
import type { ChangePlan } from '../../../plan/change-plan.ts';
import { providerOf } from '../../catalogs.ts';
import type { StatementContext } from '../../statement-context.ts';

import { guardReach } from './guards.ts';
import { madeChanges } from './made-changes.ts';
import { refuseUnawaited } from './refuse-unawaited.ts';
import { returningRows } from './returning-rows.ts';

export interface ChangeResult extends EngineResult {
  readonly failures: number;
}

const failed: ReadonlySet<ChangeOutcome['status']> = new Set(['FAILED', 'CANCELLED', 'SKIPPED', 'UNKNOWN']);

/** What a change answers with unless it says RETURNING. */
export const changeColumns = [
  'operation',
  'identifier',
  'status',
  'error_code',
  'message',
  'request_token',
  'region',
].map((name) => ({ name, type: 'VARCHAR' }));

/** Carries a planned change out and tells of each resource how it went. */
export async function runChange(run: StatementContext, plan: ChangePlan): Promise<ChangeResult> {
  refuseUnawaited(plan);
  const provider = providerOf(run.session, plan.resource.provider);
  const changes = await madeChanges(run, provider, plan);
  await guardReach(run, plan);
  const onOutcome = (outcome: ChangeOutcome) =>
    run.options.onProgress?.({ kind: 'outcome', outcome: rowOf(outcome), isAnswer: plan.returning === undefined });
  const { failFast } = run.session.settings;
  const outcomes = await applyChanges(provider, changes, { failFast, onOutcome }, run.context);
  if (run.isAborted && run.options.partial !== true) throw stopped(run, outcomes);
  const failures = outcomes.filter(({ status }) => failed.has(status)).length;
  // What RETURNING asks for would take further calls.
  if (plan.returning === undefined || run.isAborted) {
    return { columns: changeColumns, rows: outcomes.map(rowOf), failures };
  }
  for (const outcome of outcomes)
    if (outcome.status === 'FAILED' || outcome.status === 'UNKNOWN') run.onWarning(failureOf(outcome));
  return { ...(await returningRows(run, plan, plan.returning, outcomes)), failures };
}

function rowOf(outcome: ChangeOutcome): Row {
  const { operation, identifier, status, errorCode, message, requestToken, region } = outcome;
  return { operation, identifier, status, error_code: errorCode, message, request_token: requestToken, region };
}

function failureOf(outcome: ChangeOutcome): SkyqlError {
  return new SkyqlError(
    outcome.errorCode ?? 'FAILED',
    `${outcome.operation} of ${outcome.identifier ?? 'a resource'} failed: ${outcome.message ?? ''}`,
    {
      scope: { connection: outcome.connection, region: outcome.region },
    },
  );
}

/** The error of whoever gets no rows: it says how far the statement came. */
function stopped(run: StatementContext, outcomes: readonly ChangeOutcome[]): SkyqlError {
  const count = (...statuses: readonly ChangeOutcome['status'][]) =>
    outcomes.filter(({ status }) => statuses.includes(status)).length;
  const parts = [
    `${count('SUCCESS')} of ${outcomes.length} changes were made`,
    `${count('UNKNOWN', 'IN_PROGRESS')} may have been`,
    `${count('FAILED', 'CANCELLED')} failed`,
    `${count('SKIPPED')} were not tried`,
  ];
  const ended = run.ended(parts.join(', '));
  if (ended !== undefined) return ended;
  return new SkyqlError('INTERRUPTED', `The statement was stopped: ${parts.join(', ')}.`, {
    hint: 'With the option partial it answers a row for each; onProgress tells each outcome as soon as it is known.',
  });
}
