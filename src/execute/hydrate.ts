import { keyOf } from '../data/key-of.ts';
import type { Row, Value } from '../data/value.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { Hydration, ScanPlan } from '../plan/scan-plan.ts';
import type { CallScope, ScanRequest } from '../providers/provider.ts';
import { mapConcurrently } from './merge.ts';
import { type Reader, readerOfPart } from './scan-events.ts';

const hydrationsAtOnce = 32;

/** Rows with the columns that take further calls. Rows that are gone by then are left out. */
export async function hydrate(
  reader: Reader,
  plan: ScanPlan,
  scope: CallScope,
  rows: readonly Row[],
): Promise<readonly Row[]> {
  if (plan.hydrations.length === 0) return rows;
  let whole = rows;
  for (const isAfterOthers of [false, true]) {
    const calls = plan.hydrations.flatMap((hydration, index) =>
      (hydration.isAfterOthers ?? false) === isAfterOthers ? [{ hydration, part: `hydration ${index}` as const }] : [],
    );
    const known = whole;
    const found = await Promise.all(
      calls.map(({ hydration, part }) => further(readerOfPart(reader, part), plan, hydration, scope, known)),
    );
    whole = known.flatMap((row, index) => {
      const parts = found.map((columns) => columns[index] ?? {});
      // Gone between the list and the get.
      if (parts.some((part, which) => part === 'gone' && !calls[which]?.hydration.isAnotherApi)) return [];
      return [Object.assign({}, row, ...parts.filter((part) => part !== 'gone')) as Row];
    });
  }
  return whole;
}

/** The further columns of each row, in the rows' order. */
async function further(
  reader: Reader,
  plan: ScanPlan,
  hydration: Hydration,
  scope: CallScope,
  rows: readonly Row[],
): Promise<readonly (Row | 'gone')[]> {
  const wanted = rows.map((row) => wantedOf(row, hydration));
  const answers = new Map<string, Row | 'gone'>();
  await mapConcurrently(callsFor(wanted, hydration), hydrationsAtOnce, async ({ others, keys }) => {
    try {
      const request: ScanRequest = {
        resource: plan.resource,
        scope,
        method: hydration.method,
        parameters: { [hydration.parameter]: hydration.batch > 1 ? keys : (keys[0] ?? null), ...others },
        filters: [],
        columns: [...hydration.columns, ...hydration.keys],
      };
      for (const key of keys) answers.set(identityOf(others, key), 'gone');
      for await (const page of reader.provider.scan(request, reader.context)) {
        reader.events.onPage?.(page.rows.length);
        for (const row of page.rows) {
          const key = hydration.batch > 1 ? keyOf(row, hydration.keys) : (keys[0] ?? null);
          answers.set(identityOf(others, key), only(row, hydration.columns));
        }
      }
    } catch (error) {
      if (!(error instanceof SkyqlError) || reader.context.signal?.aborted === true) throw error;
      for (const key of keys) answers.set(identityOf(others, key), {});
      reader.events.onWarning?.(error);
    }
  });
  return wanted.map((own) => (own === undefined ? {} : (answers.get(identityOf(own.others, own.key)) ?? 'gone')));
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
