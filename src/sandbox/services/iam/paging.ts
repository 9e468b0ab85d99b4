import type { WireStructure } from '../../../aws/service-model.ts';
import { keyPage } from '../../kit/key-page.ts';
import { numberOf, textOf } from '../../kit/members.ts';
import { messages, usualPageSize } from './assumptions.ts';
import { invalid } from './faults.ts';

/** The page that `MaxItems` and `Marker` ask for. */
export function pageOf<Item>(
  list: string,
  items: readonly Item[],
  keyOf: (item: Item) => string,
  input: WireStructure,
): { readonly items: readonly Item[]; readonly paging: WireStructure } {
  const page = keyPage(items, keyOf, {
    list,
    size: numberOf(input.MaxItems) ?? usualPageSize,
    token: textOf(input.Marker),
  });
  if (page === undefined) throw invalid(messages.badMarker);
  return { items: page.items, paging: { IsTruncated: page.nextToken !== undefined, Marker: page.nextToken } };
}

/** Whether a path begins with the `PathPrefix` of a request. */
export function isUnder(path: string, input: WireStructure): boolean {
  return path.startsWith(textOf(input.PathPrefix) ?? '/');
}
