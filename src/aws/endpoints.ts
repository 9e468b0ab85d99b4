import { type Partition, partitionOfRegion } from './partitions.ts';

export interface EndpointRequest {
  /** The model's `endpointPrefix`: `api.sagemaker`. */
  readonly endpointPrefix: string;
  /** The model's `signingName`, where it gives one. */
  readonly signingName?: string;
  readonly region: string;
  /** An address to use instead of AWS's own: `http://127.0.0.1:4566`. */
  readonly override?: string;
}

export interface Endpoint {
  /** Without a slash at the end. */
  readonly url: string;
  readonly signingRegion: string;
  readonly signingName: string;
}

interface GlobalEndpoint {
  readonly host: string;
  readonly region: string;
}

/** Services that have one endpoint a partition. From botocore's endpoints.json, in npm's @aws-cdk/asset-awscli-v1 2.2.296. */
const globalEndpoints: Readonly<Record<string, Readonly<Record<string, GlobalEndpoint>>>> = {
  aws: {
    account: { host: 'account.us-east-1.amazonaws.com', region: 'us-east-1' },
    budgets: { host: 'budgets.amazonaws.com', region: 'us-east-1' },
    ce: { host: 'ce.us-east-1.amazonaws.com', region: 'us-east-1' },
    cloudfront: { host: 'cloudfront.amazonaws.com', region: 'us-east-1' },
    health: { host: 'global.health.amazonaws.com', region: 'us-east-1' },
    iam: { host: 'iam.amazonaws.com', region: 'us-east-1' },
    networkmanager: { host: 'networkmanager.us-west-2.amazonaws.com', region: 'us-west-2' },
    organizations: { host: 'organizations.us-east-1.amazonaws.com', region: 'us-east-1' },
    route53: { host: 'route53.amazonaws.com', region: 'us-east-1' },
    savingsplans: { host: 'savingsplans.amazonaws.com', region: 'us-east-1' },
    shield: { host: 'shield.us-east-1.amazonaws.com', region: 'us-east-1' },
    support: { host: 'support.us-east-1.amazonaws.com', region: 'us-east-1' },
    waf: { host: 'waf.amazonaws.com', region: 'us-east-1' },
  },
  'aws-cn': {
    account: { host: 'account.cn-northwest-1.amazonaws.com.cn', region: 'cn-northwest-1' },
    budgets: { host: 'budgets.amazonaws.com.cn', region: 'cn-northwest-1' },
    ce: { host: 'ce.cn-northwest-1.amazonaws.com.cn', region: 'cn-northwest-1' },
    cloudfront: { host: 'cloudfront.cn-northwest-1.amazonaws.com.cn', region: 'cn-northwest-1' },
    health: { host: 'global.health.amazonaws.com.cn', region: 'cn-northwest-1' },
    iam: { host: 'iam.cn-north-1.amazonaws.com.cn', region: 'cn-north-1' },
    organizations: { host: 'organizations.cn-northwest-1.amazonaws.com.cn', region: 'cn-northwest-1' },
    route53: { host: 'route53.amazonaws.com.cn', region: 'cn-northwest-1' },
    support: { host: 'support.cn-north-1.amazonaws.com.cn', region: 'cn-north-1' },
  },
  'aws-us-gov': {
    iam: { host: 'iam.us-gov.amazonaws.com', region: 'us-gov-west-1' },
    networkmanager: { host: 'networkmanager.us-gov-west-1.amazonaws.com', region: 'us-gov-west-1' },
    organizations: { host: 'organizations.us-gov-west-1.amazonaws.com', region: 'us-gov-west-1' },
    route53: { host: 'route53.us-gov.amazonaws.com', region: 'us-gov-west-1' },
    support: { host: 'support.us-gov-west-1.amazonaws.com', region: 'us-gov-west-1' },
  },
};

/** Where a service of a region is reached, and what its requests are signed for. */
export function endpointFor({ endpointPrefix, signingName, region, override }: EndpointRequest): Endpoint {
  const partition = partitionOfRegion(region);
  const global = globalEndpoints[partition.id]?.[endpointPrefix];
  const url = override ?? `https://${global?.host ?? regionalHost(endpointPrefix, region, partition)}`;
  return {
    url: url.replace(/\/+$/, ''),
    signingRegion: global?.region ?? region,
    // `api.sagemaker` and its like sign with what follows the `api.`.
    signingName: signingName ?? endpointPrefix.replace(/^api\./, ''),
  };
}

/** The id of the partition that a region is of: `aws`, `aws-cn`, `aws-us-gov`. */
export function partitionOf(region: string): string {
  return partitionOfRegion(region).id;
}

function regionalHost(endpointPrefix: string, region: string, partition: Partition): string {
  return `${endpointPrefix}.${region}.${partition.dnsSuffix}`;
}

export { isRegion, regionsOf } from './partitions.ts';
