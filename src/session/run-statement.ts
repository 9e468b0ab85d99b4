import type { EngineResult } from '../engine/engine.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { leavesState } from '../sql/leaves-state.ts';
import type { DeleteStatement, InsertStatement, Statement, UpdateStatement } from '../sql/statement.ts';
import { isLocalTarget } from './is-local-target.ts';
import { refuseLocked } from './refuse-locked.ts';
import { runQuery } from './run-query.ts';
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

export interface StatementAnswer {
  readonly command: string;
  readonly result: EngineResult;
  /** How many of a mutation's rows failed. */
  readonly failures: number;
}

/** Runs one statement, whatever it is. */
export async function runStatement(run: StatementRun, statement: Statement): Promise<StatementAnswer> {
  const result: EngineResult & { readonly failures?: number } = await resultOf(run, statement);
  return { command: commandOf(statement), result, failures: result.failures ?? 0 };
}

/** What a statement is called in its result. */
export function commandOf(statement: Statement): string {
  switch (statement.kind) {
    case 'query':
      return 'SELECT';
    case 'transaction':
      return statement.action.toUpperCase();
    case 'materialized-view':
      return `${statement.action.toUpperCase()} MATERIALIZED VIEW`;
    case 'local':
      return firstWord(statement.sql);
    default:
      return statement.kind.toUpperCase();
  }
}

async function resultOf(run: StatementRun, statement: Statement): Promise<EngineResult> {
  switch (statement.kind) {
    case 'query':
      return runQuery(run, statement.sql);
    case 'insert':
    case 'update':
    case 'delete':
      return change(run, statement);
    case 'exec':
      return runExec(run, statement);
    case 'explain':
      return explain(run, statement);
    case 'show':
      return show(run, statement);
    case 'describe':
      return describe(run, statement);
    case 'use':
      return use(run, statement);
    case 'set':
      return setSetting(run, statement);
    case 'transaction':
      return runTransaction(run, statement);
    case 'materialized-view':
      return runMaterializedView(run, statement);
    case 'local':
      refuseLocked(run.session, statement);
      run.session.hasConnectionState ||= leavesState(statement.sql);
      return runLocal(run, statement);
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
  if (await isLocalTarget(run.session, statement.target.parts)) return runLocalChange(run, statement);
  if (statement.kind === 'insert' && statement.localOnly !== undefined) {
    throw new SkyqlError('UNSUPPORTED_STATEMENT', `${statement.localOnly.clause} is for local tables.`, {
      hint: statement.localOnly.hint,
    });
  }
  refuseChanges(run, statement.kind.toUpperCase());
  return runChange(run, await planChange(run, statement));
}
