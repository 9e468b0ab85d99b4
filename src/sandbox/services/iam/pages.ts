import type { WireStructure } from '../../../aws/service-model.ts';
import { pager } from '../../kit/pages/pager.ts';
import { messages, usualPageSize } from './assumptions.ts';
import { invalid } from './faults.ts';

const pages = pager({
  token: 'Marker',
  limit: 'MaxItems',
  usual: usualPageSize,
  badToken: () => invalid(messages.badMarker),
});

/** A page, and the members that tell of what follows it. */
export function pageOf<Item>(
  list: string,
  items: readonly Item[],
  keyOf: (item: Item) => string,
  input: WireStructure,
): { readonly items: readonly Item[]; readonly paging: WireStructure } {
  const page = pages.byKey(list, items, { keyOf }, input);
  return { items: page.items, paging: { IsTruncated: page.nextToken !== undefined, Marker: page.nextToken } };
}
