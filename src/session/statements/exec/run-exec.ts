import type { Row } from '../../../data/value.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import type { ChangePlan } from '../../../plan/change-plan.ts';
import type { ExecStatement } from '../../../sql/statement.ts';
import { providerOf } from '../../catalogs.ts';
import type { StatementContext } from '../../statement-context.ts';
import { guardReach, refuseChanges } from '../change/guards.ts';
import { madeChanges } from '../change/made-changes.ts';
import type { ChangeResult } from '../change/run-change.ts';
import { planExec } from './plan-exec.ts';

/** EXEC: one call of a method. */
export async function runExec(run: StatementContext, statement: ExecStatement): Promise<ChangeResult> {
  return runCall(run, await planExec(run, statement));
}

/** Calls a method as it was planned: its output as rows. */
export async function runCall(run: StatementContext, plan: ChangePlan): Promise<ChangeResult> {
  const provider = providerOf(run.session, plan.resource.provider);
  const [change] = plan.isChange ? await madeChanges(run, provider, plan) : plan.changes;
  if (change === undefined) return { columns: [], rows: [], failures: 0 };
  if (plan.isChange) {
    refuseChanges(run, `EXEC ${plan.method}`);
    await guardReach(run, plan);
  }
  const result = await provider.apply(change, run.context);
  if (result.status === 'FAILED' || result.status === 'UNKNOWN') {
    throw (
      result.error ??
      new SkyqlError(result.errorCode ?? 'FAILED', result.message ?? `${plan.method} failed.`, {
        scope: { connection: change.scope.connection, region: change.scope.region, operation: plan.method },
      })
    );
  }
  const rows = result.rows ?? [statusRow(result.identifier, result.status, result.requestToken)];
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return { columns: names.map((name) => ({ name, type: typeOf(rows, name) })), rows, failures: 0 };
}

function statusRow(identifier: string | undefined, status: string, requestToken: string | undefined): Row {
  return { identifier: identifier ?? null, status, request_token: requestToken ?? null };
}

function typeOf(rows: readonly Row[], name: string): string {
  const value = rows.map((row) => row[name]).find((own) => own !== null && own !== undefined);
  return typeof value === 'object'
    ? 'JSON'
    : typeof value === 'number'
      ? Number.isInteger(value)
        ? 'BIGINT'
        : 'DOUBLE'
      : typeof value === 'boolean'
        ? 'BOOLEAN'
        : 'VARCHAR';
}
