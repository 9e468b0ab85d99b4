import { callOperation } from '../kit/call-operation.ts';
import { contextAt } from '../kit/context-at.ts';
import { structuresOf, textOf } from '../kit/members.ts';
import type { Place, SandboxState } from '../service.ts';
import { ec2 } from '../services/ec2/ec2.ts';
import { type InstanceRecord, instancesTable } from '../services/ec2/instances/instance-record.ts';
import { makeSnapshot } from '../services/ec2/snapshots/make-snapshot.ts';
import { demoAccounts, demoRegions, otherAccounts } from './estate.ts';
import { latestImage } from './latest-image.ts';
import { day } from './seed-context.ts';
import { seedImage } from './seed-images.ts';

interface DemoInstance {
  readonly name: string;
  /** Begins the name of the image; of several images the latest is run. */
  readonly image: string;
  readonly owner: string;
  readonly daysAgo: number;
  readonly count?: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly stopped?: true;
}

const { production, build } = demoAccounts;

function instancesOf(region: string): readonly DemoInstance[] {
  const tags = (team: string, app: string) => ({ team, app, env: 'production', owner: `${team}@example.com` });
  const everywhere: readonly DemoInstance[] = [
    { name: 'bastion', image: 'golden-al2023-x86', owner: build, daysAgo: 3, tags: tags('platform', 'bastion') },
    {
      name: 'proxy',
      image: 'golden-al2023-arm64',
      owner: build,
      daysAgo: 2,
      count: 2,
      tags: tags('platform', 'proxy'),
    },
    {
      name: 'monitoring',
      image: 'golden-al2-x86',
      owner: production,
      daysAgo: 33,
      tags: tags('platform', 'monitoring'),
    },
  ];
  const local: Readonly<Record<string, readonly DemoInstance[]>> = {
    'us-east-1': [
      {
        name: 'payments-api',
        image: 'payments-api',
        owner: production,
        daysAgo: 1,
        count: 3,
        tags: tags('payments', 'payments-api'),
      },
      {
        name: 'checkout-web',
        image: 'checkout-web-production',
        owner: production,
        daysAgo: 5,
        count: 2,
        tags: tags('storefront', 'checkout-web'),
      },
      // Nobody of the estate made this image, and nobody it trusts did.
      {
        name: 'legacy-importer',
        image: 'centos-7-minimal',
        owner: otherAccounts.stranger,
        daysAgo: 61,
        tags: { app: 'importer' },
      },
      { name: 'jenkins', image: 'jenkins-agent-old', owner: production, daysAgo: 180, tags: {}, stopped: true },
    ],
    'us-west-2': [
      {
        name: 'search-indexer',
        image: 'search-indexer',
        owner: production,
        daysAgo: 9,
        count: 2,
        tags: tags('search', 'search-indexer'),
      },
      {
        name: 'eks-node',
        image: 'eks-node-al2023-x86',
        owner: build,
        daysAgo: 4,
        count: 3,
        tags: tags('containers', 'eks'),
      },
    ],
    'eu-west-1': [
      {
        name: 'payments-api',
        image: 'payments-api-production',
        owner: production,
        daysAgo: 1,
        count: 2,
        tags: tags('payments', 'payments-api'),
      },
      {
        name: 'reporting',
        image: 'ubuntu/images/hvm-ssd-gp3/ubuntu-noble',
        owner: '099720109477',
        daysAgo: 16,
        tags: tags('data', 'reporting'),
      },
    ],
    'eu-central-1': [
      {
        name: 'ml-gateway',
        image: 'ml-gateway',
        owner: production,
        daysAgo: 7,
        tags: tags('machine-learning', 'ml-gateway'),
      },
    ],
  };
  return [...everywhere, ...(local[region] ?? [])];
}

/** Instances of the production account, launched at their times, and snapshots that no image has. */
export function seedInstances(state: SandboxState, now: number): void {
  seedImage(
    state,
    {
      place: { account: otherAccounts.stranger, region: 'us-east-1' },
      name: 'centos-7-minimal-hardened-free',
      description: 'CentOS 7 minimal',
      daysAgo: 900,
      isPublic: true,
      withoutImds: true,
    },
    now,
  );
  for (const region of demoRegions) {
    const place = { account: production, region };
    for (const plan of instancesOf(region)) launch(state, place, plan, now);
    seedOrphanedSnapshots(state, place, now);
  }
  deregisterARunningImage(state, now);
  useSharedImage(state, now);
}

function launch(state: SandboxState, place: Place, plan: DemoInstance, now: number): void {
  const time = now - plan.daysAgo * day - 5 * 3_600_000;
  const image = latestImage(state, { account: plan.owner, region: place.region }, plan.image);
  if (!image) throw new Error(`No image ${plan.image} of ${plan.owner} in ${place.region}.`);
  const arm = image.Architecture === 'arm64';
  const tags = Object.entries({ Name: plan.name, ...plan.tags }).map(([Key, Value]) => ({ Key, Value }));
  const context = contextAt(state, place, time);
  const count = plan.count ?? 1;
  const input = {
    ImageId: image.ImageId,
    InstanceType: arm ? 'm7g.large' : 'm7i.large',
    MinCount: count,
    MaxCount: count,
    TagSpecifications: [
      { ResourceType: 'instance', Tags: tags },
      { ResourceType: 'volume', Tags: tags },
    ],
  };
  const launched = structuresOf(callOperation(ec2, 'RunInstances', input, context).Instances);
  if (plan.stopped) {
    const ids = launched.map(({ InstanceId }) => textOf(InstanceId) ?? '');
    callOperation(ec2, 'StopInstances', { InstanceIds: ids }, contextAt(state, place, time + 20 * day));
  }
}

/** What is left when images are deregistered without their snapshots. */
function seedOrphanedSnapshots(state: SandboxState, place: Place, now: number): void {
  for (const [index, daysAgo] of [44, 130, 275, 390, 610].entries()) {
    const lost = state.identifier('ami-', 17);
    makeSnapshot(
      {
        size: 20 + 30 * index,
        encrypted: index % 2 === 0,
        description: `Created by CreateImage(${state.identifier('i-', 17)}) for ${lost}`,
        volumeId: state.identifier('vol-', 17),
        milliseconds: 0,
      },
      contextAt(state, place, now - daysAgo * day),
    );
  }
}

/** An instance that runs an image that is no longer there. */
function deregisterARunningImage(state: SandboxState, now: number): void {
  const place = { account: production, region: 'us-east-1' };
  const instance = [...state.table<InstanceRecord>(place, instancesTable).values()].find(
    ({ instance: { Tags = [] } }) => Tags.some(({ Value }) => Value === 'jenkins'),
  );
  if (!instance) throw new Error('The estate has no instance jenkins.');
  const input = { ImageId: instance.instance.ImageId };
  callOperation(ec2, 'DeregisterImage', input, contextAt(state, place, now - 100 * day));
}

/** A partner runs an image that production shares, and production has asked how often. */
function useSharedImage(state: SandboxState, now: number): void {
  const region = 'us-east-1';
  const connector: DemoInstance = {
    name: 'connector',
    image: 'partner-connector',
    owner: production,
    daysAgo: 20,
    count: 2,
    tags: { app: 'connector' },
  };
  launch(state, { account: otherAccounts.partner, region }, connector, now);
  const image = latestImage(state, { account: production, region }, connector.image);
  const input = { ImageId: image?.ImageId ?? '', ResourceTypes: [{ ResourceType: 'ec2:Instance' }] };
  callOperation(ec2, 'CreateImageUsageReport', input, contextAt(state, { account: production, region }, now - 2 * day));
}
