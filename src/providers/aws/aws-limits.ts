import type { LimitDefinition } from '../limits/limit-definition.ts';

const perOperation = ['account', 'region', 'operation'] as const;

/**
 * AWS's limits, of which the first that is about a call holds for it. EC2 tells its own: a bucket for each operation, account
 * and region (https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html). Other programs take from the same
 * buckets, so all of them adapt.
 */
export const awsLimits: readonly LimitDefinition[] = [
  {
    name: 'aws.ec2.unfiltered',
    services: ['ec2'],
    operations: ['Describe*'],
    unfiltered: true,
    per: perOperation,
    atOnce: 16,
    perSecond: 10,
    burst: 50,
    adapts: true,
    source: 'documented',
  },
  {
    name: 'aws.ec2.read',
    services: ['ec2'],
    operations: ['Describe*', 'Get*', 'List*', 'Search*'],
    per: perOperation,
    atOnce: 16,
    perSecond: 20,
    burst: 100,
    adapts: true,
    source: 'documented',
  },
  {
    name: 'aws.ec2.change',
    services: ['ec2'],
    per: perOperation,
    atOnce: 16,
    perSecond: 5,
    burst: 50,
    adapts: true,
    source: 'documented',
  },
  {
    // AWS tells none. About 30 calls a second were measured before it throttles, and 25 found to pass
    // (https://github.com/ekristen/aws-nuke/issues/508 and pull request 510).
    name: 'aws.cloudcontrol',
    services: ['cloudcontrol'],
    per: ['account', 'region'],
    atOnce: 16,
    perSecond: 25,
    burst: 25,
    adapts: true,
    source: 'inferred',
  },
  { name: 'aws', per: ['account', 'region', 'service'], atOnce: 16, adapts: true, source: 'default' },
];
