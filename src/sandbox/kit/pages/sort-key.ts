import type { Cursor } from './page-token.ts';

/** What a list is sorted by: one value, or several, of which a later one decides between items that are equal so far. */
export type SortKey = string | number | Cursor;

export function partsOf(key: SortKey): Cursor {
  return typeof key === 'object' ? key : [key];
}

export function compareKeys(left: Cursor, right: Cursor): number {
  for (const [index, value] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (value !== other) return value < other ? -1 : 1;
  }
  return left.length - right.length;
}
