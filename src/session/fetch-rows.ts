import type { Row, Value } from '../data/value.ts';
import type { LoadingTable } from '../engine/shadow-tables.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { runScan } from '../execute/run-scan.ts';
import { planScan, type ScanWish } from '../plan/access/choose-access.ts';
import { type ChosenKeyLinks, sourcesOf } from '../plan/keys/choose-key-links.ts';
import { keyQuery } from '../plan/keys/key-query.ts';
import type { KeyLink, TableRead } from '../plan/outline/query-outline.ts';
import { allowedValues, type Predicate } from '../plan/predicate.ts';
import type { CallContext } from '../providers/provider.ts';
import { providerOf } from './catalogs.ts';
import { keyOf, type PreparedQuery } from './prepare-query.ts';
import { ReadCost, type ReadStatistics } from './read-cost.ts';
import { aborted, type StatementRun } from './statement-run.ts';

/** The fetching of one query: its reads start as soon as those that feed them have ended. */
interface Fetch {
  readonly run: StatementRun;
  readonly query: PreparedQuery;
  readonly signal: AbortSignal;
  readonly tables: ReadonlyMap<string, LoadingTable>;
  readonly reads: Map<number, Promise<void>>;
  readonly statistics: Map<number, ReadStatistics>;
  /** The rows that a table shared by several reads has, so that a row that two of them bring is loaded once. */
  readonly seen: Map<string, Map<string, Set<string>>>;
}

/** Fetches what a prepared query needs into its shadow tables, and tells what each read cost. */
export async function fetchRows(run: StatementRun, query: PreparedQuery): Promise<ReadonlyMap<number, ReadStatistics>> {
  const stop = new AbortController();
  const signal = run.options.signal === undefined ? stop.signal : AbortSignal.any([run.options.signal, stop.signal]);
  const tables = await narrowTables(run, query);
  const fetch: Fetch = { run, query, signal, tables, reads: new Map(), statistics: new Map(), seen: new Map() };
  const reads = [...query.wishes.keys()].map((id) => startRead(fetch, id));
  try {
    await Promise.all(reads);
  } catch (error) {
    // The first failure ends the other reads; nothing goes on behind the statement's back.
    stop.abort();
    await Promise.allSettled(reads);
    if (!run.isAborted) throw error;
  }
  // Stopped half-way, the rows that came stand, for those who want them.
  if (run.isAborted && run.options.partial !== true) throw aborted();
  return fetch.statistics;
}

/**
 * Fetches what a query whose rows stream needs, and yields each time some of it is loaded. It goes away when the next is
 * asked for, so that however many rows there are, only one batch is held.
 */
export async function* fetchBatches(run: StatementRun, query: PreparedQuery): AsyncIterable<void> {
  const { tables } = run.session;
  const [loading] = (await narrowTables(run, query)).values();
  const [wish] = query.wishes.values();
  if (loading === undefined || wish === undefined) return;
  const provider = providerOf(run.session, wish.description.provider);
  const { plan, permissions } = await planScan(provider, wish, run.context);
  run.needs(permissions);
  const events = {
    onPage: (rows: number) => run.onPage(rows),
    onWarning: (error: SkyqlError) => run.onWarning(error),
  };
  for await (const rows of runScan(provider, plan, run.context, events)) {
    await tables.load(loading, rows);
    yield;
    await tables.clear(loading);
  }
}

/** Keeps in each shadow table only what the query reads of it. */
async function narrowTables(run: StatementRun, query: PreparedQuery): Promise<ReadonlyMap<string, LoadingTable>> {
  const tables = new Map<string, LoadingTable>();
  for (const [key, { table, parameters }] of query.resources) {
    const reads = query.plan.reads.filter((read) => keyOf(read) === key);
    // Of what nothing reads (LIMIT 0) the columns stay: a NULL in their place may be refused (ASOF JOIN).
    if (reads.length === 0) continue;
    const columns = reads.flatMap((read) => [...read.columns]);
    tables.set(key, await run.session.tables.narrow(table, [...columns, ...parameters]));
  }
  return tables;
}

function startRead(fetch: Fetch, read: number): Promise<void> {
  const id = fetch.query.covered.get(read) ?? read;
  const known = fetch.reads.get(id);
  if (known !== undefined) return known;
  const started = loadRead(fetch, id);
  fetch.reads.set(id, started);
  return started;
}

async function loadRead(fetch: Fetch, id: number): Promise<void> {
  const { run, query } = fetch;
  const read = query.plan.reads.find((own) => own.id === id);
  const wish = query.wishes.get(id);
  if (read === undefined || wish === undefined) return;
  const feeds = query.feeds.get(id) ?? [];
  const before = [...feeds.flatMap(sourcesOf), ...readsByParameter(fetch, read, wish)];
  await Promise.all(before.map((source) => startRead(fetch, source)));
  const keys = await Promise.all(feeds.map((feed) => feedPredicate(fetch, feed)));
  const predicates = [...wish.predicates, ...keys.filter((predicate) => predicate !== undefined)];
  const cost = new ReadCost(run);
  await loadRows(fetch, read, { ...wish, predicates }, cost);
  fetch.statistics.set(id, cost.statistics());
}

async function loadRows(fetch: Fetch, read: TableRead, wish: ScanWish, cost: ReadCost): Promise<void> {
  const { run, query } = fetch;
  const table = fetch.tables.get(keyOf(read));
  if (table === undefined) return;
  const provider = providerOf(run.session, wish.description.provider);
  const { onCall, ...events } = cost.events();
  const context: CallContext = { ...run.context, signal: fetch.signal, onCall };
  const { plan, permissions } = await planScan(provider, wish, context);
  run.needs(permissions);
  const isShared = query.plan.reads.some((other) => other !== read && keyOf(other) === keyOf(read));
  let count = 0;
  for await (const rows of runScan(provider, plan, context, events)) {
    const fresh = isShared ? unseen(fetch, read, wish, rows) : rows;
    await run.session.tables.load(table, fresh);
    count += fresh.length;
    if (plan.limit !== undefined && count >= plan.limit && (await isEnough(run, query))) return;
  }
}

/**
 * Rows that no other read of the same table has brought yet. A row that a parameter brought (`Owners = 'self'`) carries
 * its value, so the same resource brought by another value is another row.
 */
function unseen(fetch: Fetch, read: TableRead, wish: ScanWish, rows: readonly Row[]): readonly Row[] {
  const seen = fetch.seen.get(keyOf(read)) ?? new Map<string, Set<string>>();
  fetch.seen.set(keyOf(read), seen);
  const { identifier } = wish.description;
  const isByParameter = boundParameters(wish).length > 0;
  return rows.filter((row) => {
    const identity = identifier.length === 0 ? [row] : identifier.map((column) => row[column]);
    const key = JSON.stringify([row.connection, row.region, ...identity]);
    const known = seen.get(key);
    const parameters = JSON.stringify(wish.parameters.map((name) => row[name] ?? null));
    if (known === undefined) seen.set(key, new Set([parameters]));
    else if (!isByParameter || known.has(parameters)) return false;
    else known.add(parameters);
    return true;
  });
}

function boundParameters({ parameters, predicates }: ScanWish): readonly string[] {
  return parameters.filter((name) => allowedValues(predicates, name) !== undefined);
}

/** The reads that bring the same table's rows by parameters: those rows have to be there before any read without. */
function readsByParameter({ query }: Fetch, read: TableRead, wish: ScanWish): readonly number[] {
  if (boundParameters(wish).length > 0) return [];
  return query.plan.reads.flatMap((other) => {
    const theirs = query.wishes.get(other.id);
    const isByParameter = other !== read && keyOf(other) === keyOf(read) && theirs !== undefined;
    return isByParameter && boundParameters(theirs).length > 0 && !isFedBy(query.feeds, other.id, read.id)
      ? [other.id]
      : [];
  });
}

function isFedBy(feeds: ChosenKeyLinks, read: number, source: number): boolean {
  return (feeds.get(read) ?? []).flatMap(sourcesOf).some((own) => own === source || isFedBy(feeds, own, source));
}

/** The keys that a read's sources give it, or nothing where they cannot be told: then it is read without. */
async function feedPredicate({ run, query }: Fetch, feed: KeyLink): Promise<Predicate | undefined> {
  const values = new Set<Value>();
  for (const source of feed.sources) {
    if (source.kind === 'values') for (const value of source.values) values.add(value);
    else {
      const read = query.plan.reads.find((own) => own.id === source.read);
      if (read === undefined) return undefined;
      try {
        const { rows } = await run.session.engine.query(keyQuery(source, read));
        for (const row of rows) values.add(row.key ?? null);
      } catch (error) {
        if (error instanceof SkyqlError && error.code !== 'INTERRUPTED') return undefined;
        throw error;
      }
    }
  }
  values.delete(null);
  return { column: feed.column, operator: 'equals', values: [...values] };
}

async function isEnough(run: StatementRun, query: PreparedQuery): Promise<boolean> {
  const { rows } = await run.session.engine.query(`SELECT count(*) AS rows FROM (${query.sql})`);
  return Number(rows[0]?.rows ?? 0) >= (query.plan.limit?.wanted ?? Number.POSITIVE_INFINITY);
}
