import type { SelectStmt } from 'libpg-query';
import type { Statement } from '../../sql/statement.ts';
import { PostgresError } from '../errors/postgres-error.ts';
import type { Command } from '../statements/command.ts';
import { commandTag } from '../statements/command-tag.ts';
import { endsTransaction } from '../statements/ends-transaction.ts';
import { readConditional } from '../statements/read-conditional.ts';
import { ResultRows } from '../statements/result-rows.ts';
import { answerChange } from './answer-change.ts';
import type { Backend } from './backend.ts';
import { countIn } from './count-in.ts';
import { skippedNotice } from './notice-skipped.ts';
import type { Outcome, Portal } from './portal.ts';
import { columnsFor, givesRows } from './prepared.ts';
import { runCatalogQuery } from './run-catalog-query.ts';
import { runCopyIn } from './run-copy-in.ts';
import { runCopyOut } from './run-copy-out.ts';
import { runCursor } from './run-cursor.ts';
import { runExecute, runPrepare } from './run-prepared.ts';
import { runSetting } from './run-setting.ts';
import { runTransaction } from './run-transaction.ts';

/** Runs a statement as far as its first rows. */
export async function runPortal(backend: Backend, portal: Portal): Promise<Outcome> {
  const { command } = portal.source;
  if (!endsTransaction(command)) backend.transaction.refuseFailed();
  return backend.stoppable(portal.stop, () => runCommand(backend, portal, command));
}

async function runCommand(backend: Backend, portal: Portal, command: Command): Promise<Outcome> {
  switch (command.kind) {
    case 'begin':
    case 'commit':
    case 'rollback':
    case 'savepoint':
    case 'release':
    case 'rollback-to':
    case 'set-modes':
      return runTransaction(backend, command);
    case 'set':
    case 'reset':
    case 'show':
    case 'discard':
    case 'deallocate':
    case 'unlisten':
    case 'signal':
      return runSetting(backend, command);
    case 'declare':
    case 'fetch':
    case 'move':
    case 'close':
      return runCursor(backend, portal, command);
    case 'copy-out':
      return runCopyOut(backend, portal, command);
    case 'copy-in':
      if (isReadOnly(backend)) throw readOnly('COPY FROM');
      return runCopyIn(backend, portal, command);
    case 'prepare':
      return runPrepare(backend, portal, command);
    case 'execute':
      return runExecute(backend, portal, command, (inner, statement) => runStatement(backend, inner, statement));
    case 'session':
      return runStatement(backend, portal, command.statement);
  }
}

async function runStatement(backend: Backend, portal: Portal, statement: Statement): Promise<Outcome> {
  const asked = portal.prepared?.catalog ?? (await catalogStatementOf(backend, portal));
  if (asked !== undefined) return runCatalogStatement(backend, portal, asked);
  if (isReadOnly(backend)) refuseChange(statement);
  const { onProgress, database } = backend;
  const { sql, values } = portal.bound;
  const isChange = statement.kind === 'insert' || statement.kind === 'update' || statement.kind === 'delete';
  const isDefinition = statement.kind === 'local' || statement.kind === 'materialized-view';
  const conditional = isDefinition ? readConditional(sql) : undefined;
  const skipped = conditional && (await skippedNotice(backend, conditional));
  const result = await database.run(sql, values, { signal: portal.stop.signal, onProgress });
  if (skipped !== undefined) backend.notice(skipped);
  if (isChange) backend.transaction.noteChange();
  if (isDefinition) backend.noteDefinition();
  if (givesRows(portal.source))
    return {
      kind: 'rows',
      rows: backend.bounded(new ResultRows(result, portal.described ?? columnsFor(portal.source, result.columns))),
      tag: (rows) => commandTag(statement, rows),
    };
  const rows = isChange ? await answerChange(backend, result) : await countIn(result);
  await result.close();
  return { kind: 'done', tag: commandTag(statement, rows) };
}

/** A prepared statement knows whether it is over the catalog. */
async function catalogStatementOf(backend: Backend, { prepared, bound }: Portal) {
  return prepared === undefined ? backend.catalog.statementOf(bound.sql) : undefined;
}

async function runCatalogStatement(backend: Backend, portal: Portal, asked: SelectStmt): Promise<Outcome> {
  const { values, castOf = () => undefined } = portal.bound;
  const rows = await runCatalogQuery(backend, asked, { castOf, values, signal: portal.stop.signal });
  return { kind: 'rows', rows, tag: (count) => `SELECT ${count}` };
}

function isReadOnly({ settings }: Backend): boolean {
  return settings.get('transaction_read_only') === 'on';
}

const reading = new Set<Statement['kind']>(['query', 'show', 'describe', 'use', 'set', 'transaction']);

/** Refuses in a transaction that is read only all that is not known to read. */
function refuseChange(statement: Statement): void {
  if (reading.has(statement.kind) || (statement.kind === 'explain' && !statement.analyze)) return;
  throw readOnly(commandTag(statement));
}

function readOnly(what: string): PostgresError {
  return new PostgresError('25006', `cannot execute ${what} in a read-only transaction`, {
    hint: 'SET TRANSACTION READ WRITE, or SET default_transaction_read_only = off.',
  });
}
