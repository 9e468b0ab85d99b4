import type { Row } from '../data/value.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { parseStatement } from '../sql/parse-statement.ts';
import { splitScript } from '../sql/split-script.ts';
import type { Statement } from '../sql/statement.ts';
import { advise } from './advise.ts';
import type { Database, Parameters, QueryOptions, Result, ScriptStep, Warning } from './database.ts';
import { setParameters } from './parameters.ts';
import { placeError } from './place-error.ts';
import { streamQuery } from './run-query.ts';
import { runStatement } from './run-statement.ts';
import type { Session } from './session.ts';
import { aborted, StatementRun } from './statement-run.ts';

/** The public face of a session. Its statements run one after the other, in the order in which they were asked. */
export function openDatabase(session: Session, close: () => Promise<void>): Database {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = async <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };

  // DuckDB ends the whole process when it is asked after it was closed.
  let isClosed = false;
  const refuseClosed = (): void => {
    if (isClosed)
      throw new SkyqlError('CLOSED', 'The session is closed.', { hint: 'Open another one with connect().' });
  };

  const query = (sql: string, parameters?: Parameters, options: QueryOptions = {}) =>
    inTurn(async () => {
      refuseClosed();
      return runOne(session, sql, parameters, options);
    });

  async function* stream(sql: string, parameters?: Parameters, options: QueryOptions = {}): AsyncIterable<Row> {
    let release = () => {};
    const turn = new Promise<void>((resolve) => {
      release = resolve;
    });
    const before = last;
    last = before.then(
      () => turn,
      () => turn,
    );
    await before.catch(() => undefined);
    try {
      refuseClosed();
      yield* streamOne(session, sql, parameters, options);
    } finally {
      release();
    }
  }

  async function* script(sql: string, options: QueryOptions = {}): AsyncIterable<ScriptStep> {
    for (const { text } of splitScript(sql)) {
      try {
        yield { sql: text, result: await query(text, undefined, options) };
      } catch (error) {
        if (!(error instanceof SkyqlError)) throw error;
        yield { sql: text, error };
        return;
      }
    }
  }

  return { query, stream, script, close: () => inTurn(closeOnce) };

  async function closeOnce(): Promise<void> {
    if (isClosed) return;
    isClosed = true;
    await close();
  }
}

async function runOne(
  session: Session,
  sql: string,
  parameters: Parameters | undefined,
  options: QueryOptions,
): Promise<Result> {
  if (options.signal?.aborted === true) throw aborted();
  const run = new StatementRun(session, options);
  const statement = await prepared(session, sql, parameters);
  const watch = watchForStop(session, options);
  try {
    const answer = await runStatement(run, statement);
    if (statement.kind !== 'show') session.warnings = run.warnings;
    if (session.settings.strict) refuseWarnings(run.warnings.filter(isOfRows));
    return {
      ...answer,
      failures: answer.failures ?? 0,
      warnings: run.warnings,
      statistics: run.statistics(),
    };
  } catch (error) {
    throw explained(run, error, sql);
  } finally {
    session.warnings = run.warnings;
    watch.end();
  }
}

/** Lets the signal stop DuckDB too; calls watch it by themselves. */
function watchForStop(session: Session, { signal }: QueryOptions): { end(): void } {
  const stop = () => session.engine.interrupt();
  signal?.addEventListener('abort', stop, { once: true });
  return { end: () => signal?.removeEventListener('abort', stop) };
}

function explained(run: StatementRun, error: unknown, sql: string): unknown {
  run.session.warnings = run.warnings;
  return run.isAborted ? aborted() : advise(placeError(error, sql), sql);
}

/** Advice about the statement is no lack of rows. */
function isOfRows({ code }: Warning): boolean {
  return !['JOIN_KEY', 'PERMISSIONS_DERIVED', 'POLICY_TOO_LONG'].includes(code);
}

function refuseWarnings(warnings: readonly Warning[]): void {
  const [first] = warnings;
  if (first === undefined) return;
  throw new SkyqlError(
    'INCOMPLETE',
    `${warnings.length === 1 ? 'A part' : `${warnings.length} parts`} of the answer could not be read: ${first.message}`,
    {
      hint: first.hint,
      scope: {
        connection: first.connection,
        region: first.region,
        service: first.service,
        operation: first.operation,
        requestId: first.requestId,
      },
    },
  );
}

async function* streamOne(
  session: Session,
  sql: string,
  parameters: Parameters | undefined,
  options: QueryOptions,
): AsyncIterable<Row> {
  if (options.signal?.aborted === true) throw aborted();
  const statement = await prepared(session, sql, parameters);
  if (statement.kind !== 'query') {
    yield* (await runOne(session, sql, parameters, options)).rows;
    return;
  }
  const run = new StatementRun(session, options);
  const watch = watchForStop(session, options);
  try {
    for await (const rows of streamQuery(run, statement.sql)) {
      for (const row of rows) {
        if (run.isAborted) throw aborted();
        yield row;
      }
    }
    if (run.isAborted) throw aborted();
    if (session.settings.strict) refuseWarnings(run.warnings.filter(isOfRows));
  } catch (error) {
    throw explained(run, error, sql);
  } finally {
    session.warnings = run.warnings;
    watch.end();
  }
}

async function prepared(session: Session, sql: string, parameters: Parameters | undefined): Promise<Statement> {
  const names = await setParameters(session.engine, parameters);
  const statement = parseStatement(sql, { dialect: session.dialect, parameters: names });
  await session.macros.provide(statement.sql, session.dialect);
  return statement;
}
