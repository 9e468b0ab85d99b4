import { onAbort } from '../data/on-abort.ts';
import type { BoundValue } from '../engine/bound-value.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { checkOptions } from '../host/option-checks.ts';
import { interrupted } from '../providers/abort.ts';
import { parseStatement } from '../sql/parse-statement.ts';
import type { Statement } from '../sql/statement.ts';
import { advise } from './advise.ts';
import type { Parameters, PreparedStatement, QueryOptions } from './database.ts';
import { withOtherDialect } from './other-dialect.ts';
import { parameterVariables } from './parameters.ts';
import { placeError } from './place-error.ts';
import { queryOptionChecks } from './query-option-checks.ts';
import { refuseChangedMeaning } from './refuse-changed-meaning.ts';
import { refuseEffects } from './refuse-effects.ts';
import { refuseWarnings } from './refuse-warnings.ts';
import { type RowSource, storedRows } from './row-source.ts';
import { prepareStatement, runStatement } from './run-statement.ts';
import type { Session } from './session.ts';
import { sqliteRows } from './sqlite-rows.ts';
import { StatementContext } from './statement-context.ts';
import { StatementResult } from './statement-result.ts';
import { QueryRows, type Shared } from './statements/query/query-rows.ts';
import { formOf } from './statements/statement-forms.ts';
import { warnOfEncodedText } from './warn-of-encoded-text.ts';

/** What the statements of one session have in common. */
export interface StatementPlace extends Shared {
  readonly session: Session;
}

/** A statement as it is asked. */
export interface AskedStatement {
  readonly sql: string;
  readonly parameters: Parameters;
  readonly options: QueryOptions;
}

/** `whole`: all rows are there when the result is; `lazy`: a query's rows come when they are read. */
export type Opening = 'whole' | 'lazy';

/** Runs a statement as far as its columns are known, or to its end. */
export function openResult(place: StatementPlace, asked: AskedStatement, opening: Opening): Promise<StatementResult> {
  const work = async (run: StatementContext, variables: ReadonlyMap<string, BoundValue>) => {
    try {
      const statement = await parsed(place.session, asked);
      return await openStatement(place, asked, run, statement, opening, variables);
    } catch (error) {
      throw await withOtherDialect(place.session, asked.sql, error);
    }
  };
  return inTurn(place, asked, work, async (run, variables) => {
    const known = place.session.keptQueries.textOf(asked.sql, variables);
    return known === undefined ? undefined : openKept(place, asked.sql, known, run, opening, variables);
  });
}

/** Waits for the session's turn and does some work with the parameters at hand; `first` may do it without them, or leave it. */
export async function inTurn<Answer>(
  place: StatementPlace,
  asked: Partial<AskedStatement> & Omit<AskedStatement, 'sql'>,
  work: (run: StatementContext, variables: ReadonlyMap<string, BoundValue>) => Promise<Answer>,
  first: (run: StatementContext, variables: ReadonlyMap<string, BoundValue>) => Promise<Answer | undefined> = nothing,
): Promise<Answer> {
  checkAsked(asked);
  const { parameters, options } = asked;
  const run = new StatementContext(place.session, options);
  return place.turns.take(run, async () => {
    place.refuseClosed();
    if (run.isAborted) throw interrupted();
    const { engine, tables, transaction } = place.session;
    // In a transaction that has begun to write, which no statement over resources is part of, DuckDB writes to one database alone.
    if (transaction !== 'open') await tables.forget();
    const variables = parameterVariables(parameters);
    try {
      let answer = await first(run, variables);
      if (answer === undefined) {
        await engine.setVariables(variables);
        answer = await work(run, variables);
      }
      // Rows that are still to be read belong to the statement.
      if (!(answer instanceof StatementResult)) run.end();
      return answer;
    } catch (error) {
      run.end(error);
      throw error;
    } finally {
      // No later statement may read the values.
      await engine.resetVariables();
    }
  });
}

async function nothing(): Promise<undefined> {
  return undefined;
}

/** Programs without types ask anything. Throws INVALID_OPTION and INVALID_VALUE. */
function checkAsked({ parameters, options, ...asked }: Partial<AskedStatement> & Omit<AskedStatement, 'sql'>): void {
  if ('sql' in asked && typeof asked.sql !== 'string')
    throw new SkyqlError('INVALID_VALUE', 'The statement is no text.', { hint: 'Give SQL as a text.' });
  if (asked.sql?.includes('\0') === true)
    throw new SkyqlError('INVALID_VALUE', 'The statement holds a NUL character.', {
      hint: 'No text of SQL may hold one.',
    });
  if (typeof parameters !== 'object' || parameters === null)
    throw new SkyqlError('INVALID_VALUE', 'The parameters of a statement are a list or an object.', {
      hint: "Give ['value'] for $1, or { name: 'value' } for $name.",
    });
  checkOptions(options, queryOptionChecks, 'a statement');
}

/** Binds a statement in its turn, without running it. */
export function openPrepared(place: StatementPlace, sql: string): Promise<PreparedStatement> {
  return inTurn(place, { sql, parameters: [], options: {} }, async (run) => {
    const statement = await parsed(place.session, { sql });
    try {
      return await prepareStatement(run, statement);
    } catch (error) {
      throw advise(placeError(error, sql), sql);
    }
  });
}

/** Without names of parameters those of the statement may be any. */
export async function parsed(
  session: Session,
  { sql, parameters }: Partial<AskedStatement> & Pick<AskedStatement, 'sql'>,
): Promise<Statement> {
  const names = Array.isArray(parameters)
    ? parameters.map((_, index) => String(index + 1))
    : parameters && Object.keys(parameters);
  const statement = parseStatement(sql, { dialect: session.dialect, parameters: names });
  refuseChangedMeaning(statement.sql);
  if (!session.hasExternalAccess) refuseEffects(statement.sql);
  await session.macros.provide(statement.sql, session.dialect);
  return statement;
}

async function openStatement(
  place: StatementPlace,
  { sql }: AskedStatement,
  run: StatementContext,
  statement: Statement,
  opening: Opening,
  variables: ReadonlyMap<string, BoundValue>,
): Promise<StatementResult> {
  const { session } = place;
  if (statement.kind === 'query') {
    const kept = await openKept(place, sql, statement.sql, run, opening, variables);
    if (kept !== undefined) return kept;
  }
  const explain = explainerOf(run, sql);
  // SHOW WARNINGS tells those of the statement before it, however often it is asked.
  if (statement.kind !== 'show') session.warnings = run.warnings;
  const watch = watchForStop(run);
  run.text = sql;
  run.command = (await formOf(statement)).command(statement);
  if (statement.kind === 'query') run.takeKeptAnswers();
  if (session.dialect === 'stackql') warnOfEncodedText(run, sql);
  try {
    if (statement.kind === 'query' && opening === 'lazy') {
      const rows = await QueryRows.open(run, place, statement.sql, variables);
      if (rows.isFetched) checkComplete(run);
      const check = () => {
        place.refuseClosed();
        checkComplete(run);
      };
      return new StatementResult(run, { command: 'SELECT', failures: 0 }, inDialect(session, rows), { explain, check });
    }
    const { command, result, failures } = await runStatement(run, statement);
    checkComplete(run);
    const rows = statement.kind === 'query' ? inDialect(session, storedRows(result)) : storedRows(result);
    return new StatementResult(run, { command, failures }, rows, { explain, check: () => undefined });
  } catch (error) {
    throw explain(error);
  } finally {
    watch.end();
  }
}

/** A query that names no table, run as it was read before; undefined of any other. */
async function openKept(
  { session, refuseClosed }: StatementPlace,
  asked: string,
  sql: string,
  run: StatementContext,
  opening: Opening,
  variables: ReadonlyMap<string, BoundValue>,
): Promise<StatementResult | undefined> {
  const watch = watchForStop(run);
  try {
    const rows = await session.keptQueries[opening === 'lazy' ? 'open' : 'read'](session, sql, variables);
    if (rows === undefined) return undefined;
    session.keptQueries.remember(asked, variables, sql);
    session.warnings = run.warnings;
    run.text = asked;
    run.command = 'SELECT';
    const check = opening === 'lazy' ? refuseClosed : () => undefined;
    return new StatementResult(run, { command: 'SELECT', failures: 0 }, rows, {
      explain: explainerOf(run, asked),
      check,
    });
  } finally {
    watch.end();
  }
}

function inDialect({ dialect }: Session, rows: RowSource): RowSource {
  return dialect === 'stackql' ? sqliteRows(rows) : rows;
}

/** The error that a user is told. */
export function explainerOf(run: StatementContext, sql: string): (error: unknown) => unknown {
  return (error) => {
    // Whoever stops a change has to know that it may have been made.
    if (error instanceof SkyqlError && error.code === 'OUTCOME_UNKNOWN') return error;
    const ended = run.ended();
    // What a change says of itself tells how far it came.
    if (ended !== undefined) return error instanceof SkyqlError && error.code === ended.code ? error : ended;
    if (run.isAborted) return error instanceof SkyqlError && error.code === 'INTERRUPTED' ? error : interrupted();
    return advise(placeError(error, sql), sql);
  };
}

export function checkComplete({ session, warnings }: StatementContext): void {
  if (session.settings.strict) refuseWarnings(warnings);
}

/** How often a statement that is to stop is told so, in milliseconds. */
const stopAgainAfter = 20;

/**
 * Lets the signal stop DuckDB too; calls watch it by themselves. DuckDB forgets that it was to stop when it begins with a statement, and
 * a statement here is several of its own: so it is told until it has ended.
 */
export function watchForStop(run: StatementContext): { end(): void } {
  const { engine } = run.session;
  const { signal } = run.options;
  let again: NodeJS.Timeout | undefined;
  const stop = () => {
    engine.interrupt();
    again ??= setInterval(() => {
      if (!run.answersInPart) engine.interrupt();
    }, stopAgainAfter);
  };
  if (signal?.aborted === true) stop();
  const forget = signal && onAbort(signal, stop);
  return {
    end() {
      forget?.();
      clearInterval(again);
    },
  };
}
