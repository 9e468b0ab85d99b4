import { copiedRecord } from '../data/copied-record.ts';
import { createGate, type Gate } from '../data/gate.ts';
import { keyOf } from '../data/key-of.ts';
import type { Row, Value } from '../data/value.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { Access, Hydration } from '../plan/access/access.ts';
import type { CallScope, ScanRequest } from '../providers/provider.ts';
import { type Answers, type Asked, Batches, type FurtherCall, textOfKey } from './batches.ts';
import { mapAhead } from './map-ahead.ts';
import { type Reader, readerOf } from './reader.ts';
import { markUnread, type UnreadColumns, unreadColumnsOf, withUnread } from './unread-columns.ts';

/** Calls for the rows of one place that are on their way at once. */
const callsAtOnce = 32;
/** Rows of one place that wait for their calls, so that the next page is here when those of the last are under way. */
const rowsAhead = 4 * callsAtOnce;
/** The least rows that are hydrated at a time under a LIMIT and conditions: smaller bites would wait for the network too often. */
const fewestHydrated = 10;

const noFilters: ScanRequest['filters'] = [];

/** A row of one request, on its way to the scan's rows. */
export interface ListedRow {
  readonly row: Row;
  readonly request: ScanRequest;
}

/**
 * The rows of one place with the columns that take further calls, in their order. Rows that are gone by then are left out. Calls
 * for several rows are filled with those of the next page, and of other requests, but for a LIMIT, which may need no more.
 */
export async function* hydrate<Listed extends ListedRow>(
  reader: Reader,
  access: Access,
  scope: CallScope,
  pages: AsyncIterable<readonly Listed[]>,
): AsyncGenerator<readonly Listed[], void, undefined> {
  const unanswered = new Map<Hydration, SkyqlError>();
  const members = access.hydrations.reduce((sum, { columns }) => sum + columns.length, mostListed(access));
  const work: Work = { reader, access, scope, gate: createGate(callsAtOnce), unanswered, members };
  let whole = pages;
  for (const isAfterOthers of [false, true]) {
    const hydrations = access.hydrations.filter((own) => (own.isAfterOthers ?? false) === isAfterOthers);
    if (hydrations.length > 0) whole = hydratedBy(work, hydrations, whole);
  }
  yield* whole;
  for (const error of unanswered.values()) reader.events.onWarning?.(error);
}

function mostListed({ requests }: Access): number {
  return requests.reduce((most, { columns }) => Math.max(most, columns.length), 0);
}

interface Work {
  readonly reader: Reader;
  readonly access: Access;
  readonly scope: CallScope;
  readonly gate: Gate;
  /** What is to be said of hydrations by another API that knew nothing of a row. */
  readonly unanswered: Map<Hydration, SkyqlError>;
  /** How many members a row has at most, but for few. */
  readonly members: number;
}

/** The rows with the columns of these hydrations, whose keys they have. */
function hydratedBy<Listed extends ListedRow>(
  work: Work,
  hydrations: readonly Hydration[],
  pages: AsyncIterable<readonly Listed[]>,
): AsyncIterable<readonly Listed[]> {
  const { reader, access, scope, gate } = work;
  const parts = hydrations.map((hydration): HydrationPart => {
    const own = readerOf(reader, hydration);
    // The same list for all calls: whoever makes them looks up once what they have in common.
    const columns = [...hydration.columns, ...hydration.keys];
    const call = (further: FurtherCall) => gate(() => answer(own, access, hydration, scope, columns, further));
    return { hydration, batches: new Batches(hydration, call) };
  });
  const { limit } = access;
  const asked =
    limit === undefined
      ? askedAhead(parts, pages)
      : askedInBites(parts, pages, access.isEachCounted === true ? limit : Math.max(limit, fewestHydrated));
  return mapAhead(asked, (rows) => answered(work, parts, rows), {
    weightOf: ({ length }) => Math.max(1, length),
    most: limit === undefined ? rowsAhead : 1,
  });
}

interface HydrationPart {
  readonly hydration: Hydration;
  readonly batches: Batches;
}

/** A row with what was asked of each hydration for it; nothing where it lacks the keys. */
interface AskedRow<Listed> {
  readonly listed: Listed;
  readonly asked: readonly (Asked | undefined)[];
}

function ask<Listed extends ListedRow>(parts: readonly HydrationPart[], listed: Listed): AskedRow<Listed> {
  return { listed, asked: parts.map(({ batches }) => batches.add(listed.row)) };
}

/** So many rows at a time, and no page before it is wanted. */
async function* askedInBites<Listed extends ListedRow>(
  parts: readonly HydrationPart[],
  pages: AsyncIterable<readonly Listed[]>,
  most: number,
): AsyncGenerator<readonly AskedRow<Listed>[], void, undefined> {
  for await (const rows of pages)
    for (let start = 0; start < rows.length; start += most) {
      const bite = rows.slice(start, start + most).map((row) => ask(parts, row));
      for (const { batches } of parts) batches.flush();
      yield bite;
    }
}

/** Rows whose calls are all under way; those after them wait for the next page's to share their calls. */
async function* askedAhead<Listed extends ListedRow>(
  parts: readonly HydrationPart[],
  pages: AsyncIterable<readonly Listed[]>,
): AsyncGenerator<readonly AskedRow<Listed>[], void, undefined> {
  const flush = () => {
    for (const { batches } of parts) batches.flush();
  };
  // Rows for many different calls would else wait for each other without end.
  const most = Math.max(rowsAhead, ...parts.map(({ hydration }) => hydration.batch));
  const iterator = pages[Symbol.asyncIterator]();
  // The page after, so that what is left at the end does not wait for the rows before it.
  const ahead = (): Promise<IteratorResult<readonly Listed[]>> => {
    const next = iterator.next();
    next.then(({ done }) => done === true && flush()).catch(() => undefined);
    return next;
  };
  let waiting: readonly AskedRow<Listed>[] = [];
  let coming = ahead();
  try {
    for (;;) {
      const { done, value: page } = await coming;
      if (done === true) break;
      coming = ahead();
      const rows = [...waiting];
      let sent = 0;
      for (const row of page) {
        rows.push(ask(parts, row));
        if (rows.length - sent >= most) flush();
        if (!parts.some(({ batches }) => batches.isWaiting)) sent = rows.length;
      }
      waiting = rows.slice(sent);
      if (sent > 0) yield rows.slice(0, sent);
    }
    if (waiting.length > 0) yield waiting;
  } finally {
    void iterator.return?.();
  }
}

/** The rows with what was answered, without those that are gone between the list and the get. */
async function answered<Listed extends ListedRow>(
  work: Work,
  parts: readonly HydrationPart[],
  rows: readonly AskedRow<Listed>[],
): Promise<readonly Listed[]> {
  const answers = new Map<Promise<Answers>, Answers>();
  for (const { asked } of rows)
    for (const own of asked)
      if (own !== undefined && !answers.has(own.answers)) answers.set(own.answers, await own.answers);
  const whole: Listed[] = [];
  for (const { listed, asked } of rows) {
    const row = wholeRow(work, parts, listed.row, asked, answers);
    if (row !== 'gone') whole.push({ ...listed, row });
  }
  return whole;
}

function wholeRow(
  work: Work,
  parts: readonly HydrationPart[],
  row: Row,
  asked: readonly (Asked | undefined)[],
  answers: ReadonlyMap<Promise<Answers>, Answers>,
): Row | 'gone' {
  const whole = copiedRecord(row, work.members);
  let unread = unreadColumnsOf(row);
  for (const [index, { hydration }] of parts.entries()) {
    const own = asked[index];
    let told = own === undefined ? withUnread({}, unreadKeys(row, hydration)) : answers.get(own.answers)?.get(own.key);
    if (told === undefined || told === 'gone') {
      if (hydration.isAnotherApi !== true) return 'gone';
      told = withUnread({}, [{ columns: hydration.columns, error: unansweredBy(work, hydration) }]);
    }
    for (const name in told) whole[name] = told[name] ?? null;
    const further = unreadColumnsOf(told);
    if (further.length > 0) unread = [...unread, ...further];
  }
  markUnread(whole, unread);
  return whole;
}

/** What keeps a row's call from being made: that its keys could not be read either. */
function unreadKeys(row: Row, { keys, further: parameters = [], columns }: Hydration): readonly UnreadColumns[] {
  const needed = new Set([...keys, ...parameters.flatMap((own) => own.keys)]);
  return unreadColumnsOf(row)
    .filter((part) => part.columns.some((column) => needed.has(column)))
    .map(({ error }) => ({ columns, error }));
}

/** Makes one call. Of each of its keys there are columns, nothing at all, or no answer: then there is a warning. */
async function answer(
  { provider, context, events }: Reader,
  access: Access,
  hydration: Hydration,
  scope: CallScope,
  columns: readonly string[],
  { others, keys }: FurtherCall,
): Promise<Answers> {
  const answers = new Map<string, Row | 'gone'>(keys.map((key) => [textOfKey(key), 'gone']));
  const request: ScanRequest = {
    resource: access.resource,
    scope,
    path: hydration.path,
    parameters: { [hydration.parameter]: hydration.batch > 1 ? keys : (keys[0] ?? null), ...others },
    filters: noFilters,
    columns,
  };
  const unread = (failed: readonly Value[], error: SkyqlError) => {
    const row = withUnread({}, [{ columns: hydration.columns, error }]);
    for (const key of failed.map(textOfKey)) if ((answers.get(key) ?? 'gone') === 'gone') answers.set(key, row);
  };
  try {
    for await (const page of provider.scan(request, context)) {
      events.onPage?.(page.rows.length);
      for (const row of page.rows) {
        const key = hydration.batch > 1 ? keyOf(row, hydration.keys) : (keys[0] ?? null);
        answers.set(textOfKey(key), only(row, hydration.columns));
      }
      for (const { key, error } of page.failures ?? []) {
        // A failure that does not say whose it is may be that of any key without an answer.
        unread(key === undefined ? keys : [key], error);
        events.onWarning?.(error);
      }
    }
  } catch (error) {
    if (!(error instanceof SkyqlError) || context.signal?.aborted === true) throw error;
    unread(keys, error);
    events.onWarning?.(error, { calls: 1 });
  }
  return answers;
}

function only(row: Row, columns: readonly string[]): Row {
  const own: Record<string, Value> = {};
  for (const column of columns) if (column in row) own[column] = row[column] ?? null;
  return own;
}

/** One error for all rows of a hydration, so that they are counted together. */
function unansweredBy({ access: { resource }, scope, unanswered }: Work, hydration: Hydration): SkyqlError {
  const { method } = hydration;
  const of = `${resource.provider}.${resource.service}.${resource.resource}`;
  const error =
    unanswered.get(hydration) ??
    new SkyqlError('NO_ANSWER', `${method} knows nothing of some rows of ${of}.`, {
      hint: 'They may be gone, or known to another of the APIs alone.',
      scope: { ...scope, service: resource.service, operation: method },
    });
  unanswered.set(hydration, error);
  return error;
}
