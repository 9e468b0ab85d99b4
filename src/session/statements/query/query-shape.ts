import type { StatementShape } from '../../../engine/describe-statement.ts';
import { resolveQuery } from '../../../plan/resolve/resolve-query.ts';
import { castParameters } from '../../../sql/cast-parameters.ts';
import type { Session } from '../../session.ts';

/** What a query gives and takes, or a statement around it: DuckDB describes it over empty tables. */
export async function queryShape(
  session: Session,
  sql: string,
  around: (query: string) => string = (query) => query,
): Promise<StatementShape> {
  const resolved = await resolveQuery(session, sql);
  return session.engine.describe((open) => castParameters(around(resolved.sql), open));
}
