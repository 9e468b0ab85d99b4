import { describe, expect, it } from 'vitest';
import { nounRank, serviceWordsOf } from './type-nouns.ts';

describe('nounRank', () => {
  const words = ['elasticache', 'cache', 'rds', 'db'];
  it.each([
    ['Instances', 'Instance', 0],
    ['Vpcs', 'VPC', 0],
    ['CacheClusters', 'CacheCluster', 0],
    ['CacheSubnetGroups', 'SubnetGroup', 1],
    ['Clusters', 'CacheCluster', 1],
    ['DomainNames', 'Domain', 2],
    ['StreamSummaries', 'Stream', 2],
    ['DomainNames', 'DomainName', 0],
    ['InstanceStatus', 'Instance', undefined],
    ['GroupsForUser', 'Group', undefined],
    ['Names', 'Domain', undefined],
  ])('%s for %s is %s', (noun, type, rank) => expect(nounRank(noun, type, words)).toBe(rank));
});

it('takes the words for a service from its names and its types', () => {
  expect(serviceWordsOf('kafka', 'Kafka', ['AWS::MSK::Cluster'])).toEqual(['kafka', 'msk']);
  expect(serviceWordsOf('rds', 'RDS', [])).toContain('db');
});
