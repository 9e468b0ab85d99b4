import { filteringBy } from '../../kit/filters/filtering.ts';
import { messages } from './assumptions.ts';
import { invalid } from './faults.ts';

const members = { filters: 'Filters', name: 'Name', values: 'Values' };

export const groupFilters = filteringBy({ ...members, unknown: (name) => invalid(messages.badFilter(name)) });
export const tagFilters = filteringBy({ ...members, unknown: (name) => invalid(messages.badTagFilter(name)) });
