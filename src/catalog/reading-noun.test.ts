import { describe, expect, it } from 'vitest';
import { readingNoun } from './reading-noun.ts';

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
