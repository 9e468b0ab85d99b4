import type { ChangePlan } from '../../../plan/change-plan.ts';
import type { DeleteStatement, ExecStatement, InsertStatement, UpdateStatement } from '../../../sql/statement.ts';
import type { StatementContext } from '../../statement-context.ts';
import { planExec } from '../exec/plan-exec.ts';
import { planDelete } from './plan-delete.ts';
import { planInsert } from './plan-insert.ts';
import type { PlanOptions } from './plan-options.ts';
import { planUpdate } from './plan-update.ts';

export type ChangeStatement = InsertStatement | UpdateStatement | DeleteStatement | ExecStatement;

/** Plans a statement that changes the cloud, without changing anything. */
export function planChange(
  run: StatementContext,
  statement: ChangeStatement,
  options: PlanOptions = { isKept: false },
): Promise<ChangePlan> {
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
