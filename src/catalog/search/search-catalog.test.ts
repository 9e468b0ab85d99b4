import { describe, expect, it } from 'vitest';
import { searchResources } from './search-catalog.ts';

const entries: Readonly<Record<string, unknown>> = {
  '*': ['aws.ec2.images', 'aws.ec2.instances', 'aws.dns.records', 'aws.dns.record_sets'],
  im: { image: [0, 60, 1, 6] },
  am: { ami: [0, 10] },
  in: { instance: [0, 6, 1, 60] },
  re: { record: [2, 60, 3, 30] },
  dn: { dns: [3, 10] },
  ro: { route53: [3, 12] },
};
const read = async (name: string) => entries[name];
const search = (text: string, most = 10) => searchResources(read, text, most);

describe('searchResources', () => {
  it('puts what has the word in its name before what only speaks of it', async () => {
    expect(await search('instances')).toEqual(['aws.ec2.instances', 'aws.ec2.images']);
  });

  it('finds what a word stands for', async () => {
    expect(await search('vm')).toEqual(['aws.ec2.instances', 'aws.ec2.images']);
    expect((await search('ami'))[0]).toBe('aws.ec2.images');
  });

  it('prefers what has all the words, and lets no word count for two', async () => {
    expect(await search('dns record')).toEqual(['aws.dns.record_sets', 'aws.dns.records']);
  });

  it('finds words that begin so, and words misspelt behind their first two letters', async () => {
    expect(await search('inst')).toEqual(['aws.ec2.instances', 'aws.ec2.images']);
    expect(await search('instnace')).toEqual(['aws.ec2.instances', 'aws.ec2.images']);
  });

  it('gives no more than asked for, and nothing for nothing', async () => {
    expect(await search('record', 1)).toEqual(['aws.dns.records']);
    expect(await search('of the')).toEqual([]);
    expect(await search('zzz')).toEqual([]);
    expect(await search("'; DROP TABLE")).toEqual([]);
  });

  it('answers the same best, however many are asked for', async () => {
    for (const text of ['instances', 'record', 'dns record', 'ami', 'image'])
      for (const most of [1, 2, 3]) expect(await search(text, most)).toEqual((await search(text, 100)).slice(0, most));
  });
});
