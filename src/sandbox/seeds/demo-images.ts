import { demoAccounts, demoRegions, otherAccounts } from './estate.ts';
import { dateOf, day, monthOf } from './seed-context.ts';
import type { DemoImage } from './seed-images.ts';

const { production, build } = demoAccounts;

interface DemoApp {
  readonly name: string;
  readonly team: string;
  readonly regions: readonly string[];
  /** Ages of its releases, in days. */
  readonly releases: readonly number[];
  readonly architecture?: 'arm64';
  readonly encrypted?: true;
  /** The golden image that its last release was made from. */
  readonly golden?: string;
}

const apps: readonly DemoApp[] = [
  {
    name: 'payments-api',
    team: 'payments',
    regions: ['us-east-1', 'eu-west-1'],
    releases: [410, 300, 210, 120, 60, 30, 12, 2],
    encrypted: true,
    golden: 'golden-al2023-x86',
  },
  {
    name: 'checkout-web',
    team: 'storefront',
    regions: ['us-east-1', 'us-west-2', 'eu-west-1'],
    releases: [260, 140, 75, 21, 6],
  },
  {
    name: 'search-indexer',
    team: 'search',
    regions: ['us-west-2', 'us-east-1'],
    releases: [380, 190, 97, 45, 10],
    architecture: 'arm64',
  },
  {
    name: 'ml-gateway',
    team: 'machine-learning',
    regions: ['us-east-1', 'eu-central-1'],
    releases: [150, 91, 40, 8],
    architecture: 'arm64',
    encrypted: true,
  },
  { name: 'batch-worker', team: 'data', regions: ['us-west-2', 'eu-central-1'], releases: [520, 240, 110, 55, 18] },
];

/** Releases of the services, as Packer makes them: one image a release and region, the last two still launched. */
function releasesOf(app: DemoApp, now: number): readonly DemoImage[] {
  return app.regions.flatMap((region) =>
    app.releases.map((daysAgo, index): DemoImage => {
      const fromLast = app.releases.length - 1 - index;
      return {
        place: { account: production, region },
        name: `${app.name}-production-${dateOf(now - daysAgo * day)}`,
        description: `${app.name}, built by Packer`,
        daysAgo,
        ...(app.architecture ? { architecture: app.architecture } : {}),
        encrypted: app.encrypted === true && daysAgo < 250,
        size: 30,
        ...(daysAgo > 365
          ? {}
          : { tags: { team: app.team, env: 'production', app: app.name, owner: `${app.team}@example.com` } }),
        ...(daysAgo > 200 ? { deprecatedIn: 180 - daysAgo } : { deprecatedIn: 365 - daysAgo }),
        ...(fromLast < 2
          ? { launchedDaysAgo: 1 + 3 * fromLast }
          : fromLast < 4
            ? { launchedDaysAgo: daysAgo - 20 }
            : {}),
        ...(fromLast === 0 ? { isProtected: true as const } : {}),
        ...(fromLast === 0 && app.golden ? { madeFrom: { account: build, name: app.golden } } : {}),
      };
    }),
  );
}

/** Copies of the golden images in the production account, as the years before Image Builder made them. */
function oldGoldenImages(now: number): readonly DemoImage[] {
  return demoRegions.flatMap((region) =>
    [470, 560, 650].map((daysAgo): DemoImage => {
      const month = monthOf(now - daysAgo * day);
      return {
        place: { account: production, region },
        name: `golden-al2-x86-${month}.1`,
        description: 'Golden image: Amazon Linux 2',
        daysAgo,
        tags: { team: 'platform', app: 'golden', os: 'al2', owner: 'platform@example.com' },
        deprecatedIn: 365 - daysAgo,
        ...(daysAgo === 470 ? { launchedDaysAgo: 33 } : {}),
        withoutImds: true,
      };
    }),
  );
}

/** What collects in every account. */
function strays(): readonly DemoImage[] {
  return [
    { place: { account: production, region: 'us-east-1' }, name: 'web-01 before migration', daysAgo: 733 },
    { place: { account: production, region: 'us-east-1' }, name: 'jenkins-agent-old', daysAgo: 512, size: 100 },
    { place: { account: production, region: 'us-east-1' }, name: 'test-ami-delete-me', daysAgo: 214 },
    {
      place: { account: production, region: 'us-east-1' },
      name: 'debug-bastion-tmp',
      description: 'public for an afternoon',
      daysAgo: 97,
      isPublic: true,
    },
    { place: { account: production, region: 'us-west-2' }, name: 'backup-reporting-db', daysAgo: 401, size: 500 },
    { place: { account: production, region: 'eu-west-1' }, name: 'centos7-base', daysAgo: 980, withoutImds: true },
    {
      place: { account: production, region: 'eu-central-1' },
      name: 'sap-sandbox',
      daysAgo: 133,
      windows: true,
      size: 200,
      tags: { team: 'finance', env: 'sandbox', owner: 'finance-it@example.com' },
      state: 'disabled',
    },
    {
      place: { account: production, region: 'us-east-1' },
      name: 'checkout-web-canary',
      daysAgo: 5,
      tags: { team: 'storefront', env: 'staging', app: 'checkout-web', owner: 'storefront@example.com' },
      state: 'failed',
      reason: {
        code: 'Client.InvalidKMSKey.InvalidState',
        message: 'Client.InvalidKMSKey.InvalidState: The KMS key provided is in an incorrect state',
      },
    },
    {
      place: { account: production, region: 'eu-west-1' },
      name: 'payments-api-hotfix',
      daysAgo: 1,
      tags: { team: 'payments', env: 'staging', app: 'payments-api', owner: 'payments@example.com' },
      state: 'failed',
      reason: { code: 'Server.InternalError', message: 'Server.InternalError: Internal error on launch' },
    },
    {
      place: { account: production, region: 'us-east-1' },
      name: 'partner-connector-3.2.0',
      description: 'Runs in the accounts of partners',
      daysAgo: 28,
      sharedWith: [otherAccounts.partner],
      tags: { team: 'integrations', env: 'production', app: 'partner-connector', owner: 'integrations@example.com' },
      deprecatedIn: 337,
    },
    {
      place: { account: production, region: 'eu-west-1' },
      name: 'partner-connector-3.2.0',
      description: 'Runs in the accounts of partners',
      daysAgo: 28,
      sharedWith: [otherAccounts.partner, otherAccounts.contractor],
      tags: { team: 'integrations', env: 'production', app: 'partner-connector', owner: 'integrations@example.com' },
      deprecatedIn: 337,
    },
    ...['2.3.0', '2.4.0', '2.4.1'].flatMap((version, index): readonly DemoImage[] =>
      (['us-east-1', 'eu-west-1'] as const).map((region) => ({
        place: { account: build, region },
        name: `acme-community-edition-${version}`,
        description: `Acme Community Edition ${version}`,
        daysAgo: 240 - index * 100,
        isPublic: true,
        tags: { team: 'community', env: 'public', app: 'community-edition', owner: 'community@example.com' },
        deprecatedIn: 490 + index * 100,
        launchedDaysAgo: 3 + index,
      })),
    ),
    ...[7, 16, 44, 71, 103, 168].map(
      (daysAgo, index): DemoImage => ({
        place: { account: build, region: demoRegions[index % demoRegions.length] ?? 'us-east-1' },
        name: `packer-test-${index + 1}`,
        daysAgo,
        ...(index % 2 === 0 ? { architecture: 'arm64' as const } : {}),
      }),
    ),
  ];
}

export function demoImages(now: number): readonly DemoImage[] {
  return [...apps.flatMap((app) => releasesOf(app, now)), ...oldGoldenImages(now), ...strays()];
}
