import type { Cursor } from './page-token.ts';
import { compareKeys, partsOf, type SortKey } from './sort-key.ts';

export interface KeyOrder<Item> {
  readonly keyOf: (item: Item) => SortKey;
  readonly descending?: boolean;
  /** What the list shows; all items where absent. */
  readonly accepts?: (item: Item) => boolean;
}

/**
 * The first `count` items behind a key, in the order of their keys. A window is kept sorted while items pass that are in
 * no order: a page of a long list costs no sort of all of it.
 */
export function itemsAfter<Item>(
  items: Iterable<Item>,
  { keyOf, descending = false, accepts = () => true }: KeyOrder<Item>,
  after: Cursor | undefined,
  count: number,
): readonly KeyedItem<Item>[] {
  const direction = descending ? -1 : 1;
  const compare = (left: Cursor, right: Cursor) => direction * compareKeys(left, right);
  const found: KeyedItem<Item>[] = [];
  let bound: Cursor | undefined;
  const settle = () => {
    found.sort((left, right) => compare(left.key, right.key));
    found.length = Math.min(found.length, count);
    if (found.length === count) bound = found.at(-1)?.key;
  };
  for (const item of items) {
    const key = partsOf(keyOf(item));
    if (after !== undefined && compare(key, after) <= 0) continue;
    if ((bound !== undefined && compare(key, bound) >= 0) || !accepts(item)) continue;
    found.push({ key, item });
    if (found.length >= 2 * count) settle();
  }
  settle();
  return found;
}

export interface KeyedItem<Item> {
  readonly key: Cursor;
  readonly item: Item;
}
