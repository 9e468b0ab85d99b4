import { describe, expect, it } from 'vitest';
import { searchWords } from './search-words.ts';

describe('searchWords', () => {
  it.each([
    ['image_pipelines', ['image', 'pipeline']],
    ['ImageTestsConfiguration', ['image', 'test', 'configuration']],
    ['DBInstance', ['db', 'instance']],
    ['The AMI ID of the EC2 AMI in current region.', ['ami', 'id', 'ec2', 'current', 'region']],
    ['policies, patches; statuses', ['policy', 'patch', 'statuse']],
    ['the of a', []],
    ['', []],
  ])('%s', (text, words) => expect(searchWords(text)).toEqual(words));

  it('is the same for one and many', () => {
    expect(searchWords('unused AMIs')).toEqual(searchWords('Unused ami'));
  });
});
