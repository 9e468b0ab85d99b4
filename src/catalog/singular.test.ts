import { describe, expect, it } from 'vitest';
import { isPlural, singular } from './singular.ts';

describe('singular', () => {
  it.each([
    ['Policies', 'Policy'],
    ['Addresses', 'Address'],
    ['RestApis', 'RestApi'],
    ['Analyses', 'Analysis'],
    ['Aliases', 'Alias'],
    ['EventBuses', 'EventBus'],
    ['DBProxies', 'DBProxy'],
    ['Indices', 'Index'],
    ['Statuses', 'Status'],
    ['Databases', 'Database'],
    ['Caches', 'Cache'],
    ['Branches', 'Branch'],
    ['Vpcs', 'Vpc'],
    ['Status', 'Status'],
    ['Access', 'Access'],
  ])('of %s is %s', (plural, one) => expect(singular(plural)).toBe(one));
});

it('tells plurals by their end', () => {
  expect(['Roles', 'Apis', 'Policies'].every(isPlural)).toBe(true);
  expect(['Status', 'Alias', 'Analysis', 'Access', 'Image'].some(isPlural)).toBe(false);
});
