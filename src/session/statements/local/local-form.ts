import { castParameters } from '../../../sql/cast-parameters.ts';
import { definesFunctions } from '../../../sql/defines-functions.ts';
import { leavesState } from '../../../sql/leaves-state.ts';
import type { LocalStatement } from '../../../sql/statement.ts';
import { explainQuery } from '../explain/explain-query.ts';
import { queryShape } from '../query/query-shape.ts';
import type { StatementForm } from '../statement-form.ts';
import { refuseExternal } from './refuse-external.ts';
import { refuseLocked } from './refuse-locked.ts';
import { refuseResourceTarget, runLocal } from './run-local.ts';

/** Whatever DuckDB runs in the session's own database. */
export const localForm: StatementForm<LocalStatement> = {
  command: ({ sql }) => (/[A-Za-z]+/.exec(sql)?.[0] ?? 'STATEMENT').toUpperCase(),
  async run(context, statement) {
    const { session } = context;
    await refuseLocked(session, statement);
    refuseExternal(session, statement.sql);
    session.hasConnectionState ||= leavesState(statement.sql);
    session.hasOwnFunctions ||= definesFunctions(statement.sql);
    session.keptQueries.clear();
    return runLocal(context, statement);
  },
  async explain(context, statement, analyze) {
    const { query, definition, sql, target } = statement;
    await refuseLocked(context.session, statement);
    refuseExternal(context.session, statement.sql);
    if (target !== undefined) refuseResourceTarget(context.session, target);
    return explainQuery(context, query ?? definition ?? sql, analyze);
  },
  async shape({ session }, statement) {
    const { sql, query, definition, givesRows } = statement;
    await refuseLocked(session, statement);
    refuseExternal(session, sql);
    const around = /^\s*(summarize|desc|describe)\b/i.exec(sql)?.[1];
    const inner = query ?? definition;
    if (around !== undefined && inner !== undefined) return queryShape(session, inner, (text) => `${around} ${text}`);
    const parameters = query === undefined ? [] : (await queryShape(session, query)).parameters;
    if (givesRows !== true) return { columns: [], parameters };
    const { columns } = await session.engine.describe((open) => castParameters(sql, open));
    return { columns, parameters };
  },
};
