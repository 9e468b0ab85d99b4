import type { Statement } from '../../sql/statement.ts';
import { PostgresError } from '../errors/postgres-error.ts';
import { reportOf } from '../errors/report-of.ts';
import type { Command } from '../statements/command.ts';
import type { Backend } from './backend.ts';
import { openRows } from './open-rows.ts';
import type { Outcome, Portal } from './portal.ts';
import { bindValues, columnsOf, prepare } from './prepared.ts';
import { executedNamed, keepPrepared } from './prepared-statements.ts';
import { valuesText } from './values-text.ts';

/** PREPARE: a statement that EXECUTE runs, the same that clients make by Parse. */
export async function runPrepare(
  backend: Backend,
  { source, clientText }: Portal,
  { name, types, sql, sqlOffset, statement }: Extract<Command, { kind: 'prepare' }>,
): Promise<Outcome> {
  const inner = { command: { kind: 'session', statement } as const, sql, offset: source.offset + sqlOffset };
  await keepPrepared(backend, name, async () => {
    const prepared = { ...(await prepare(backend, clientText, inner, types)), isFromSql: true };
    // What is wrong with it is said now, as PostgreSQL does.
    await columnsOf(backend, prepared);
    return prepared;
  });
  return { kind: 'done', tag: 'PREPARE' };
}

/** EXECUTE: reads everything anew, with the values that it is given. `run` runs the statement itself. */
export async function runExecute(
  backend: Backend,
  portal: Portal,
  command: Extract<Command, { kind: 'execute' }>,
  run: (inner: Portal, statement: Statement) => Promise<Outcome>,
): Promise<Outcome> {
  const { name, sql } = command;
  const prepared = executedNamed(backend, command);
  const { source, parameters } = prepared;
  const values = sql === '' ? [] : await argumentsOf(backend, portal, sql);
  if (values.length !== parameters.length)
    throw new PostgresError('42601', `wrong number of parameters for prepared statement "${name}"`, {
      detail: `Expected ${parameters.length} parameters but got ${values.length}.`,
    });
  try {
    const inner = { ...portal, source, prepared, bound: bindValues(prepared, [], values) };
    return await run(inner, source.command.statement);
  } catch (error) {
    // Where in the statement it is means nothing in the text of EXECUTE.
    const { sqlstate, message, hint, detail } = reportOf(error);
    if (error instanceof PostgresError && error.fatal) throw error;
    throw new PostgresError(sqlstate, message, { hint, detail });
  }
}

async function argumentsOf(backend: Backend, { stop }: Portal, sql: string): Promise<readonly (Buffer | null)[]> {
  const rows = await openRows(backend, stop, `${valuesText}${sql}`);
  try {
    const values: (readonly (Buffer | null)[])[] = [];
    await rows.write(
      2,
      ({ columns }, start, end) => {
        for (let row = start; row < end; row += 1)
          values.push(
            rows.columns.map(({ type }, index) => {
              const value = columns[index]?.value(row) ?? null;
              return value === null ? null : Buffer.from(type.text(value));
            }),
          );
        return end;
      },
      async () => undefined,
    );
    const [only, second] = values;
    if (only === undefined || second !== undefined)
      throw new PostgresError('0A000', 'set-returning functions are not allowed in EXECUTE parameters');
    return only;
  } finally {
    await rows.close();
  }
}
