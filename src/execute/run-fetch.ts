import type { Value } from '../data/value.ts';
import type { ShadowTable } from '../engine/shadow-tables.ts';
import type { TableLoader } from '../engine/table-loader.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { type FetchNode, type FetchPlan, type Keys, type ScanNode, scanBehind } from '../plan/fetch-plan.ts';
import { bindKeys } from '../plan/keys/bind-keys.ts';
import { sourcesOf } from '../plan/keys/choose-key-links.ts';
import { keyQuery } from '../plan/keys/key-query.ts';
import type { KeyLink } from '../plan/outline/query-outline.ts';
import type { PlannedQuery } from '../plan/plan-fetch.ts';
import { providerNamed } from '../plan/provider-named.ts';
import type { NameScope } from '../plan/resolve/name-scope.ts';
import { tableKey } from '../plan/resolve/resolve-query.ts';
import { stoppable } from '../providers/abort.ts';
import type { CallContext } from '../providers/provider.ts';
import { Meter } from './meter.ts';
import { runScan, type ScanEvents } from './run-scan.ts';

/** What a plan is run with. */
export interface FetchContext {
  readonly scope: Pick<NameScope, 'engine' | 'tables' | 'providers'>;
  readonly context: CallContext;
  readonly events: ScanEvents;
}

/** The running of one plan: its nodes start as soon as those that bring their keys have ended. */
interface Run extends FetchContext {
  readonly query: PlannedQuery;
  readonly tables: ReadonlyMap<number, ShadowTable>;
  /** The scans that were asked for, each with the node that it ended as. */
  readonly nodes: Map<number, Promise<ScanNode>>;
  readonly meter: Meter;
}

/**
 * Fetches what a planned query needs into its tables. Gives the plan back as it ran: with what each part cost, and with what
 * was chosen for the keys that came.
 */
export async function runFetch(query: PlannedQuery, { scope, context, events }: FetchContext): Promise<FetchPlan> {
  const { signal, stop } = stoppable(context.signal);
  const run: Run = {
    query,
    scope,
    context: { ...context, signal },
    events,
    tables: await narrowedTables(query, scope),
    nodes: new Map(),
    meter: new Meter(),
  };
  const { nodes } = query.plan;
  const scans = nodes.flatMap((node) => (node.kind === 'shared' ? [] : [startScan(run, node)]));
  try {
    await Promise.all(scans);
  } catch (error) {
    // The first failure ends the other scans; nothing goes on behind the statement's back.
    stop();
    await Promise.allSettled(scans);
    throw error;
  }
  const ran = await Promise.all(
    nodes.map((node) => (node.kind === 'shared' ? node : (run.nodes.get(node.id) ?? node))),
  );
  return { ...query.plan, nodes: ran };
}

/**
 * Fetches what a query whose rows stream needs, and yields each time some of it can be read. It goes away when the next is
 * asked for, so that however many rows there are, only one batch is held.
 */
export async function* runStreamingFetch(
  query: PlannedQuery,
  { scope, context, events }: FetchContext,
): AsyncGenerator<void, void, undefined> {
  const [node] = query.plan.nodes;
  const table = node && (await narrowedTables(query, scope)).get(node.id);
  if (node === undefined || node.kind === 'shared' || table === undefined) return;
  const provider = providerNamed(scope.providers, node.scan.resource.provider);
  for await (const rows of runScan(provider, node.access, context, events)) {
    if (rows.length === 0) continue;
    const loader = scope.tables.load(table);
    await loader.add(rows);
    await loader.close();
    yield;
    await scope.tables.clear(table);
  }
}

/** The tables that nodes fill, each with room for what the query reads of it. */
async function narrowedTables(
  { plan, resources }: PlannedQuery,
  { tables }: Pick<NameScope, 'tables'>,
): Promise<ReadonlyMap<number, ShadowTable>> {
  const narrowed = new Map<number, ShadowTable>();
  for (const { id, table, columns } of plan.tables) {
    const resource = resources.get(tableKey(table));
    if (resource === undefined) continue;
    narrowed.set(id, await tables.narrow(resource.table, [...columns, ...resource.parameters]));
  }
  return narrowed;
}

function startScan(run: Run, node: ScanNode): Promise<ScanNode> {
  const known = run.nodes.get(node.id);
  if (known !== undefined) return known;
  const started = readScan(run, node);
  run.nodes.set(node.id, started);
  return started;
}

async function readScan(run: Run, planned: ScanNode): Promise<ScanNode> {
  const { plan } = run.query;
  const before = planned.keys.flatMap(sourcesOf).flatMap((id) => scanBehind(plan, id) ?? []);
  await Promise.all(before.map((node) => startScan(run, node)));
  const node = await bound(run, planned);
  const provider = providerNamed(run.scope.providers, node.scan.resource.provider);
  const loaders = loadersOf(run, node);
  let count = 0;
  try {
    for await (const rows of runScan(provider, node.access, run.context, run.events, run.meter)) {
      await Promise.all(loaders.map((loader) => loader.add(rows)));
      count += rows.length;
      if (await isEnough(run, node, loaders, count)) break;
    }
  } finally {
    // Stopped half-way, the rows that came stand, for those who want them.
    for (const loader of loaders) await loader.close();
  }
  return { ...node, access: run.meter.measured(node.access) };
}

/** The tables that take a scan's rows: its own, and those of the nodes that share it. */
function loadersOf(run: Run, node: ScanNode): readonly TableLoader[] {
  const takes = (other: FetchNode) => other.id === node.id || (other.kind === 'shared' && other.of === node.id);
  return run.query.plan.nodes.filter(takes).flatMap(({ id }) => {
    const table = run.tables.get(id);
    return table === undefined ? [] : [run.scope.tables.load(table)];
  });
}

async function bound(run: Run, node: ScanNode): Promise<ScanNode> {
  if (node.keys.length === 0) return node;
  const keys = await Promise.all(node.keys.map((link) => keysOf(run, link)));
  const known = keys.filter((own) => own !== undefined);
  const provider = providerNamed(run.scope.providers, node.scan.resource.provider);
  return bindKeys(node, known, provider, run.context);
}

/** The keys that came, or nothing where they cannot be told: then it is read without. */
async function keysOf({ query, scope }: Run, { column, sources }: KeyLink): Promise<Keys | undefined> {
  const values = new Set<Value>();
  for (const source of sources) {
    if (source.kind === 'values') {
      for (const value of source.values) values.add(value);
      continue;
    }
    const table = query.plan.tables.find(({ id }) => id === source.read);
    if (table === undefined) return undefined;
    try {
      for (const row of (await scope.engine.query(keyQuery(source, table))).rows) values.add(row.key ?? null);
    } catch (error) {
      if (error instanceof SkyqlError && error.code !== 'INTERRUPTED') return undefined;
      throw error;
    }
  }
  values.delete(null);
  return { column, values: [...values] };
}

/** Whether the query needs no more rows than have come. */
async function isEnough(
  { query, scope }: Run,
  { scan, access }: ScanNode,
  loaders: readonly TableLoader[],
  count: number,
): Promise<boolean> {
  if (access.limit === undefined || count < access.limit) return false;
  // Where nothing filters them, every row counts.
  if (scan.predicates.length === 0 && scan.hasFurtherConditions !== true) return true;
  for (const loader of loaders) await loader.flush();
  const { rows } = await scope.engine.query(`SELECT count(*) AS rows FROM (${query.sql})`);
  return Number(rows[0]?.rows ?? 0) >= (query.plan.limit?.wanted ?? Number.POSITIVE_INFINITY);
}
