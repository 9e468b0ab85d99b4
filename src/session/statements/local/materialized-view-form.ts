import type { MaterializedViewStatement } from '../../../sql/statement.ts';
import { explainQuery } from '../explain/explain-query.ts';
import type { StatementForm } from '../statement-form.ts';
import { runMaterializedView } from './run-local.ts';

export const materializedViewForm: StatementForm<MaterializedViewStatement> = {
  command: ({ action }) => `${action.toUpperCase()} MATERIALIZED VIEW`,
  run: runMaterializedView,
  explain: (context, { query }, analyze) => explainQuery(context, query ?? 'SELECT NULL', analyze),
};
