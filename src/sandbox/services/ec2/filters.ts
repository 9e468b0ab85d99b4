import { type FilterFields, filteringBy } from '../../kit/filters/filtering.ts';
import { SandboxFault } from '../../service.ts';
import { longestFilterValue, messages, mostFilterValues } from './assumptions.ts';
import { invalidValue } from './faults.ts';

export const compileFilters = filteringBy({
  filters: 'Filters',
  name: 'Name',
  values: 'Values',
  wildcards: true,
  unknown: (name) => invalidValue(messages.unknownFilter(name)),
  nameless: () => invalidValue(messages.filterWithoutName),
  longestValue: longestFilterValue,
  valueTooLong: (name) => invalidValue(messages.filterValueTooLong(name)),
  mostValues: mostFilterValues,
  tooManyValues: () => new SandboxFault('FilterLimitExceeded', messages.tooManyFilterValues),
});

/** Filters that EC2 documents, of what nothing in the sandbox has: nothing fits them. */
export function filtersOfNothing(...names: readonly string[]): FilterFields<unknown> {
  return Object.fromEntries(names.map((name) => [name, () => undefined]));
}
