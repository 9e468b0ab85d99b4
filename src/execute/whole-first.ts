import type { Row } from '../data/value.ts';
import type { Access } from '../plan/access/access.ts';
import type { CallScope } from '../providers/provider.ts';
import { hydrate } from './hydrate.ts';
import { merge } from './merge.ts';
import { type PlacedRow, placed } from './placed-row.ts';
import type { Reader } from './reader.ts';

/** Places whose rows take further calls at once. */
const placesAtOnce = 64;

/** A row with the listed one that it comes of. */
interface RowOf extends PlacedRow {
  readonly of: PlacedRow;
}

/**
 * Of all rows that are listed those that come first, with the columns that take further calls. What is gone by then leaves its place
 * to the next.
 */
export async function* wholeFirst(
  reader: Reader,
  access: Access,
  listed: readonly PlacedRow[],
): AsyncGenerator<readonly Row[], void, undefined> {
  const { selectFirst } = reader;
  const { leading } = access;
  if (selectFirst === undefined || leading === undefined) throw new TypeError('The scan says nothing of first rows.');
  const whole = (row: PlacedRow) => placed(row.row, row.request, access, row.accountId);
  const shown = new Map(listed.map((row) => [row, whole(row)]));
  const asked = new Set<PlacedRow>();
  for (;;) {
    const first = await selectFirst([...shown.values()], leading);
    const further = [...shown].flatMap(([row, own]) => (first.has(own) && !asked.has(row) ? [row] : []));
    if (further.length === 0) return;
    const gone = new Set(further);
    for (const row of further) asked.add(row);
    const sources = byPlace(further).map(
      ({ scope, rows }) =>
        () =>
          hydrate(reader, access, scope, once(rows.map((row): RowOf => ({ ...row, of: row })))),
    );
    for await (const page of merge(sources, placesAtOnce, { ahead: true })) {
      for (const { of } of page) gone.delete(of);
      yield page.map(whole);
    }
    if (gone.size === 0) return;
    for (const row of gone) shown.delete(row);
  }
}

function byPlace(
  rows: readonly PlacedRow[],
): readonly { readonly scope: CallScope; readonly rows: readonly PlacedRow[] }[] {
  const places = new Map<string, { readonly scope: CallScope; readonly rows: PlacedRow[] }>();
  for (const row of rows) {
    const { scope } = row.request;
    const place = JSON.stringify([scope.connection, scope.region]);
    const known = places.get(place) ?? { scope, rows: [] };
    places.set(place, known);
    known.rows.push(row);
  }
  return [...places.values()];
}

async function* once<Item>(item: Item): AsyncGenerator<Item, void, undefined> {
  yield item;
}
