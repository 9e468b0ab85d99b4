import type { WireStructure } from '../../../../aws/service-model.ts';
import { isoTime, present, structureOf, textOf, textsOf } from '../../../kit/members.ts';
import type { Operation } from '../../../kit/operation.ts';
import type { RequestContext } from '../../../service.ts';
import { settleImages } from '../builds/settle-image.ts';
import { invalidValue } from '../faults.ts';
import { listPage } from '../filters.ts';
import { type ImageBuild, imageBuilds } from '../images/image-record.ts';
import { isScanned } from '../images/image-view.ts';
import { pageOf } from '../pages.ts';

/** Published vulnerabilities that the sandbox's scans report. */
const vulnerabilities: readonly Vulnerability[] = [
  {
    id: 'CVE-2024-6387',
    severity: 'HIGH',
    score: 8.1,
    vector: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H',
    packageName: 'openssh-server',
    fixedIn: '9.8p1',
    title: 'CVE-2024-6387 - openssh-server',
    description: 'A signal handler race condition was found in the OpenSSH server (sshd).',
    created: '2024-07-01T13:15:06.000Z',
    updated: '2025-09-30T13:52:23.000Z',
    installed: [
      { system: /^Ubuntu 22/, version: '8.9p1', epoch: 1, release: '3ubuntu0.6' },
      { system: /^Amazon Linux 2023/, version: '8.7p1', epoch: 0, release: '8.amzn2023.0.10' },
    ],
  },
  {
    id: 'CVE-2023-38545',
    severity: 'CRITICAL',
    score: 9.8,
    vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
    packageName: 'curl',
    fixedIn: '8.4.0',
    title: 'CVE-2023-38545 - curl',
    description: 'A heap based buffer overflow in the SOCKS5 proxy handshake of curl.',
    created: '2023-10-18T04:15:11.000Z',
    updated: '2025-06-18T18:15:24.000Z',
    installed: [
      { system: /^Ubuntu 2/, version: '7.81.0', epoch: 0, release: '1ubuntu1.13' },
      { system: /^Amazon Linux 2$/, version: '8.3.0', epoch: 0, release: '1.amzn2.0.3' },
    ],
  },
  {
    id: 'CVE-2023-44487',
    severity: 'HIGH',
    score: 7.5,
    vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H',
    packageName: 'nghttp2',
    fixedIn: '1.57.0',
    title: 'CVE-2023-44487 - nghttp2',
    description: 'The HTTP/2 protocol allows a denial of service by rapid stream resets.',
    created: '2023-10-10T14:15:10.000Z',
    updated: '2025-11-07T19:00:41.000Z',
    installed: [
      { system: /^Amazon Linux 2$/, version: '1.41.0', epoch: 0, release: '1.amzn2.0.3' },
      { system: /^Amazon Linux 2023/, version: '1.55.1', epoch: 0, release: '1.amzn2023.0.1' },
    ],
  },
  {
    id: 'CVE-2023-4813',
    severity: 'MEDIUM',
    score: 5.9,
    vector: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:N/A:H',
    packageName: 'glibc',
    fixedIn: '2.36',
    title: 'CVE-2023-4813 - glibc',
    description: 'The gaih_inet function of glibc may use memory that has been freed.',
    created: '2023-09-12T22:15:08.000Z',
    updated: '2025-09-26T12:15:33.000Z',
    installed: [
      { system: /^Ubuntu/, version: '2.35', epoch: 0, release: '0ubuntu3.3' },
      { system: /^Amazon Linux 2023/, version: '2.34', epoch: 0, release: '52.amzn2023.0.3' },
    ],
  },
];

interface Vulnerability {
  readonly id: string;
  readonly severity: 'MEDIUM' | 'HIGH' | 'CRITICAL';
  readonly score: number;
  /** How the score comes about, in CVSS 3.1. */
  readonly vector: string;
  readonly packageName: string;
  readonly fixedIn: string;
  readonly title: string;
  readonly description: string;
  /** When the vendor's database had it first, and when it was last changed there. */
  readonly created: string;
  readonly updated: string;
  /** The package as each operating system has it that is open to it. */
  readonly installed: readonly InstalledPackage[];
}

interface InstalledPackage {
  readonly system: RegExp;
  readonly version: string;
  readonly epoch: number;
  readonly release: string;
}

interface Finding {
  readonly image: ImageBuild;
  readonly vulnerability: Vulnerability;
  readonly installed: InstalledPackage;
}

/** The findings of every image of the account and region whose scan is complete. */
function findingsOf(context: RequestContext): readonly Finding[] {
  settleImages(context);
  return [...imageBuilds(context).values()]
    .filter((image) => isScanned(image) && image.end !== undefined && image.end.outputResources !== undefined)
    .filter((image) => !['FAILED', 'CANCELLED'].includes(image.end?.state.status ?? ''))
    .flatMap((image) =>
      vulnerabilities.flatMap((vulnerability) => {
        const installed = vulnerability.installed.find(({ system }) => system.test(image.osVersion));
        return installed ? [{ image, vulnerability, installed }] : [];
      }),
    );
}

function findingStructure({ image, vulnerability, installed }: Finding, context: RequestContext): WireStructure {
  const seen = isoTime(image.end?.at ?? image.start);
  return present({
    awsAccountId: context.account,
    imageBuildVersionArn: image.arn,
    imagePipelineArn: image.pipelineArn,
    type: 'PACKAGE_VULNERABILITY',
    description: vulnerability.description,
    title: vulnerability.title,
    remediation: { recommendation: { text: 'None Provided' } },
    severity: vulnerability.severity,
    firstObservedAt: seen,
    updatedAt: seen,
    inspectorScore: vulnerability.score,
    inspectorScoreDetails: {
      adjustedCvss: {
        scoreSource: 'NVD',
        cvssSource: 'NVD',
        version: '3.1',
        score: vulnerability.score,
        scoringVector: vulnerability.vector,
        adjustments: [],
      },
    },
    packageVulnerabilityDetails: {
      vulnerabilityId: vulnerability.id,
      vulnerablePackages: [
        {
          name: vulnerability.packageName,
          version: installed.version,
          epoch: installed.epoch,
          release: installed.release,
          arch: image.architecture.toUpperCase(),
          packageManager: 'OS',
          fixedInVersion: vulnerability.fixedIn,
          remediation: updateCommand(image.osVersion, vulnerability.packageName),
        },
      ],
      source: 'NVD',
      cvss: [{ baseScore: vulnerability.score, scoringVector: vulnerability.vector, version: '3.1', source: 'NVD' }],
      relatedVulnerabilities: [],
      sourceUrl: `https://nvd.nist.gov/vuln/detail/${vulnerability.id}`,
      vendorSeverity: vulnerability.severity,
      vendorCreatedAt: vulnerability.created,
      vendorUpdatedAt: vulnerability.updated,
      referenceUrls: [`https://nvd.nist.gov/vuln/detail/${vulnerability.id}`],
    },
    fixAvailable: 'YES',
  });
}

/** What to run on an instance to be rid of a vulnerability. */
function updateCommand(osVersion: string, name: string): string {
  if (osVersion.startsWith('Ubuntu')) return `sudo apt-get install --only-upgrade ${name}`;
  return osVersion === 'Amazon Linux 2' ? `sudo yum update ${name}` : `sudo dnf update ${name}`;
}

const filterFields = {
  imageBuildVersionArn: ({ image }: Finding) => image.arn,
  imagePipelineArn: ({ image }: Finding) => image.pipelineArn,
  vulnerabilityId: ({ vulnerability }: Finding) => vulnerability.id,
  severity: ({ vulnerability }: Finding) => vulnerability.severity,
};

const listImageScanFindings: Operation = (input, context) => {
  const page = listPage('scan-findings', findingsOf(context), input, filterFields);
  return {
    requestId: context.requestId,
    findings: page.items.map((finding) => findingStructure(finding, context)),
    nextToken: page.nextToken,
  };
};

interface Aggregation {
  readonly type: string;
  readonly member: string;
  readonly keyMember: string;
  readonly key: (finding: Finding, context: RequestContext) => string | undefined;
}

const byAccount: Aggregation = {
  type: 'accountId',
  member: 'accountAggregation',
  keyMember: 'accountId',
  key: (_, context) => context.account,
};

const aggregations: Readonly<Record<string, Aggregation>> = {
  accountId: byAccount,
  imageBuildVersionArn: {
    type: 'imageBuildVersionArn',
    member: 'imageAggregation',
    keyMember: 'imageBuildVersionArn',
    key: filterFields.imageBuildVersionArn,
  },
  imagePipelineArn: {
    type: 'imagePipelineArn',
    member: 'imagePipelineAggregation',
    keyMember: 'imagePipelineArn',
    key: filterFields.imagePipelineArn,
  },
  vulnerabilityId: {
    type: 'vulnerabilityId',
    member: 'vulnerabilityIdAggregation',
    keyMember: 'vulnerabilityId',
    key: filterFields.vulnerabilityId,
  },
};

/** Counts by the filter's name, for the filter's values or for all; without a filter by account (documented). */
const listImageScanFindingAggregations: Operation = (input, context) => {
  const filter = structureOf(input.filter);
  const name = textOf(filter.name);
  const aggregation = name === undefined ? byAccount : aggregations[name];
  if (!aggregation) throw invalidValue('filter', `'${name}' is not a valid filter name.`);
  const wanted = textsOf(filter.values);
  const groups = new Map<string, Finding[]>();
  for (const finding of findingsOf(context)) {
    const key = aggregation.key(finding, context);
    if (key === undefined || (wanted.length > 0 && !wanted.includes(key))) continue;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  const page = pageOf('scan-finding-aggregations', [...groups], input);
  return {
    requestId: context.requestId,
    aggregationType: aggregation.type,
    responses: page.items.map(([key, findings]) => ({
      [aggregation.member]: { [aggregation.keyMember]: key, severityCounts: severityCounts(findings) },
    })),
    nextToken: page.nextToken,
  };
};

function severityCounts(findings: readonly Finding[]): WireStructure {
  const count = (severity: string) =>
    findings.filter(({ vulnerability }) => vulnerability.severity === severity).length;
  return { all: findings.length, critical: count('CRITICAL'), high: count('HIGH'), medium: count('MEDIUM') };
}

export const scanFindingOperations: Readonly<Record<string, Operation>> = {
  ListImageScanFindings: listImageScanFindings,
  ListImageScanFindingAggregations: listImageScanFindingAggregations,
};
