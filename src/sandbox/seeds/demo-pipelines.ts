import type { Place } from '../service.ts';
import { type DemoRegion, demoAccounts, demoRegions, otherAccounts } from './estate.ts';

/** A pipeline of the demo estate and the builds of its past. */
export interface DemoPipeline {
  readonly name: string;
  readonly place: Place;
  readonly description: string;
  readonly architecture: 'x86_64' | 'arm64';
  readonly windows?: true;
  readonly container?: true;
  readonly encrypted?: true;
  readonly disabled?: true;
  /** Whether Inspector looks at what it builds. */
  readonly scanned?: true;
  readonly parentImage: string;
  readonly components: readonly string[];
  readonly schedule: string;
  readonly regions: readonly DemoRegion[];
  readonly sharedWith: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  /** Oldest first. Each has a recipe version of its own: year, month and a number. */
  readonly builds: readonly DemoBuild[];
}

interface DemoBuild {
  readonly daysAgo: number;
  readonly fails?: true;
}

function amazon(region: string, kind: 'image' | 'component', name: string): string {
  return `arn:aws:imagebuilder:${region}:aws:${kind}/${name}/x.x.x`;
}

const build = demoAccounts.build;
const production = demoAccounts.production;
const platformTags = { team: 'platform', owner: 'platform@example.com', 'cost-center': '4100' };

export const demoPipelines: readonly DemoPipeline[] = [
  {
    name: 'golden-al2023-x86',
    place: { account: build, region: 'us-east-1' },
    description: 'Golden image: Amazon Linux 2023, hardened',
    architecture: 'x86_64',
    scanned: true,
    parentImage: amazon('us-east-1', 'image', 'amazon-linux-2023-x86'),
    components: [
      amazon('us-east-1', 'component', 'update-linux'),
      amazon('us-east-1', 'component', 'amazon-cloudwatch-agent-linux'),
    ],
    schedule: 'cron(0 4 ? * tue *)',
    regions: demoRegions,
    sharedWith: [production],
    tags: { ...platformTags, app: 'golden', os: 'al2023' },
    builds: [
      { daysAgo: 402 },
      { daysAgo: 187 },
      { daysAgo: 126 },
      { daysAgo: 95 },
      { daysAgo: 64, fails: true },
      { daysAgo: 63 },
      { daysAgo: 35 },
      { daysAgo: 4 },
    ],
  },
  {
    name: 'golden-al2023-arm64',
    place: { account: build, region: 'us-east-1' },
    description: 'Golden image: Amazon Linux 2023 for Graviton, hardened',
    architecture: 'arm64',
    encrypted: true,
    parentImage: amazon('us-east-1', 'image', 'amazon-linux-2023-arm64'),
    components: [amazon('us-east-1', 'component', 'update-linux')],
    schedule: 'cron(0 5 ? * tue *)',
    regions: demoRegions,
    sharedWith: [production],
    tags: { ...platformTags, app: 'golden', os: 'al2023' },
    builds: [{ daysAgo: 156 }, { daysAgo: 94 }, { daysAgo: 34, fails: true }, { daysAgo: 33 }, { daysAgo: 3 }],
  },
  {
    name: 'golden-ubuntu-2404-x86',
    place: { account: build, region: 'eu-west-1' },
    description: 'Golden image: Ubuntu 24.04 LTS',
    architecture: 'x86_64',
    parentImage: amazon('eu-west-1', 'image', 'ubuntu-server-24-lts-x86'),
    components: [amazon('eu-west-1', 'component', 'update-linux')],
    schedule: 'cron(0 3 1 * ? *)',
    regions: ['eu-west-1', 'eu-central-1'],
    sharedWith: [production, otherAccounts.contractor],
    tags: { ...platformTags, app: 'golden', os: 'ubuntu-24.04' },
    builds: [{ daysAgo: 112 }, { daysAgo: 51 }, { daysAgo: 20 }],
  },
  {
    name: 'windows-2022-base',
    place: { account: build, region: 'us-east-1' },
    description: 'Windows Server 2022 with the domain agent',
    architecture: 'x86_64',
    windows: true,
    encrypted: true,
    parentImage: amazon('us-east-1', 'image', 'windows-server-2022-english-full-base-x86'),
    components: [amazon('us-east-1', 'component', 'update-windows')],
    schedule: 'cron(0 6 ? * wed#2 *)',
    regions: ['us-east-1', 'eu-central-1'],
    sharedWith: [production],
    tags: { ...platformTags, team: 'windows', owner: 'windows@example.com', app: 'golden', os: 'windows-2022' },
    builds: [{ daysAgo: 130 }, { daysAgo: 38 }, { daysAgo: 9, fails: true }],
  },
  {
    name: 'eks-node-al2023-x86',
    place: { account: build, region: 'us-west-2' },
    description: 'Worker nodes of the EKS clusters',
    architecture: 'x86_64',
    parentImage: amazon('us-west-2', 'image', 'amazon-linux-2023-x86'),
    components: [amazon('us-west-2', 'component', 'update-linux'), amazon('us-west-2', 'component', 'docker-ce-linux')],
    schedule: 'rate(7 days)',
    regions: ['us-west-2', 'us-east-1'],
    sharedWith: [production],
    tags: { ...platformTags, team: 'containers', owner: 'containers@example.com', app: 'eks' },
    builds: [
      { daysAgo: 77 },
      { daysAgo: 46 },
      { daysAgo: 12, fails: true },
      { daysAgo: 11, fails: true },
      { daysAgo: 5 },
    ],
  },
  {
    name: 'ci-runner',
    place: { account: build, region: 'eu-west-1' },
    description: 'Container image of the build runners',
    architecture: 'x86_64',
    container: true,
    scanned: true,
    parentImage: amazon('eu-west-1', 'image', 'amazon-linux-x86-latest'),
    components: [amazon('eu-west-1', 'component', 'update-linux')],
    schedule: 'rate(1 day)',
    regions: ['eu-west-1'],
    sharedWith: [],
    tags: { ...platformTags, team: 'developer-experience', owner: 'devex@example.com', app: 'ci' },
    builds: [{ daysAgo: 30 }, { daysAgo: 8 }, { daysAgo: 2 }],
  },
  {
    name: 'payments-al2023-x86',
    place: { account: production, region: 'eu-central-1' },
    description: 'Hosts of the payments service, kept in the EU',
    architecture: 'x86_64',
    encrypted: true,
    disabled: true,
    parentImage: amazon('eu-central-1', 'image', 'amazon-linux-2023-x86'),
    components: [amazon('eu-central-1', 'component', 'update-linux')],
    schedule: 'cron(30 2 ? * mon *)',
    regions: ['eu-central-1', 'eu-west-1'],
    sharedWith: [],
    tags: { team: 'payments', owner: 'payments@example.com', app: 'payments-api', env: 'production' },
    builds: [{ daysAgo: 88 }, { daysAgo: 57 }, { daysAgo: 15, fails: true }, { daysAgo: 14, fails: true }],
  },
  {
    name: 'checkout-web-al2023-x86',
    place: { account: production, region: 'us-east-1' },
    description: 'Hosts of the checkout pages',
    architecture: 'x86_64',
    encrypted: true,
    parentImage: amazon('us-east-1', 'image', 'amazon-linux-2023-x86'),
    components: [amazon('us-east-1', 'component', 'update-linux')],
    schedule: 'cron(15 1 ? * sun *)',
    regions: ['us-east-1', 'us-west-2'],
    sharedWith: [],
    tags: { team: 'storefront', owner: 'storefront@example.com', app: 'checkout-web', env: 'production' },
    builds: [{ daysAgo: 99 }, { daysAgo: 48 }, { daysAgo: 27, fails: true }, { daysAgo: 26 }, { daysAgo: 6 }],
  },
  {
    name: 'batch-worker-al2023-arm64',
    place: { account: production, region: 'us-east-1' },
    description: 'Workers of the nightly batch, on Graviton',
    architecture: 'arm64',
    parentImage: amazon('us-east-1', 'image', 'amazon-linux-2023-arm64'),
    components: [amazon('us-east-1', 'component', 'update-linux')],
    schedule: 'rate(14 days)',
    regions: ['us-east-1'],
    sharedWith: [],
    tags: { team: 'data', owner: 'data@example.com', app: 'batch-worker', env: 'production' },
    builds: [{ daysAgo: 41 }, { daysAgo: 13 }],
  },
];
