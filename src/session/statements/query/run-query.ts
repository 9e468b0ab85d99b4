import type { Cursor } from '../../../engine/cursor.ts';
import type { EngineResult } from '../../../engine/engine.ts';
import { runFetch, runStreamingFetch } from '../../../execute/run-fetch.ts';
import type { FetchPlan } from '../../../plan/fetch-plan.ts';
import { makeFetchPlan, type PlannedQuery } from '../../../plan/make-fetch-plan.ts';
import type { Restriction } from '../../../plan/planner.ts';
import { interrupted } from '../../../providers/abort.ts';
import type { StatementContext } from '../../statement-context.ts';
import { warnOfTextOrder } from './warn-of-text-order.ts';

/** Runs a query from beginning to end. Stopped half-way, it answers with the rows that were read so far. */
export async function runQuery(run: StatementContext, sql: string, restriction?: Restriction): Promise<EngineResult> {
  const query = await planQuery(run, sql, restriction);
  if (run.plansOnly) run.note(query.plan);
  else await fetchQuery(run, query);
  await optimizeFor(run, query);
  return run.session.engine.query(query.sql);
}

/**
 * A query whose rows come as they are read: a cursor for each page where its rows stream, and one for all, as the value
 * that is returned, when everything is fetched.
 */
export async function* streamQuery(run: StatementContext, sql: string): AsyncGenerator<Cursor, Cursor | undefined> {
  const { session, context, events } = run;
  const query = await planQuery(run, sql);
  if (!query.plan.streams || query.plan.nodes.length !== 1) {
    await fetchQuery(run, query);
    await optimizeFor(run, query);
    // What the session's connection alone has, another one does not see.
    const isolated = session.transaction !== 'open' && !session.hasConnectionState && !session.macros.areMade;
    return session.engine.open(query.sql, { isolated });
  }
  run.note(query.plan);
  const interruptions = () => run.interruptions;
  let pages = 0;
  for await (const _ of runStreamingFetch(query, { scope: session, context, events, interruptions })) {
    pages += 1;
    yield await session.engine.open(query.sql, { isolated: false });
  }
  // Without any page there are columns all the same.
  return pages === 0 ? session.engine.open(query.sql, { isolated: false }) : undefined;
}

/** A query with what it will fetch. What the user should know of it is said. */
export async function planQuery(run: StatementContext, sql: string, restriction?: Restriction): Promise<PlannedQuery> {
  const query = await makeFetchPlan(
    { scope: run.session, context: run.context, ...(restriction && { restriction }) },
    sql,
  );
  for (const advice of query.advice) run.onWarning(advice);
  return query;
}

/** Fetches what a query needs, and gives back the plan as it ran; stopped half-way and content with a part of the rows, as it was made. */
export async function fetchQuery(run: StatementContext, query: PlannedQuery): Promise<FetchPlan> {
  const { session, context, events } = run;
  let plan = query.plan;
  try {
    plan = await runFetch(query, { scope: session, context, events });
  } catch (error) {
    // Stopped half-way, the rows that came stand, for those who want them.
    if (!run.isAborted) throw error;
  }
  if (run.isAborted && run.options.partial !== true) throw interrupted();
  run.answersInPart = run.isAborted;
  run.note(plan);
  await warnOfTextOrder(run, query);
  return plan;
}

/** DuckDB joins and sorts best with all of its optimizers; over one table they decide nothing, and telling it so is a statement more. */
async function optimizeFor({ session }: StatementContext, { plan }: PlannedQuery): Promise<void> {
  if (plan.nodes.length !== 1 || plan.tables.length !== 1) await session.engine.disableOptimizers([]);
}
