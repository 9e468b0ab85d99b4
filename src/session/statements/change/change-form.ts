import { explainChange } from '../explain/explain-change.ts';
import { isLocalTarget } from '../local/is-local-target.ts';
import { runLocalChange } from '../local/run-local.ts';
import type { StatementForm } from '../statement-form.ts';
import type { ChangeStatement } from './change-reads.ts';
import { changeShape } from './change-shape.ts';
import { refuseChanges } from './guards.ts';
import { planChange } from './plan-change.ts';
import { refuseLocalOnly } from './refuse-local-only.ts';
import { runChange } from './run-change.ts';

/** INSERT, UPDATE and DELETE, of resources and of local tables. */
export const changeForm: StatementForm<ChangeStatement> = {
  command: ({ kind }) => kind.toUpperCase(),
  /** A local table of that name wins, as it does in a query. */
  async run(context, statement) {
    if (await isLocalTarget(context.session, statement.target.parts)) return runLocalChange(context, statement);
    refuseLocalOnly(statement);
    refuseChanges(context, statement.kind.toUpperCase());
    return runChange(context, await planChange(context, statement));
  },
  explain: explainChange,
  shape: ({ session }, statement) => changeShape(session, statement),
};
