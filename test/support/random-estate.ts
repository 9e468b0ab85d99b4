import type { Row, Value } from '../../src/data/value.ts';
import type { ShopData } from './shop-provider.ts';

/** A small shop full of NULLs, duplicates, empty texts, mixed case and moments of several spellings; of several connections where these are given. */
export function randomEstate(
  next: () => number,
  words: readonly string[] = [],
  connections: readonly string[] = [],
): Required<ShopData> {
  const pick = (values: readonly Value[]): Value => values[Math.floor(next() * values.length)] ?? null;
  const rows = (make: (index: number) => Row) =>
    Array.from({ length: Math.floor(next() * 9) }, (_, index) => make(index));
  const text = () => pick(['a', 'ab', 'abc', 'abd', 'b', 'i1', 'i2', '', 'A', 'é', "x'y", 'a%b', '5', null, ...words]);
  const item = () => pick(['i0', 'i1', 'i2', 'i3', 'i4', 'i5']);
  const region = () => pick(['north', 'south']);
  const account = (): Row => (connections.length === 0 ? {} : { connection: pick(connections) });
  const number = () => pick([0, 1, 2, 3, 5, null]);
  const tags = () =>
    pick([{ env: 'prod' }, { env: 'test', n: 5 }, { env: null }, {}, null, ...words.map((env) => ({ env }))]);
  const made = () =>
    pick([
      '2026-02-01T00:00:00Z',
      '2026-02-01T00:00:00.000Z',
      '2026-02-01T01:00:00+01:00',
      '2026-03-01T00:00:00Z',
      null,
    ]);
  const items = rows((index) => ({
    id: `i${index}`,
    name: text(),
    kind: pick(['a', 'b', 'c', 'A', null]),
    size: number(),
    tags: tags(),
    made: made(),
    region: region(),
    ...account(),
  }));
  // What belongs to another row is where it is; of nothing there is nothing.
  const of = (owners: readonly Row[], make: (owner: Row, index: number) => Row) =>
    owners.length === 0 ? [] : rows((index) => make(owners[Math.floor(next() * owners.length)] ?? {}, index));
  const place = ({ region: where = null, connection }: Row) => ({
    region: where,
    ...(connection !== undefined && { connection }),
  });
  const boxes = of(items, (owner, index) => ({
    item_id: owner.id ?? null,
    code: `${pick(['a', 'b', 'i'])}${index}`,
    colour: text(),
    weight: number(),
    ...place(owner),
  }));
  const owners = rows((index) => ({ name: `o${index}`, grade: number(), region: 'north', ...account() }));
  return {
    items,
    boxes,
    owners,
    labels: of(boxes, (owner, number) => ({
      item_id: owner.item_id ?? null,
      box_code: owner.code ?? null,
      number,
      words: text(),
      ...place(owner),
    })),
    tickets: of(items, (owner, number) => ({ item_id: owner.id ?? null, number, ...place(owner) })),
    deals: of(
      items.filter((item) => owners.some((owner) => owner.connection === item.connection)),
      (item, number) => ({
        item_id: item.id ?? null,
        owner: pick(owners.flatMap(({ name = null, connection }) => (connection === item.connection ? [name] : []))),
        number,
        ...place(item),
      }),
    ),
    parts: rows((index) => ({ item_id: item(), number: index, label: text(), region: region(), ...account() })),
    lots: rows((index) => ({
      code: pick(['a', 'b', 'i1', 'i2']),
      line: index,
      title: text(),
      price: pick([0, 1.5, 2, null]),
      open: pick([true, false, null]),
      made: made(),
      tags: tags(),
      item_id: pick([item(), null]),
      region: region(),
      ...account(),
    })),
  };
}

/** The same shop without what belonged to rows that it no longer has. */
export function withoutOrphans(data: Required<ShopData>): Required<ShopData> {
  const { items, owners } = data;
  const isOfItem = (row: Row) => items.some(({ id }) => id === row.item_id);
  const boxes = data.boxes.filter(isOfItem);
  return {
    ...data,
    boxes,
    tickets: data.tickets.filter(isOfItem),
    deals: data.deals.filter((row) => isOfItem(row) && owners.some(({ name }) => name === row.owner)),
    labels: data.labels.filter((row) =>
      boxes.some(({ item_id, code }) => item_id === row.item_id && code === row.box_code),
    ),
  };
}
