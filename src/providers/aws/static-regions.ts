import { partitionOf, regionsOf } from '../../aws/endpoints.ts';

/**
 * The commercial regions that every account can use without asking for them first
 * (https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html).
 */
const enabledByDefault: readonly string[] = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
];

/** What is left to go by when an account may not call DescribeRegions: the regions that any account of this region's partition has. */
export function staticRegions(nearby: string): readonly string[] {
  const partition = partitionOf(nearby);
  return partition === 'aws' ? enabledByDefault : regionsOf(partition);
}
