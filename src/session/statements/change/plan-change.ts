import type { ChangePlan } from '../../../plan/change-plan.ts';
import type { DeleteStatement, ExecStatement, InsertStatement, UpdateStatement } from '../../../sql/statement.ts';
import type { StatementContext } from '../../statement-context.ts';
import { planExec } from '../exec/plan-exec.ts';
import { planDelete } from './plan-delete.ts';
import { planInsert } from './plan-insert.ts';
import type { PlanOptions } from './plan-options.ts';
import { planUpdate } from './plan-update.ts';

export type ChangeStatement = InsertStatement | UpdateStatement | DeleteStatement | ExecStatement;

/** Plans a statement that changes the cloud, without changing anything. What it takes to reach the connections belongs to what it needs. */
export async function planChange(
  run: StatementContext,
  statement: ChangeStatement,
  options: PlanOptions = { isKept: false },
): Promise<ChangePlan> {
  const plan = await planned(run, statement, options);
  const provider = run.session.providers.get(plan.resource.provider);
  const connections = [...new Set(plan.changes.map(({ scope }) => scope.connection))];
  const ofConnections = connections.flatMap((name) => provider?.connectionPermissions?.(name) ?? []);
  return { ...plan, permissions: [...ofConnections, ...plan.permissions] };
}

function planned(run: StatementContext, statement: ChangeStatement, options: PlanOptions): Promise<ChangePlan> {
  switch (statement.kind) {
    case 'insert':
      return planInsert(run, statement);
    case 'update':
      return planUpdate(run, statement, options);
    case 'delete':
      return planDelete(run, statement, options);
    case 'exec':
      return planExec(run, statement);
  }
}
