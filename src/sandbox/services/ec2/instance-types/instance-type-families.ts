/** Instance types that DescribeInstanceTypes tells: the usual families, not all that AWS has. */
export interface InstanceTypeFamily {
  readonly name: string;
  readonly architecture: 'x86_64' | 'arm64';
  readonly manufacturer: 'Intel' | 'AMD' | 'AWS';
  /** GiB of memory for each vCPU. */
  readonly memory: number;
  readonly sizes: readonly string[];
  readonly currentGeneration?: false;
  /** vCPUs and GiB of sizes that do not follow the family's ratio. */
  readonly burstable?: Readonly<Record<string, readonly [vCpus: number, memory: number]>>;
  readonly freeTier?: readonly string[];
}

const large = ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge', '24xlarge'];
const intel7 = [...large, '48xlarge'];
const graviton = ['medium', 'large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge'];

const burstable = {
  nano: [2, 0.5],
  micro: [2, 1],
  small: [2, 2],
  medium: [2, 4],
  large: [2, 8],
  xlarge: [4, 16],
  '2xlarge': [8, 32],
} as const;
const firstBurstable = { ...burstable, nano: [1, 0.5], micro: [1, 1], small: [1, 2] } as const;
const burstableSizes = Object.keys(burstable);

const x86 = (name: string, memory: number, sizes: readonly string[], manufacturer: 'Intel' | 'AMD' = 'Intel') =>
  ({ name, architecture: 'x86_64', manufacturer, memory, sizes }) as const;
const arm = (name: string, memory: number, sizes: readonly string[] = graviton) =>
  ({ name, architecture: 'arm64', manufacturer: 'AWS', memory, sizes }) as const;

export const instanceTypeFamilies: readonly InstanceTypeFamily[] = [
  { ...x86('t2', 4, burstableSizes), burstable: firstBurstable },
  { ...x86('t3', 4, burstableSizes), burstable, freeTier: ['micro', 'small'] },
  { ...x86('t3a', 4, burstableSizes, 'AMD'), burstable },
  { ...arm('t4g', 4, burstableSizes), burstable, freeTier: ['micro', 'small'] },
  { ...x86('m4', 4, ['large', 'xlarge', '2xlarge', '4xlarge', '10xlarge', '16xlarge']), currentGeneration: false },
  x86('m5', 4, large),
  x86('m5a', 4, large, 'AMD'),
  x86('m6i', 4, [...large, '32xlarge']),
  x86('m6a', 4, [...large, '32xlarge', '48xlarge'], 'AMD'),
  arm('m6g', 4),
  x86('m7i', 4, intel7),
  arm('m7g', 4),
  arm('m8g', 4, [...graviton, '24xlarge', '48xlarge']),
  x86('c5', 2, ['large', 'xlarge', '2xlarge', '4xlarge', '9xlarge', '12xlarge', '18xlarge', '24xlarge']),
  x86('c6i', 2, [...large, '32xlarge']),
  arm('c6g', 2),
  x86('c7i', 2, intel7),
  arm('c7g', 2),
  arm('c7gn', 2),
  arm('c8g', 2, [...graviton, '24xlarge', '48xlarge']),
  x86('r5', 8, large),
  x86('r6i', 8, [...large, '32xlarge']),
  arm('r6g', 8),
  x86('r7i', 8, intel7),
  arm('r7g', 8),
];
