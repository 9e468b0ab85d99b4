import type { Row } from '../data/value.ts';
import type { EngineResult } from '../engine/engine.ts';
import { fetchBatches, fetchRows } from './fetch-rows.ts';
import { foreseeReads } from './foresee-reads.ts';
import { type Narrowing, type PreparedQuery, prepareQuery } from './prepare-query.ts';
import type { StatementRun } from './statement-run.ts';

/** Runs a query from beginning to end. Stopped half-way, it answers with the rows that were read so far. */
export async function runQuery(run: StatementRun, sql: string, narrowing?: Narrowing): Promise<EngineResult> {
  const query = await prepareQuery(run, sql, narrowing);
  if (run.foresees) await foresee(run, query);
  else await fetchRows(run, query);
  return run.session.engine.query(query.sql);
}

async function foresee(run: StatementRun, query: PreparedQuery): Promise<void> {
  const reads = await foreseeReads(run, query);
  run.foreseen.push(...reads);
  run.needs(reads.flatMap(({ permissions }) => permissions));
}

/** The rows of a query as they come: page by page where its rows stream, else when all is fetched. */
export async function* streamQuery(run: StatementRun, sql: string): AsyncIterable<readonly Row[]> {
  const { engine } = run.session;
  const query = await prepareQuery(run, sql);
  if (query.plan.streams === true) {
    for await (const _ of fetchBatches(run, query)) yield (await engine.query(query.sql)).rows;
    return;
  }
  await fetchRows(run, query);
  yield* await engine.stream(query.sql);
}
