import type { WireStructure } from '../../../aws/service-model.ts';
import { type FilterFields, filteringBy } from '../../kit/filters/filtering.ts';
import type { Page } from '../../kit/pages/pager.ts';
import { messages } from './assumptions.ts';
import { invalidValue } from './faults.ts';
import { pageOf } from './pages.ts';

const compileFilters = filteringBy({
  filters: 'filters',
  name: 'name',
  values: 'values',
  starred: ['name', 'Name'],
  unknown: (name, known) => invalidValue('filters', messages.unknownFilter(name, known)),
});

/**
 * One page of a list with its filters applied as AWS does it: after the page is cut, so that a page may be short or
 * empty while more follow (aws-cli#8980).
 */
export function listPage<Item>(
  list: string,
  all: readonly Item[],
  input: WireStructure,
  fields: FilterFields<Item>,
): Page<Item> {
  const page = pageOf(list, all, input);
  return { items: page.items.filter(compileFilters(input, fields)), nextToken: page.nextToken };
}
