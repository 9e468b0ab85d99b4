import { describe, expect, it } from 'vitest';
import { isPlural, readingNoun, singular } from './operation-noun.ts';

describe('readingNoun', () => {
  it.each([
    ['DescribeInstances', { verb: 'Describe', noun: 'Instances' }],
    ['BatchGetProjects', { verb: 'BatchGet', noun: 'Projects' }],
    ['ListTagsForResource', { verb: 'List', noun: 'TagsForResource' }],
    ['CreateImage', undefined],
    ['GetawayCar', undefined],
    ['Search', undefined],
  ])('%s', (operation, expected) => expect(readingNoun(operation)).toEqual(expected));
});

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
