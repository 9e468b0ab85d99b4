import { keyOf } from '../data/key-of.ts';
import type { Row, Value } from '../data/value.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { Access, Hydration } from '../plan/access/access.ts';
import type { CallScope, ScanRequest } from '../providers/provider.ts';
import { createGate, type Gate } from './gate.ts';
import { mapAhead } from './map-ahead.ts';
import { type Reader, readerOf } from './reader.ts';
import { type UnreadColumns, unreadColumnsOf, withUnread } from './unread-columns.ts';

/** Calls of one request's rows that are on their way at once. */
const callsAtOnce = 32;
/** Rows of one request that wait for their calls, so that the next page is here when those of the last are under way. */
const rowsAhead = 4 * callsAtOnce;
/** The least rows that are hydrated at a time under a LIMIT: smaller bites would wait for the network too often. */
const fewestHydrated = 10;

/** Rows with the columns that take further calls, page after page. Rows that are gone by then are left out. */
export async function* hydrate(
  reader: Reader,
  access: Access,
  scope: CallScope,
  pages: AsyncIterable<readonly Row[]>,
): AsyncGenerator<readonly Row[], void, undefined> {
  if (access.hydrations.length === 0) {
    yield* pages;
    return;
  }
  const unanswered = new Map<Hydration, SkyqlError>();
  const work: Work = { reader, access, scope, gate: createGate(callsAtOnce), unanswered };
  const task = (rows: readonly Row[]) => hydrated(work, rows);
  const ahead = access.limit === undefined ? rowsAhead : 1;
  const bites = access.limit === undefined ? pages : bitten(pages, Math.max(access.limit, fewestHydrated));
  yield* mapAhead(bites, task, { weightOf: ({ length }) => Math.max(1, length), most: ahead });
  for (const error of unanswered.values()) reader.events.onWarning?.(error);
}

interface Work {
  readonly reader: Reader;
  readonly access: Access;
  readonly scope: CallScope;
  readonly gate: Gate;
  /** What is to be said of hydrations by another API that knew nothing of a row. */
  readonly unanswered: Map<Hydration, SkyqlError>;
}

async function* bitten(
  pages: AsyncIterable<readonly Row[]>,
  most: number,
): AsyncGenerator<readonly Row[], void, undefined> {
  for await (const rows of pages)
    for (let start = 0; start < rows.length; start += most) yield rows.slice(start, start + most);
}

async function hydrated(work: Work, rows: readonly Row[]): Promise<readonly Row[]> {
  let whole = rows;
  for (const isAfterOthers of [false, true]) {
    const hydrations = work.access.hydrations.filter((own) => (own.isAfterOthers ?? false) === isAfterOthers);
    const known = whole;
    const found = await Promise.all(hydrations.map((hydration) => further(work, hydration, known)));
    whole = known.flatMap((row, index) => {
      const parts = found.map((columns) => columns[index] ?? {});
      const told = parts.filter((part) => part !== 'gone');
      // Gone between the list and the get.
      if (told.length < parts.length) return [];
      return [withUnread(Object.assign({}, row, ...told) as Row, [row, ...told].flatMap(unreadColumnsOf))];
    });
  }
  return whole;
}

/** The further columns of each row, in the rows' order. */
async function further(work: Work, hydration: Hydration, rows: readonly Row[]): Promise<readonly (Row | 'gone')[]> {
  const { reader, access, scope, gate } = work;
  const own = readerOf(reader, hydration);
  const wanted = rows.map((row) => wantedOf(row, hydration));
  const answers = new Map<string, Row | 'gone'>();
  const calls = callsFor(wanted, hydration).map((call) =>
    gate(() => answer(own, access, hydration, scope, call, answers)),
  );
  await Promise.all(calls);
  return wanted.map((one, index) => {
    if (one === undefined) return withUnread({}, unreadKeys(rows[index] ?? {}, hydration));
    const answered = answers.get(identityOf(one.others, one.key)) ?? 'gone';
    return answered === 'gone' && hydration.isAnotherApi === true
      ? withUnread({}, [{ columns: hydration.columns, error: unansweredBy(work, hydration) }])
      : answered;
  });
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
  { others, keys }: FurtherCall,
  answers: Map<string, Row | 'gone'>,
): Promise<void> {
  const request: ScanRequest = {
    resource: access.resource,
    scope,
    path: hydration.path,
    parameters: { [hydration.parameter]: hydration.batch > 1 ? keys : (keys[0] ?? null), ...others },
    filters: [],
    columns: [...hydration.columns, ...hydration.keys],
  };
  const unread = (failed: readonly Value[], error: SkyqlError) => {
    const row = withUnread({}, [{ columns: hydration.columns, error }]);
    for (const key of failed) {
      const identity = identityOf(others, key);
      if (!answers.has(identity) || answers.get(identity) === 'gone') answers.set(identity, row);
    }
  };
  for (const key of keys) answers.set(identityOf(others, key), 'gone');
  try {
    for await (const page of provider.scan(request, context)) {
      events.onPage?.(page.rows.length);
      for (const row of page.rows) {
        const key = hydration.batch > 1 ? keyOf(row, hydration.keys) : (keys[0] ?? null);
        answers.set(identityOf(others, key), only(row, hydration.columns));
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
}

interface Wanted {
  readonly key: Value;
  /** The values of the call's other parameters. */
  readonly others: Readonly<Record<string, Value>>;
}

/** What the call for a row needs; undefined where the row lacks some of it. */
function wantedOf(row: Row, { keys, further: parameters = [] }: Hydration): Wanted | undefined {
  const key = keyOf(row, keys);
  const others = Object.fromEntries(parameters.map((own) => [own.parameter, keyOf(row, own.keys)]));
  return key === null || Object.values(others).includes(null) ? undefined : { key, others };
}

interface FurtherCall {
  readonly keys: readonly Value[];
  readonly others: Readonly<Record<string, Value>>;
}

/** One call takes several keys only where all else that it takes is the same. */
function callsFor(wanted: readonly (Wanted | undefined)[], { batch }: Hydration): readonly FurtherCall[] {
  const groups = new Map<string, { others: Wanted['others']; keys: Set<Value> }>();
  for (const own of wanted) {
    if (own === undefined) continue;
    const name = JSON.stringify(own.others);
    const group = groups.get(name) ?? { others: own.others, keys: new Set() };
    group.keys.add(own.key);
    groups.set(name, group);
  }
  return [...groups.values()].flatMap(({ others, keys }) => {
    const all = [...keys];
    return Array.from({ length: Math.ceil(all.length / batch) }, (_, index) => ({
      others,
      keys: all.slice(index * batch, (index + 1) * batch),
    }));
  });
}

function identityOf(others: Wanted['others'], key: Value): string {
  return JSON.stringify([others, key]);
}

function only(row: Row, columns: readonly string[]): Row {
  return Object.fromEntries(columns.filter((column) => column in row).map((column) => [column, row[column] ?? null]));
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
