import type { Row } from '../data/value.ts';
import type { EngineResult } from '../engine/engine.ts';
import { withoutUses } from '../engine/shadow-database.ts';
import { runFetch, runStreamingFetch } from '../execute/run-fetch.ts';
import type { FetchPlan } from '../plan/fetch-plan.ts';
import { type PlannedQuery, planFetch } from '../plan/plan-fetch.ts';
import type { Narrowing } from '../plan/planner.ts';
import { aborted, type StatementRun } from './statement-run.ts';

/** Runs a query from beginning to end. Stopped half-way, it answers with the rows that were read so far. */
export async function runQuery(run: StatementRun, sql: string, narrowing?: Narrowing): Promise<EngineResult> {
  const query = await planQuery(run, sql, narrowing);
  if (run.plansOnly) run.note(query.plan);
  else await fetchQuery(run, query);
  await optimizeFor(run, query);
  return asWritten(await run.session.engine.query(query.sql));
}

/** Columns without a name of their own are named by their text, in which the tables must not show as we name them. */
function asWritten(result: EngineResult): EngineResult {
  const names = new Map(result.columns.map(({ name }) => [name, withoutUses(name)]));
  if ([...names].every(([name, written]) => name === written)) return result;
  return {
    columns: result.columns.map(({ name, type }) => ({ name: names.get(name) ?? name, type })),
    rows: result.rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [names.get(name) ?? name, value])),
    ),
  };
}

/** The rows of a query as they come: page by page where its rows stream, else when all is fetched. */
export async function* streamQuery(run: StatementRun, sql: string): AsyncIterable<readonly Row[]> {
  const { session, context } = run;
  const query = await planQuery(run, sql);
  if (query.plan.streams && query.plan.nodes.length === 1) {
    run.note(query.plan);
    for await (const _ of runStreamingFetch(query, { scope: session, context, events: run.events }))
      yield (await session.engine.query(query.sql)).rows;
    return;
  }
  await fetchQuery(run, query);
  await optimizeFor(run, query);
  yield* await session.engine.stream(query.sql);
}

/** A query with what it will fetch. What the user should know of it is said. */
export async function planQuery(run: StatementRun, sql: string, narrowing?: Narrowing): Promise<PlannedQuery> {
  const query = await planFetch({ scope: run.session, context: run.context, ...(narrowing && { narrowing }) }, sql);
  for (const advice of query.advice) run.onWarning(advice);
  return query;
}

/** Fetches what a query needs, and gives back the plan as it ran; stopped half-way and content with a part of the rows, as it was made. */
export async function fetchQuery(run: StatementRun, query: PlannedQuery): Promise<FetchPlan> {
  const { session, context, events } = run;
  let plan = query.plan;
  try {
    plan = await runFetch(query, { scope: session, context, events });
  } catch (error) {
    // Stopped half-way, the rows that came stand, for those who want them.
    if (!run.isAborted) throw error;
  }
  if (run.isAborted && run.options.partial !== true) throw aborted();
  run.note(plan);
  return plan;
}

/** DuckDB joins and sorts best with all of its optimizers; over one table they decide nothing, and telling it so is a statement more. */
async function optimizeFor({ session }: StatementRun, { plan }: PlannedQuery): Promise<void> {
  if (plan.nodes.length !== 1 || plan.tables.length !== 1) await session.engine.disableOptimizers([]);
}
