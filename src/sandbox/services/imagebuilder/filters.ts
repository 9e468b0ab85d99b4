import type { WireStructure } from '../../../aws/service-model.ts';
import { structuresOf, textOf, textsOf } from '../../kit/members.ts';
import { messages } from './assumptions.ts';
import { invalidValue } from './faults.ts';
import { pageOf } from './pages.ts';

/** What a filter compares: the values of an item under the filter's name. */
export type FilterFields<Item> = Readonly<Record<string, (item: Item) => string | readonly string[] | undefined>>;

/**
 * Keeps the items that fit every filter of a request, each by any of its values, compared whole and in their case.
 * Throws InvalidParameterValueException for a filter that the operation does not know.
 */
export function applyFilters<Item>(
  items: readonly Item[],
  input: WireStructure,
  fields: FilterFields<Item>,
): readonly Item[] {
  const filters = structuresOf(input.filters).map((filter) => {
    const name = textOf(filter.name) ?? '';
    const field = fields[name];
    if (!field) throw invalidValue('filters', messages.unknownFilter(name, Object.keys(fields)));
    return { field, values: textsOf(filter.values) };
  });
  return items.filter((item) =>
    filters.every(({ field, values }) => {
      const found = field(item);
      const all = typeof found === 'string' ? [found] : (found ?? []);
      return all.some((value) => values.includes(value));
    }),
  );
}

/**
 * One page of a list with its filters applied as AWS does it: after the page is cut, so that a page may be short or
 * empty while more follow (aws-cli#8980).
 */
export function listPage<Item>(
  list: string,
  all: readonly Item[],
  input: WireStructure,
  fields: FilterFields<Item>,
): { readonly items: readonly Item[]; readonly nextToken: string | undefined } {
  const page = pageOf(list, all, input);
  return { items: applyFilters(page.items, input, fields), nextToken: page.nextToken };
}
