import type { StatementShape } from '../../../engine/describe-statement.ts';
import { SkyqlError } from '../../../errors/skyql-error.ts';
import { resolveQuery } from '../../../plan/resolve/resolve-query.ts';
import { castParameters } from '../../../sql/cast-parameters.ts';
import type { Session } from '../../session.ts';

/** What a query gives and takes, or a statement around it: DuckDB describes it over empty tables. */
export async function queryShape(
  session: Session,
  sql: string,
  around: (query: string) => string = (query) => query,
): Promise<StatementShape> {
  const described = async (whole: boolean) => {
    const resolved = await resolveQuery(session, sql, { whole });
    return session.engine.describe((open) => castParameters(around(resolved.sql), open));
  };
  try {
    return await described(false);
  } catch (error) {
    // As it is planned: what a macro names is not known.
    if (error instanceof SkyqlError && error.code === 'UNKNOWN_COLUMN') return described(true);
    throw error;
  }
}
