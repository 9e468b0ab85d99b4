import type { EngineResult } from '../engine/engine.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { localRelation } from '../plan/resolve/local-relation.ts';
import type { DeleteStatement, InsertStatement, Statement, UpdateStatement } from '../sql/statement.ts';
import { runQuery } from './run-query.ts';
import type { Session } from './session.ts';
import type { StatementRun } from './statement-run.ts';
import { refuseChanges } from './statements/change/guards.ts';
import { planChange } from './statements/change/plan-change.ts';
import { runChange } from './statements/change/run-change.ts';
import { describe } from './statements/describe.ts';
import { runExec } from './statements/exec/run-exec.ts';
import { explain } from './statements/explain/explain.ts';
import { runLocal, runLocalChange, runMaterializedView, runTransaction } from './statements/run-local.ts';
import { setSetting, use } from './statements/settings.ts';
import { show } from './statements/show.ts';

export interface StatementAnswer extends EngineResult {
  readonly command: string;
  /** How many of a mutation's rows failed. */
  readonly failures?: number;
}

/** Runs one statement, whatever it is. */
export async function runStatement(run: StatementRun, statement: Statement): Promise<StatementAnswer> {
  switch (statement.kind) {
    case 'query':
      return { command: 'SELECT', ...(await runQuery(run, statement.sql)) };
    case 'insert':
    case 'update':
    case 'delete':
      return { command: statement.kind.toUpperCase(), ...(await change(run, statement)) };
    case 'exec':
      return { command: 'EXEC', ...(await runExec(run, statement)) };
    case 'explain':
      return { command: 'EXPLAIN', ...(await explain(run, statement)) };
    case 'show':
      return { command: 'SHOW', ...(await show(run, statement)) };
    case 'describe':
      return { command: 'DESCRIBE', ...(await describe(run, statement)) };
    case 'use':
      return { command: 'USE', ...(await use(run, statement)) };
    case 'set':
      return { command: 'SET', ...(await setSetting(run, statement)) };
    case 'transaction':
      return { command: statement.action.toUpperCase(), ...(await runTransaction(run, statement)) };
    case 'materialized-view':
      return {
        command: `${statement.action.toUpperCase()} MATERIALIZED VIEW`,
        ...(await runMaterializedView(run, statement)),
      };
    case 'local':
      return { command: firstWord(statement.sql), ...(await runLocal(run, statement)) };
  }
}

function firstWord(sql: string): string {
  return (/[A-Za-z]+/.exec(sql)?.[0] ?? 'STATEMENT').toUpperCase();
}

/** A local table of that name wins, as it does in a query. */
async function change(
  run: StatementRun,
  statement: InsertStatement | UpdateStatement | DeleteStatement,
): Promise<EngineResult & { readonly failures?: number }> {
  if (await isLocal(run.session, statement.target.parts)) return runLocalChange(run, statement);
  if (statement.kind === 'insert' && statement.localOnly !== undefined) {
    throw new SkyqlError('UNSUPPORTED_STATEMENT', `${statement.localOnly.clause} is for local tables.`, {
      hint: statement.localOnly.hint,
    });
  }
  refuseChanges(run, statement.kind.toUpperCase());
  return runChange(run, await planChange(run, statement));
}

async function isLocal(session: Session, parts: readonly string[]): Promise<boolean> {
  const isResource = session.providers.has((parts[0] ?? '').toLowerCase()) && parts.length === 3;
  return !isResource && (await localRelation(session, parts)) !== undefined;
}
