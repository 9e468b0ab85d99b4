import type { ShadowTable } from '../engine/shadow-tables.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { type FetchPlan, type Keys, type ScanNode, scanBehind } from '../plan/fetch-plan.ts';
import { bindKeys } from '../plan/keys/bind-keys.ts';
import { sourcesOf } from '../plan/keys/choose-key-links.ts';
import { isPlaceOfAnother, pairedPlaces, placeColumns } from '../plan/keys/paired-places.ts';
import type { PlannedQuery } from '../plan/make-fetch-plan.ts';
import type { KeyLink } from '../plan/outline/query-outline.ts';
import { providerNamed } from '../plan/provider-named.ts';
import type { NameScope } from '../plan/resolve/name-scope.ts';
import { tableKey } from '../plan/resolve/resolve-query.ts';
import { stoppable } from '../providers/abort.ts';
import type { CallContext } from '../providers/provider.ts';
import { addMeasures } from './add-measures.ts';
import { type FilledTable, Filling } from './filling.ts';
import { inBursts } from './in-bursts.ts';
import { KeyReader } from './key-reader.ts';
import { Meter } from './meter.ts';
import { runScan, type ScanEvents } from './run-scan.ts';
import { selectFirstBy, selectRowsBy } from './select-rows.ts';
import { SharedCalls } from './shared-calls.ts';
import { tellUnread } from './tell-unread.ts';
import { isDecided } from './unread-columns.ts';

/** For so few rows a table with room for all columns costs less than making it anew. */
const fewRows = 20;
/** So many rows of a streaming query are loaded at once, where they are there. */
const rowsTogether = 2_000;

/** What a plan is run with. */
export interface FetchContext {
  readonly scope: Pick<NameScope, 'engine' | 'tables' | 'providers' | 'seenRows'>;
  readonly context: CallContext;
  readonly events: ScanEvents;
}

export interface StreamingFetchContext extends FetchContext {
  /** How often other statements had a turn, which may have used the same tables. */
  readonly interruptions: () => number;
}

/** The running of one plan: its nodes start as soon as the keys that they wait for are there. */
interface Run extends FetchContext {
  readonly query: PlannedQuery;
  /** The tables of each scan while they are filled. */
  readonly fillings: ReadonlyMap<number, Filling>;
  /** The scans that were asked for, each with the node that it ended as. */
  readonly nodes: Map<number, Promise<ScanNode>>;
  readonly sharedCalls: SharedCalls;
}

/**
 * Fetches what a planned query needs into its tables. Gives the plan back as it ran: with what each part cost, and with what
 * was chosen for the keys that came.
 */
export async function runFetch(query: PlannedQuery, { scope, context, events }: FetchContext): Promise<FetchPlan> {
  const { signal, stop } = stoppable(context.signal);
  const tables = await tablesToFill(query, scope);
  const { nodes } = query.plan;
  const scanNodes = nodes.flatMap((node) => (node.kind === 'shared' ? [] : [node]));
  const fillings = new Map(
    scanNodes.map(({ id }) => [id, new Filling(scope.tables, tablesOf(query.plan, id, tables))]),
  );
  const sharedCalls = new SharedCalls(query.plan.sharedResources, signal);
  const run: Run = { query, scope, context: { ...context, signal }, events, fillings, nodes: new Map(), sharedCalls };
  const scans = scanNodes.map((node) => startScan(run, node));
  try {
    await Promise.all(scans);
  } catch (error) {
    // The first failure ends the other scans; nothing goes on behind the statement's back.
    stop();
    await Promise.allSettled(scans);
    throw error;
  }
  const ran = nodes.map((node) => (node.kind === 'shared' ? node : (run.nodes.get(node.id) ?? node)));
  return { ...query.plan, nodes: await Promise.all(ran) };
}

/**
 * Fetches what a query whose rows stream needs, and yields each time some of it can be read. It goes away when the next is
 * asked for, so that however many rows there are, only one batch is held.
 */
export async function* runStreamingFetch(
  query: PlannedQuery,
  { scope, context, events, interruptions }: StreamingFetchContext,
): AsyncGenerator<void, void, undefined> {
  const [node] = query.plan.nodes;
  let table = node && (await tablesToFill(query, scope)).get(node.id);
  if (node === undefined || node.kind === 'shared' || table === undefined) return;
  const sharedCalls = new SharedCalls(query.plan.sharedResources, context.signal);
  const provider = sharedCalls.over(providerNamed(scope.providers, node.scan.resource.provider));
  let seen = interruptions();
  let isEmpty = true;
  const needed = neededOf(query.plan, node.id);
  const selectRows = selectRowsBy(scope.engine);
  const read = (signal?: AbortSignal) => runScan(provider, node.access, { ...context, signal }, events, { selectRows });
  // Under a LIMIT no page is asked for before it is wanted.
  const pages = node.access.limit === undefined ? inBursts(read, rowsTogether, context.signal) : read(context.signal);
  // While the first page is on its way. What is wrong with the query is told when it is run.
  const reading = scope.engine.readAhead(query.sql).catch(() => undefined);
  try {
    for await (const page of pages) {
      tellUnread(page, needed, node.access.predicates, events);
      const rows = page.filter((row) => isDecided(row, needed));
      if (rows.length === 0) continue;
      if (interruptions() !== seen) table = await scope.tables.remake(table);
      else if (!isEmpty) await scope.tables.clear(table);
      seen = interruptions();
      isEmpty = false;
      const loader = scope.tables.load(table);
      await loader.add(rows);
      await loader.close();
      yield;
    }
  } finally {
    await reading;
  }
}

/** The tables that nodes fill, each with room for what the query reads of it. */
async function tablesToFill(
  { plan, resources }: PlannedQuery,
  { tables }: Pick<NameScope, 'tables'>,
): Promise<ReadonlyMap<number, ShadowTable>> {
  const filled = new Map<number, ShadowTable>();
  for (const { id, table, columns } of plan.tables) {
    const resource = resources.get(tableKey(table));
    if (resource === undefined) continue;
    const limit = scanBehind(plan, id)?.access.limit ?? Number.POSITIVE_INFINITY;
    if (limit <= fewRows) filled.set(id, resource.table);
    else filled.set(id, await tables.keepColumns(resource.table, [...columns, ...resource.parameters]));
  }
  return filled;
}

/** The tables that take a scan's rows: its own, and those of the nodes that share it. */
function tablesOf(plan: FetchPlan, scan: number, tables: ReadonlyMap<number, ShadowTable>): readonly FilledTable[] {
  return plan.nodes
    .filter((node) => node.id === scan || (node.kind === 'shared' && node.of === scan))
    .flatMap(({ id }) => {
      const table = tables.get(id);
      return table === undefined ? [] : [{ table, needed: neededOf(plan, id) }];
    });
}

/** The columns without which a row of a table is not told to be among the answer. */
function neededOf({ tables }: FetchPlan, table: number): ReadonlySet<string> {
  return new Set(tables.find(({ id }) => id === table)?.needed);
}

function startScan(run: Run, node: ScanNode): Promise<ScanNode> {
  const known = run.nodes.get(node.id);
  if (known !== undefined) return known;
  const started = readScan(run, node).finally(() => run.fillings.get(node.id)?.end());
  run.nodes.set(node.id, started);
  return started;
}

async function readScan(run: Run, node: ScanNode): Promise<ScanNode> {
  const sources = sourcesBehind(run, node);
  if (node.startsEarly === true && sources.length > 0) return readAsKeysCome(run, node, sources);
  await Promise.all(sources.map((source) => startScan(run, source)));
  if (node.keys.length === 0) return readRows(run, node);
  const keys = await Promise.all(node.keys.map((link) => keyReader(run, node, link).all()));
  return readRows(
    run,
    await bound(
      run,
      node,
      keys.filter((own) => own !== undefined),
    ),
  );
}

function sourcesBehind({ query }: Run, { keys }: ScanNode): readonly ScanNode[] {
  return keys.flatMap(sourcesOf).flatMap((id) => scanBehind(query.plan, id) ?? []);
}

/**
 * Reads by the keys that are there, again and again while more of them come, until those that bring them have ended. What fails
 * of some keys is a warning as long as others bring an answer.
 */
async function readAsKeysCome(run: Run, node: ScanNode, sources: readonly ScanNode[]): Promise<ScanNode> {
  const link = node.keys.find((own) => !isPlaceOfAnother(own, node.keys));
  if (link === undefined) return node;
  const reader = keyReader(run, node, link);
  const waited = sources.map((source) => run.fillings.get(source.id));
  const ended = Promise.all(sources.map((source) => startScan(run, source)));
  // Looked at in the end; a failure until then is not nobody's.
  ended.catch(() => undefined);
  const failures: SkyqlError[] = [];
  let ran: ScanNode | undefined;
  for (let isOver = false; !isOver; ) {
    // Before the keys are looked at: what comes in the meantime is looked at the next time.
    const further = Promise.race(waited.flatMap((filling) => (filling === undefined ? [] : [filling.more()])));
    isOver = waited.every((filling) => filling === undefined || filling.hasEnded);
    await Promise.all(waited.map((filling) => filling?.flush()));
    const keys = await reader.further();
    if (keys.values.length > 0) {
      try {
        const part = await readRows(run, await bound(run, node, withPlaces(keys)));
        ran = ran === undefined ? part : { ...part, access: addMeasures(ran.access, part.access) };
      } catch (error) {
        if (!(error instanceof SkyqlError) || run.context.signal?.aborted === true) throw error;
        failures.push(error);
      }
    } else if (!isOver) await further;
  }
  await ended;
  const [first] = failures;
  if (first !== undefined && ran === undefined) throw first;
  for (const failure of failures) run.events.onWarning?.(failure, { calls: 1 });
  return ran ?? (await bound(run, node, [{ column: link.column, values: [] }]));
}

function keyReader({ query, scope }: Run, { keys }: ScanNode, link: KeyLink): KeyReader {
  return new KeyReader(query.plan, scope.engine, link, pairedPlaces(link, keys));
}

/** Keys, and the regions and accounts where any of them matters. */
function withPlaces(keys: Keys): readonly Keys[] {
  const places = placeColumns.flatMap((column): readonly Keys[] => {
    const names = new Set(keys.byPlace?.flatMap(({ place }) => place[column] ?? []));
    return names.size === 0 ? [] : [{ column, values: [...names] }];
  });
  return [keys, ...places];
}

function bound(run: Run, node: ScanNode, keys: readonly Keys[]): Promise<ScanNode> {
  const { providers, seenRows } = run.scope;
  return bindKeys(node, keys, providerNamed(providers, node.scan.resource.provider), run.context, seenRows);
}

/** Reads the rows of a scan into its tables. */
async function readRows(run: Run, node: ScanNode): Promise<ScanNode> {
  const provider = run.sharedCalls.over(providerNamed(run.scope.providers, node.scan.resource.provider));
  const filling = run.fillings.get(node.id);
  const meter = new Meter();
  let count = 0;
  const { engine } = run.scope;
  const aids = { meter, selectRows: selectRowsBy(engine), selectFirst: selectFirstBy(engine) };
  for await (const rows of runScan(provider, node.access, run.context, run.events, aids)) {
    if (filling !== undefined) tellUnread(rows, filling.needed, node.access.predicates, run.events);
    count += (await filling?.add(rows)) ?? rows.length;
    if (filling !== undefined && (await isEnough(run, node, filling, count))) break;
  }
  return { ...node, access: meter.measured(node.access) };
}

/** Whether the query needs no more rows than have come. */
async function isEnough(
  { query, scope }: Run,
  { scan, access }: ScanNode,
  filling: Filling,
  count: number,
): Promise<boolean> {
  if (access.limit === undefined || count < access.limit) return false;
  // Where nothing filters them, every row counts.
  if (scan.predicates.length === 0 && scan.hasFurtherConditions !== true) return true;
  await filling.flush();
  const { rows } = await scope.engine.query(`SELECT count(*) AS rows FROM (${query.sql})`);
  return Number(rows[0]?.rows ?? 0) >= (query.plan.limit?.wanted ?? Number.POSITIVE_INFINITY);
}
