import type { QueryStatement } from '../../../sql/statement.ts';
import { explainQuery } from '../explain/explain-query.ts';
import type { StatementForm } from '../statement-form.ts';
import { queryShape } from './query-shape.ts';
import { runQuery } from './run-query.ts';

export const queryForm: StatementForm<QueryStatement> = {
  command: () => 'SELECT',
  run: (context, { sql }) => runQuery(context, sql),
  explain: (context, { sql }, analyze) => explainQuery(context, sql, analyze),
  shape: ({ session }, { sql }) => session.keptQueries.shape(session, sql, () => queryShape(session, sql)),
};
