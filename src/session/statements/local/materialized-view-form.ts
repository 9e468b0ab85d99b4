import type { MaterializedViewStatement } from '../../../sql/statement.ts';
import { explainQuery } from '../explain/explain-query.ts';
import type { StatementForm } from '../statement-form.ts';
import { refuseResourceTarget, runMaterializedView } from './run-local.ts';

export const materializedViewForm: StatementForm<MaterializedViewStatement> = {
  command: ({ action }) => `${action.toUpperCase()} MATERIALIZED VIEW`,
  run: runMaterializedView,
  explain(context, { query, name }, analyze) {
    refuseResourceTarget(context.session, name);
    return explainQuery(context, query ?? 'SELECT NULL', analyze);
  },
};
