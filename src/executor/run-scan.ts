import { SkyqlError } from '../errors/skyql-error.ts';
import type { CallContext, CallScope, Provider, Row, ScanRequest, Value } from '../providers/provider.ts';
import { mapConcurrently, merge } from './merge.ts';
import { rowMayMatch } from './predicate.ts';
import type { Hydration, ParameterColumn, ScanPlan } from './scan-plan.ts';

/** What a scan reports beside its rows. */
export interface ScanEvents {
  readonly onPage?: (rows: number) => void;
  /** Something could not be read; the rows that could be stand. */
  readonly onWarning?: (error: SkyqlError) => void;
}

// Requests side by side in one scan. What AWS lets through is the provider's business, which keeps a limit per account,
// region and service; this only bounds what is held in memory.
const requestsAtOnce = 64;
const hydrationsAtOnce = 32;
// The least rows that are hydrated at a time under a LIMIT: smaller bites would wait for the network too often.
const fewestHydrated = 10;

/** Runs a scan and yields its rows as they come. A region that fails becomes a warning as long as another one answers. */
export async function* runScan(
  provider: Provider,
  plan: ScanPlan,
  context: CallContext,
  events: ScanEvents,
): AsyncIterable<readonly Row[]> {
  const stop = new AbortController();
  const signal = context.signal === undefined ? stop.signal : AbortSignal.any([context.signal, stop.signal]);
  const scope: CallContext = { ...context, signal };
  const failures: SkyqlError[] = [];
  const sources = plan.requests.map((request) => () => readRequest(provider, plan, request, scope, events, failures));
  try {
    yield* merge(sources, requestsAtOnce, { ahead: plan.limit === undefined });
  } finally {
    stop.abort();
  }
  const [first] = failures;
  if (first !== undefined && failures.length === plan.requests.length) throw first;
  for (const failure of failures) events.onWarning?.(failure);
}

async function* readRequest(
  provider: Provider,
  plan: ScanPlan,
  request: ScanRequest,
  context: CallContext,
  events: ScanEvents,
  failures: SkyqlError[],
): AsyncIterable<readonly Row[]> {
  try {
    const accountId = plan.needsAccountId ? await provider.accountId(request.scope.connection, context) : null;
    for await (const page of provider.scan(request, context)) {
      events.onPage?.(page.rows.length);
      const kept = page.rows.filter((row) => rowMayMatch(plan.predicates, row));
      const bite = plan.limit === undefined ? kept.length : Math.max(plan.limit, fewestHydrated);
      for (let start = 0; start < kept.length; start += bite) {
        const rows = await hydrated(provider, plan, request.scope, kept.slice(start, start + bite), context, events);
        yield rows.map((row) => placed(row, request, plan.parameterColumns, accountId));
      }
    }
  } catch (error) {
    // What is no answer of AWS (a stop, a fault of ours) ends the statement.
    if (!(error instanceof SkyqlError) || context.signal?.aborted === true) throw error;
    failures.push(error);
  }
}

function placed(row: Row, request: ScanRequest, parameters: readonly ParameterColumn[], accountId: string | null): Row {
  const { region, connection } = request.scope;
  const whole: Record<string, Value> = { ...row, region, connection, account_id: accountId };
  for (const { name, keys } of parameters) whole[name] = parameterValue(request.parameters[name], row, keys);
  return whole;
}

function parameterValue(given: Value | undefined, row: Row, keys: readonly string[]): Value {
  if (given !== undefined && !Array.isArray(given)) return given;
  return keys.length === 0 ? null : keyOf(row, keys);
}

function keyOf(row: Row, keys: readonly string[]): Value {
  const [key = ''] = keys;
  if (keys.length === 1) return row[key] ?? null;
  const parts = keys.map((name) => row[name] ?? null);
  return parts.includes(null) ? null : parts.join('|');
}

async function hydrated(
  provider: Provider,
  plan: ScanPlan,
  scope: CallScope,
  rows: readonly Row[],
  context: CallContext,
  events: ScanEvents,
): Promise<readonly Row[]> {
  if (plan.hydrations.length === 0) return rows;
  const found = await Promise.all(
    plan.hydrations.map((hydration) => further(provider, plan, hydration, scope, rows, context, events)),
  );
  return rows.flatMap((row, index) => {
    const parts = found.map((columns) => columns[index]);
    // Gone between the list and the get.
    if (parts.includes('gone')) return [];
    return [Object.assign({}, row, ...parts) as Row];
  });
}

/** The further columns of each row, in the rows' order. */
async function further(
  provider: Provider,
  plan: ScanPlan,
  hydration: Hydration,
  scope: CallScope,
  rows: readonly Row[],
  context: CallContext,
  events: ScanEvents,
): Promise<readonly (Row | 'gone')[]> {
  const keys = rows.map((row) => keyOf(row, hydration.keys));
  const distinct = [...new Set(keys)].filter((key) => key !== null);
  const batches = Array.from({ length: Math.ceil(distinct.length / hydration.batch) }, (_, index) =>
    distinct.slice(index * hydration.batch, (index + 1) * hydration.batch),
  );
  const answers = new Map<Value, Row | 'gone'>();
  await mapConcurrently(batches, hydrationsAtOnce, async (batch) => {
    try {
      const request: ScanRequest = {
        resource: plan.resource,
        scope,
        method: hydration.method,
        parameters: { [hydration.parameter]: hydration.batch > 1 ? batch : (batch[0] ?? null) },
        filters: [],
        columns: [...hydration.columns, ...hydration.keys],
      };
      for (const key of batch) answers.set(key, 'gone');
      for await (const page of provider.scan(request, context)) {
        events.onPage?.(page.rows.length);
        for (const row of page.rows)
          answers.set(
            hydration.batch > 1 ? keyOf(row, hydration.keys) : (batch[0] ?? null),
            only(row, hydration.columns),
          );
      }
    } catch (error) {
      if (!(error instanceof SkyqlError) || context.signal?.aborted === true) throw error;
      for (const key of batch) answers.set(key, {});
      events.onWarning?.(error);
    }
  });
  return keys.map((key) => (key === null ? {} : (answers.get(key) ?? 'gone')));
}

function only(row: Row, columns: readonly string[]): Row {
  return Object.fromEntries(columns.filter((column) => column in row).map((column) => [column, row[column] ?? null]));
}
