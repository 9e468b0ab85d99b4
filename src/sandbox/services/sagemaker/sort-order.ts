import type { WireStructure } from '../../../aws/service-model.ts';
import type { KeyOrder } from '../../kit/pages/items-after.ts';

export interface SortWords<Item> {
  /** What a request without `SortBy` sorts by. */
  readonly usual: (item: Item) => string | number;
  /** What the other values of `SortBy` stand for. */
  readonly others: Readonly<Record<string, (item: Item) => string | number>>;
  /** What decides between items that are equal otherwise. */
  readonly key: (item: Item) => string | number;
  /** The value of `SortOrder` for the least first; the greatest is first unless a request has it. */
  readonly ascending: string;
}

/** The order that a list request asks for with `SortBy` and `SortOrder`. */
export function sortOrder<Item>({ usual, others, key, ascending }: SortWords<Item>, input: WireStructure) {
  const value = others[String(input.SortBy)] ?? usual;
  return {
    keyOf: (item: Item) => [value(item), key(item)],
    descending: input.SortOrder !== ascending,
  } satisfies KeyOrder<Item>;
}
