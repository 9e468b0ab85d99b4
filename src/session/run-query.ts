import type { EngineColumn, EngineResult } from '../engine/engine.ts';
import type { SkyqlError } from '../errors/skyql-error.ts';
import type { Predicate } from '../executor/predicate.ts';
import { runScan } from '../executor/run-scan.ts';
import { type ChosenFeeds, chooseFeeds, sourcesOf } from '../planner/choose-feeds.ts';
import { planQuery } from '../planner/plan-query.ts';
import { planScan, type ScanWish } from '../planner/plan-scan.ts';
import { type KeyFeed, keyQuery, type QueryPlan, type TableRead } from '../planner/read-plan.ts';
import type { CallContext, Row, Value } from '../providers/provider.ts';
import { providerOf } from './catalogs.ts';
import { explainUnknownColumn } from './explain-unknown-column.ts';
import { type ResolvedQuery, type ResolvedResource, resolveQuery } from './resolve-query.ts';
import { aborted, type StatementRun } from './statement-run.ts';

/** A query whose plan is known, before anything is fetched. */
export interface PreparedQuery extends ResolvedQuery {
  readonly plan: QueryPlan;
  readonly feeds: ChosenFeeds;
  /** What each read of a resource wants, by the read's id; reads of local tables have none. */
  readonly wishes: ReadonlyMap<number, ScanWish>;
}

/** Predicates beyond the query's own, for one resource: which of its rows a mutation is about. */
export interface Narrowing {
  readonly key: string;
  readonly predicates: readonly Predicate[];
  readonly parameters?: readonly string[];
}

export async function prepareQuery(run: StatementRun, sql: string, narrowing?: Narrowing): Promise<PreparedQuery> {
  const resolved = await resolveQuery(run.session, sql);
  if (resolved.resources.size === 0)
    return { ...resolved, plan: { reads: [], feeds: [] }, feeds: new Map(), wishes: new Map() };
  const columnsOf = (table: readonly string[]) =>
    resolved.resources.get(table.join('.'))?.table.columns.map(({ name }) => name) ?? [];
  try {
    const plan = await planQuery(run.session.engine, resolved.sql, columnsOf);
    const wishes = wishesOf(plan, resolved, narrowing);
    return { ...resolved, plan, wishes, feeds: chooseFeeds(plan, wishes) };
  } catch (error) {
    throw explainUnknownColumn(
      error,
      [...resolved.resources.values()].map(({ description }) => description),
    );
  }
}

/** Reads of one shadow table share it, so each brings the columns of all of them, and no limit of one may starve another. */
function wishesOf(
  plan: QueryPlan,
  resolved: ResolvedQuery,
  narrowing: Narrowing | undefined,
): ReadonlyMap<number, ScanWish> {
  const wishes = new Map<number, ScanWish>();
  for (const read of plan.reads) {
    const key = keyOf(read);
    const resource = resolved.resources.get(key);
    if (resource === undefined) continue;
    const narrowed = narrowing?.key === key ? narrowing : undefined;
    const columns = new Set(plan.reads.filter((other) => keyOf(other) === key).flatMap((other) => other.columns));
    wishes.set(read.id, {
      description: resource.description,
      columns: [...columns],
      predicates: [...read.predicates, ...(narrowed?.predicates ?? [])],
      parameters: [...new Set([...resource.parameters, ...(narrowed?.parameters ?? [])])],
      limit: plan.reads.length === 1 ? plan.limit?.rows : undefined,
    });
  }
  return wishes;
}

function keyOf(read: TableRead): string {
  return `${read.table.catalog}.${read.table.schema}.${read.table.table}`;
}

/** What one read cost. */
export interface ReadStatistics {
  readonly calls: number;
  readonly pages: number;
  readonly rows: number;
  readonly retries: number;
  readonly milliseconds: number;
}

/** Fetches what a prepared query needs into its shadow tables, and tells what each read cost. */
export async function fetchRows(run: StatementRun, query: PreparedQuery): Promise<ReadonlyMap<number, ReadStatistics>> {
  const statistics = new Map<number, ReadStatistics>();
  const loads = new Map<number, Promise<void>>();
  const loaded = new Map<string, Set<string>>();
  const load = (id: number): Promise<void> => {
    const known = loads.get(id);
    if (known !== undefined) return known;
    const started = loadRead(run, query, id, load, loaded, statistics);
    loads.set(id, started);
    return started;
  };
  try {
    await Promise.all([...query.wishes.keys()].map(load));
  } catch (error) {
    if (!run.isAborted) throw error;
  }
  // Stopped half-way, the rows that came stand, for those who want them.
  if (run.isAborted && run.options.partial !== true) throw aborted();
  return statistics;
}

async function loadRead(
  run: StatementRun,
  query: PreparedQuery,
  id: number,
  load: (id: number) => Promise<void>,
  loaded: Map<string, Set<string>>,
  statistics: Map<number, ReadStatistics>,
): Promise<void> {
  const read = query.plan.reads.find((own) => own.id === id);
  const wish = query.wishes.get(id);
  const resource = read === undefined ? undefined : query.resources.get(keyOf(read));
  if (read === undefined || wish === undefined || resource === undefined) return;
  const feeds = query.feeds.get(id) ?? [];
  await Promise.all(feeds.flatMap(sourcesOf).map(load));
  const keys = await Promise.all(feeds.map((feed) => feedPredicate(run, query, feed)));
  const predicates = [...wish.predicates, ...keys.filter((predicate) => predicate !== undefined)];
  const provider = providerOf(run.session, wish.description.provider);
  const started = performance.now();
  const cost = { calls: 0, pages: 0, rows: 0, retries: 0 };
  const context: CallContext = {
    ...run.context,
    onCall: (call) => {
      cost.calls += 1;
      if (call.attempt > 1) cost.retries += 1;
      run.context.onCall?.(call);
    },
  };
  const onPage = (rows: number) => {
    cost.pages += 1;
    cost.rows += rows;
    run.onPage(rows);
  };
  const { plan } = await planScan(provider, { ...wish, predicates }, context);
  const seen = loaded.get(keyOf(read)) ?? new Set<string>();
  loaded.set(keyOf(read), seen);
  const shared = query.plan.reads.some((other) => other.id !== id && keyOf(other) === keyOf(read));
  const events = { onPage, onWarning: (error: SkyqlError) => run.onWarning(error) };
  let count = 0;
  for await (const rows of runScan(provider, plan, context, events)) {
    if (run.isAborted) break;
    const fresh = shared ? unseen(rows, resource, seen) : rows;
    await run.session.tables.load(resource.table, fresh);
    count += fresh.length;
    if (plan.limit !== undefined && count >= plan.limit && (await isEnough(run, query))) break;
  }
  statistics.set(id, { ...cost, milliseconds: Math.round(performance.now() - started) });
}

/** Rows that no other read of the same table has brought yet. */
function unseen(rows: readonly Row[], resource: ResolvedResource, seen: Set<string>): readonly Row[] {
  const { identifier } = resource.description;
  return rows.filter((row) => {
    const key = JSON.stringify([
      row.connection,
      row.region,
      ...(identifier.length === 0 ? [row] : identifier.map((column) => row[column])),
    ]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

async function feedPredicate(run: StatementRun, query: PreparedQuery, feed: KeyFeed): Promise<Predicate | undefined> {
  const values = new Set<Value>();
  for (const source of feed.sources) {
    if (source.kind === 'values') for (const value of source.values) values.add(value);
    else {
      const read = query.plan.reads.find((own) => own.id === source.read);
      if (read === undefined) return undefined;
      const { rows } = await run.session.engine.query(keyQuery(source, read));
      for (const row of rows) values.add(row.key ?? null);
    }
  }
  values.delete(null);
  return { column: feed.column, operator: 'equals', values: [...values] };
}

async function isEnough(run: StatementRun, query: PreparedQuery): Promise<boolean> {
  const { rows } = await run.session.engine.query(`SELECT count(*) AS rows FROM (${query.sql})`);
  return Number(rows[0]?.rows ?? 0) >= (query.plan.limit?.wanted ?? Number.POSITIVE_INFINITY);
}

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
