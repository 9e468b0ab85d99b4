import type { EngineColumn, EngineResult } from '../engine/engine.ts';
import type { Row } from '../providers/provider.ts';
import { fetchRows } from './fetch-rows.ts';
import { type Narrowing, prepareQuery } from './prepare-query.ts';
import type { StatementRun } from './statement-run.ts';

/** Runs a query from beginning to end. Stopped half-way, it answers with the rows that were read so far. */
export async function runQuery(run: StatementRun, sql: string, narrowing?: Narrowing): Promise<EngineResult> {
  const query = await prepareQuery(run, sql, narrowing);
  await fetchRows(run, query);
  return run.session.engine.query(query.sql);
}

export async function streamQuery(
  run: StatementRun,
  sql: string,
  onColumns: (columns: readonly EngineColumn[]) => void,
): Promise<AsyncIterable<readonly Row[]>> {
  const query = await prepareQuery(run, sql);
  await fetchRows(run, query);
  return run.session.engine.stream(query.sql, onColumns);
}
