import { SkyqlError } from '../errors/skyql-error.ts';
import { parseStatement } from '../sql/parse-statement.ts';
import type { Session } from './session.ts';
import { queryShape } from './statements/query/query-shape.ts';

/** What a query fails with that the session's dialect does not know. */
const ofDialect = new Set([
  'SYNTAX_ERROR',
  'UNKNOWN_FUNCTION',
  'WRONG_ARGUMENTS',
  'UNKNOWN_COLUMN',
  'STATEMENT_FAILED',
]);

/** The error of a query, which says so where the other dialect would take it: it is described in it, over no rows. */
export async function withOtherDialect(session: Session, sql: string, error: unknown): Promise<unknown> {
  if (!(error instanceof SkyqlError) || !ofDialect.has(error.code) || session.transaction !== 'none') return error;
  if (error.hint?.includes('SET dialect') === true) return error;
  const other = session.dialect === 'duckdb' ? 'stackql' : 'duckdb';
  if (!(await isTaken(session, sql, other))) return error;
  const hint = `SET dialect = '${other}' (or --dialect ${other}) takes it. ${error.hint ?? ''}`.trim();
  return new SkyqlError(error.code, error.message, { hint, position: error.position, cause: error });
}

async function isTaken(session: Session, sql: string, dialect: Session['dialect']): Promise<boolean> {
  const own = session.dialect;
  try {
    const statement = parseStatement(sql, { dialect });
    if (statement.kind !== 'query') return false;
    if (dialect === 'duckdb') await session.macros.leaveStackql();
    session.dialect = dialect;
    await session.macros.provide(statement.sql, dialect);
    await queryShape(session, statement.sql);
    return true;
  } catch {
    return false;
  } finally {
    session.dialect = own;
    if (own === 'duckdb') await session.macros.leaveStackql();
  }
}
