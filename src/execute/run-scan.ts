import type { Row } from '../data/value.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { Access } from '../plan/access/access.ts';
import { rowMayMatch } from '../plan/predicate.ts';
import { stoppable } from '../providers/abort.ts';
import type { CallContext, CallScope, ScanRequest } from '../providers/provider.ts';
import { hydrate } from './hydrate.ts';
import { merge, type Source } from './merge.ts';
import { MissingScopes } from './missing-scopes.ts';
import { type ParameterSet, parameterSets } from './parameter-sets.ts';
import { type PlacedRow, placed } from './placed-row.ts';
import { type Reader, type ReadingProvider, readerOf, type ScanEvents } from './reader.ts';
import { refuseOtherwise } from './refuse-otherwise.ts';
import type { SelectRows } from './select-rows.ts';
import { wholeFirst } from './whole-first.ts';

export type { ScanEvents } from './reader.ts';

// Requests side by side in one scan. What AWS lets through is the provider's business, which keeps its limits; this only
// bounds what is held in memory.
const requestsAtOnce = 64;
// Of one place, requests for the rows of a parent.
const childrenAtOnce = 16;

/** What a scan can do without. */
export type ScanAids = Pick<Reader, 'meter' | 'selectRows' | 'selectFirst'>;

/** Runs a scan and yields its rows as they come. A region that fails becomes a warning as long as another one answers. */
export async function* runScan(
  provider: ReadingProvider,
  access: Access,
  context: CallContext,
  events: ScanEvents,
  aids: ScanAids = {},
): AsyncIterable<readonly Row[]> {
  const { signal, stop } = stoppable(context.signal);
  const reader: Reader = {
    provider,
    context: { ...context, signal },
    events,
    shared: new Map(),
    ...aids,
  };
  const failures: SkyqlError[] = [];
  const places = placesOf(access.requests);
  const missing = new MissingScopes();
  const guard: Guard = (rows, request) =>
    unlessFailed(reader, request === undefined ? rows : missing.among(rows, request, access), failures);
  try {
    const { leading } = access;
    if (leading === undefined || aids.selectFirst === undefined) yield* readPlaces(reader, access, places, guard);
    else yield* readFirst(reader, access, places, guard);
  } finally {
    stop();
  }
  failures.push(...missing.errors());
  const [first] = failures;
  const parts = access.parents.length === 0 ? access.requests : places;
  if (first !== undefined && failures.length === parts.length) throw first;
  for (const failure of failures) events.onWarning?.(failure, { calls: 1 });
}

/** What becomes of rows whose reading fails. */
type Guard = <Item>(rows: AsyncIterable<Item>, request?: ScanRequest) => AsyncIterable<Item>;

function placesOf(requests: readonly ScanRequest[]): readonly (readonly ScanRequest[])[] {
  const places = new Map<string, ScanRequest[]>();
  for (const request of requests) {
    const place = JSON.stringify([request.scope.connection, request.scope.region]);
    places.set(place, [...(places.get(place) ?? []), request]);
  }
  return [...places.values()];
}

function readPlaces(
  reader: Reader,
  access: Access,
  places: readonly (readonly ScanRequest[])[],
  guard: Guard,
): AsyncIterable<readonly Row[]> {
  const sources = places.map((requests) => () => readPlace(reader, access, requests, guard));
  return merge(sources, requestsAtOnce, { ahead: access.limit === undefined });
}

async function* readPlace(
  reader: Reader,
  access: Access,
  requests: readonly ScanRequest[],
  guard: Guard,
): AsyncIterable<readonly Row[]> {
  const [request] = requests;
  if (request === undefined) return;
  const listed = listedIn(reader, access, requests, guard);
  const whole = access.hydrations.length === 0 ? listed : hydrate(reader, access, request.scope, listed);
  for await (const rows of whole)
    yield rows.map(({ row, request: of, accountId }) => placed(row, of, access, accountId));
}

/** Lists all places before any row takes a further call, for the first of all of them alone do. */
async function* readFirst(
  reader: Reader,
  access: Access,
  places: readonly (readonly ScanRequest[])[],
  guard: Guard,
): AsyncIterable<readonly Row[]> {
  const sources = places.map((requests) => () => listedIn(reader, access, requests, guard));
  const listed: PlacedRow[] = [];
  for await (const rows of merge(sources, requestsAtOnce, { ahead: true })) for (const row of rows) listed.push(row);
  yield* wholeFirst(reader, access, listed);
}

/**
 * The rows of one place as they are listed, those that may meet the conditions. What fails by itself there is a request; of a scan
 * with parents all that is read in the place, for they are listed there once.
 */
function listedIn(
  reader: Reader,
  access: Access,
  requests: readonly ScanRequest[],
  guard: Guard,
): AsyncIterable<readonly PlacedRow[]> {
  const { parents, limit } = access;
  const [request] = requests;
  const listed =
    parents.length > 0 && request !== undefined
      ? guard(listByParents(reader, access, requests, request.scope))
      : merge(
          requests.map((own) => () => guard(list(reader, access, own), own)),
          requestsAtOnce,
          { ahead: limit === undefined },
        );
  return selected(reader, access, listed);
}

/** The rows that may meet the conditions, which their places are part of. */
function selected(
  { selectRows }: Reader,
  access: Access,
  pages: AsyncIterable<readonly PlacedRow[]>,
): AsyncIterable<readonly PlacedRow[]> {
  const { conditions = [] } = access;
  return selectRows === undefined || conditions.length === 0
    ? pages
    : selectedBy(selectRows, access, conditions, pages);
}

async function* selectedBy(
  selectRows: SelectRows,
  access: Access,
  conditions: NonNullable<Access['conditions']>,
  pages: AsyncIterable<readonly PlacedRow[]>,
): AsyncIterable<readonly PlacedRow[]> {
  for await (const page of pages) {
    const rows = page.map(({ row, request, accountId }) => placed(row, request, access, accountId));
    const kept = await selectRows(rows, conditions);
    yield page.filter((_, index) => kept.has(rows[index] ?? {}));
  }
}

async function* unlessFailed<Item>(
  reader: Reader,
  rows: AsyncIterable<Item>,
  failures: SkyqlError[],
): AsyncIterable<Item> {
  try {
    yield* rows;
  } catch (error) {
    // What is no answer of AWS ends the statement: a stop, a fault of ours, a condition that would leave out what came.
    if (!(error instanceof SkyqlError) || reader.context.signal?.aborted === true) throw error;
    if (error.code === 'UNBOUND_PARAMETER') throw error;
    failures.push(error);
  }
}

/** Lists a place's requests for what the parents' rows give them, while the parents are still being listed. */
async function* listByParents(
  reader: Reader,
  access: Access,
  requests: readonly ScanRequest[],
  scope: CallScope,
): AsyncIterable<readonly PlacedRow[]> {
  const { signal, stop } = stoppable(reader.context.signal);
  const own: Reader = { ...reader, context: { ...reader.context, signal } };
  const failures: SkyqlError[] = [];
  let asked = 0;
  const child = (request: ScanRequest, parameters: ParameterSet): Source<readonly PlacedRow[]> => {
    asked += 1;
    const whole = { ...request, parameters: { ...request.parameters, ...parameters } };
    return () => unlessFailed(own, unlessGone(list(own, access, whole)), failures);
  };
  async function* children(): AsyncGenerator<Source<readonly PlacedRow[]>, void, undefined> {
    for await (const parameters of parameterSets(own, access.parents, scope, rowsIn))
      for (const request of requests) yield child(request, parameters);
  }
  const atOnce = Math.min(childrenAtOnce, Math.max(1, access.limit ?? childrenAtOnce));
  try {
    yield* merge(children(), atOnce, { ahead: access.limit === undefined });
  } finally {
    stop();
  }
  const [first] = failures;
  if (first !== undefined && failures.length === asked) throw first;
  for (const failure of failures) reader.events.onWarning?.(failure, { calls: 1 });
}

/** A parent may go between its listing and the call for its children: it has none then. */
async function* unlessGone<Item>(rows: AsyncIterable<Item>): AsyncIterable<Item> {
  try {
    yield* rows;
  } catch (error) {
    if (!(error instanceof SkyqlError) || error.code !== 'RESOURCE_NOT_FOUND') throw error;
  }
}

/** All rows of a parent in one place; what fails there fails the place. */
async function* rowsIn(
  reader: Reader,
  access: Access,
  place: { readonly connection: string; readonly region?: string },
): AsyncIterable<readonly Row[]> {
  const requests = access.requests.filter(
    ({ scope }) =>
      scope.connection === place.connection && (place.region === undefined || scope.region === place.region),
  );
  yield* readPlaces(reader, access, placesOf(requests), (rows) => rows);
}

async function* list(reader: Reader, access: Access, request: ScanRequest): AsyncIterable<readonly PlacedRow[]> {
  const { provider, context } = reader;
  const { connection, region } = request.scope;
  // Whose account it is is asked for beside the first page.
  const account = access.needsAccountId ? provider.accountId(connection, context, region) : null;
  account?.catch(() => undefined);
  for await (const rows of keptRows(readerOf(reader, access), access, request)) {
    const accountId = rows.length === 0 ? null : await account;
    yield rows.map((row) => ({ row, request, accountId }));
  }
}

/** The rows of a request that can matter. */
async function* keptRows(
  { provider, context, events }: Reader,
  { predicates }: Access,
  request: ScanRequest,
): AsyncIterable<readonly Row[]> {
  let count = 0;
  let wanted = request.order?.rows ?? Number.POSITIVE_INFINITY;
  for await (const page of provider.scan(request, context)) {
    events.onPage?.(page.rows.length);
    count += page.rows.length;
    for (const failure of page.failures ?? []) events.onWarning?.(failure.error);
    refuseOtherwise(page.otherwise ?? [], predicates, request);
    const rows = page.rows.filter((row) => rowMayMatch(predicates, row));
    wanted -= rows.length;
    yield rows;
    // In an order the rows that follow are none of the first.
    if (wanted <= 0) return;
  }
  events.onRead?.(request, count);
}
