import type { Row } from '../data/value.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { invalid } from '../host/option-checks.ts';
import { splitScript } from '../sql/split-script.ts';
import type { Database, Parameters, QueryOptions, Result, ScriptStep } from './database.ts';
import { openApplied, openPlan } from './kept-plans.ts';
import { rememberKnown } from './known-of.ts';
import { type Opening, openPrepared, openResult } from './open-result.ts';
import type { Session } from './session.ts';
import type { StatementResult } from './statement-result.ts';
import { Turns } from './turns.ts';

/** The public face of a session. Its statements run one after the other, in the order in which they were asked. */
export function openDatabase(session: Session, close: () => Promise<void>): Database {
  const turns = new Turns();
  // DuckDB ends the whole process when it is asked after it was closed.
  let isClosed = false;
  const refuseClosed = (): void => {
    if (isClosed)
      throw new SkyqlError('CLOSED', 'The session is closed.', { hint: 'Open another one with connect().' });
  };

  const place = { session, turns, refuseClosed };
  const open = (sql: string, parameters: Parameters = [], options: QueryOptions, opening: Opening) =>
    openResult(place, { sql, parameters, options }, opening);

  async function query(sql: string, parameters?: Parameters, options: QueryOptions = {}): Promise<Result> {
    return wholeResult(await open(sql, parameters, options, 'whole'));
  }

  async function* stream(sql: string, parameters?: Parameters, options: QueryOptions = {}): AsyncGenerator<Row, void> {
    yield* (await open(sql, parameters, options, 'lazy')).records();
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

  const closeInTurn = () =>
    turns.take(turns, async () => {
      if (isClosed) return;
      isClosed = true;
      await close();
    });

  const database: Database = {
    query,
    run: (sql, parameters, options = {}) => open(sql, parameters, options, 'lazy'),
    stream,
    async prepare(sql, ...further: readonly unknown[]) {
      if (further.length > 0)
        throw invalid('prepare() takes a statement alone.', 'query() takes its parameters and options.');
      return openPrepared({ session, turns, refuseClosed }, sql);
    },
    script,
    plan: (sql, parameters = [], options = {}) => openPlan(place, { sql, parameters, options }),
    apply: async (plan, options = {}) => wholeResult(await openApplied(place, plan, options)),
    close: closeInTurn,
    [Symbol.asyncDispose]: closeInTurn,
  };
  rememberKnown(database, place);
  return database;
}

async function wholeResult(result: StatementResult): Promise<Result> {
  const rows: Row[] = [];
  for await (const record of result.records()) rows.push(record);
  const { command, columns, failures, warnings, statistics } = result;
  return { command, columns, rows, warnings, statistics, failures };
}
