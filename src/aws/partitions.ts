/** A partition of AWS: regions that share accounts, endpoints and nothing with the others. */
export interface Partition {
  readonly id: string;
  readonly dnsSuffix: string;
  readonly dualStackDnsSuffix: string;
  /** Where the services without regions sign. */
  readonly globalRegion: string;
  /** What a region's name looks like, for regions younger than this list. */
  readonly regionPattern: RegExp;
  readonly regions: readonly string[];
}

// From botocore's partitions.json, in npm's @aws-cdk/asset-awscli-v1 2.2.296.
const commercial: Partition = {
  id: 'aws',
  dnsSuffix: 'amazonaws.com',
  dualStackDnsSuffix: 'api.aws',
  globalRegion: 'us-east-1',
  regionPattern: /^(us|eu|ap|sa|ca|me|af|il|mx)-\w+-\d+$/,
  regions: [
    'af-south-1',
    'ap-east-1',
    'ap-east-2',
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-south-1',
    'ap-south-2',
    'ap-southeast-1',
    'ap-southeast-2',
    'ap-southeast-3',
    'ap-southeast-4',
    'ap-southeast-5',
    'ap-southeast-6',
    'ap-southeast-7',
    'ca-central-1',
    'ca-west-1',
    'eu-central-1',
    'eu-central-2',
    'eu-north-1',
    'eu-south-1',
    'eu-south-2',
    'eu-west-1',
    'eu-west-2',
    'eu-west-3',
    'il-central-1',
    'me-central-1',
    'me-south-1',
    'mx-central-1',
    'sa-east-1',
    'us-east-1',
    'us-east-2',
    'us-west-1',
    'us-west-2',
  ],
};

export const partitions: readonly Partition[] = [
  commercial,
  {
    id: 'aws-cn',
    dnsSuffix: 'amazonaws.com.cn',
    dualStackDnsSuffix: 'api.amazonwebservices.com.cn',
    globalRegion: 'cn-northwest-1',
    regionPattern: /^cn-\w+-\d+$/,
    regions: ['cn-north-1', 'cn-northwest-1'],
  },
  {
    id: 'aws-eusc',
    dnsSuffix: 'amazonaws.eu',
    dualStackDnsSuffix: 'api.amazonwebservices.eu',
    globalRegion: 'eusc-de-east-1',
    regionPattern: /^eusc-(de)-\w+-\d+$/,
    regions: ['eusc-de-east-1'],
  },
  {
    id: 'aws-iso',
    dnsSuffix: 'c2s.ic.gov',
    dualStackDnsSuffix: 'api.aws.ic.gov',
    globalRegion: 'us-iso-east-1',
    regionPattern: /^us-iso-\w+-\d+$/,
    regions: ['us-iso-east-1', 'us-iso-west-1'],
  },
  {
    id: 'aws-iso-b',
    dnsSuffix: 'sc2s.sgov.gov',
    dualStackDnsSuffix: 'api.aws.scloud',
    globalRegion: 'us-isob-east-1',
    regionPattern: /^us-isob-\w+-\d+$/,
    regions: ['us-isob-east-1', 'us-isob-west-1'],
  },
  {
    id: 'aws-iso-e',
    dnsSuffix: 'cloud.adc-e.uk',
    dualStackDnsSuffix: 'api.cloud-aws.adc-e.uk',
    globalRegion: 'eu-isoe-west-1',
    regionPattern: /^eu-isoe-\w+-\d+$/,
    regions: ['eu-isoe-west-1'],
  },
  {
    id: 'aws-iso-f',
    dnsSuffix: 'csp.hci.ic.gov',
    dualStackDnsSuffix: 'api.aws.hci.ic.gov',
    globalRegion: 'us-isof-south-1',
    regionPattern: /^us-isof-\w+-\d+$/,
    regions: ['us-isof-east-1', 'us-isof-south-1'],
  },
  {
    id: 'aws-us-gov',
    dnsSuffix: 'amazonaws.com',
    dualStackDnsSuffix: 'api.aws',
    globalRegion: 'us-gov-west-1',
    regionPattern: /^us-gov-\w+-\d+$/,
    regions: ['us-gov-east-1', 'us-gov-west-1'],
  },
];

/** The region that is meant where nobody names one. */
export const usualRegion = commercial.globalRegion;

const ofRegions = new Map<string, Partition>();
const maximumKept = 1_000;

/** The partition that a region is of; the commercial one for names that fit none. */
export function partitionOfRegion(region: string): Partition {
  const known = ofRegions.get(region);
  if (known !== undefined) return known;
  const found = findPartition(region);
  if (ofRegions.size >= maximumKept) ofRegions.clear();
  ofRegions.set(region, found);
  return found;
}

function findPartition(region: string): Partition {
  return (
    partitions.find((partition) => partition.regions.includes(region)) ??
    partitions.find((partition) => partition.regionPattern.test(region)) ??
    commercial
  );
}

/** The regions of a partition by its id, `aws` unless given; none where there is no such partition. */
export function regionsOf(partitionId = 'aws'): readonly string[] {
  return partitions.find((partition) => partition.id === partitionId)?.regions ?? [];
}
