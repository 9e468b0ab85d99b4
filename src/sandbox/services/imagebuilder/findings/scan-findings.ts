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

/** Published vulnerabilities that the sandbox's scans report, each for images of the operating systems named. */
const vulnerabilities = [
  {
    id: 'CVE-2024-6387',
    severity: 'HIGH',
    score: 8.1,
    packageName: 'openssh-server',
    fixedIn: '9.8p1',
    title: 'CVE-2024-6387 - openssh-server',
    description: 'A signal handler race condition was found in the OpenSSH server (sshd).',
    systems: /^(?:Ubuntu 22|Amazon Linux 2023)/,
  },
  {
    id: 'CVE-2023-38545',
    severity: 'CRITICAL',
    score: 9.8,
    packageName: 'curl',
    fixedIn: '8.4.0',
    title: 'CVE-2023-38545 - curl',
    description: 'A heap based buffer overflow in the SOCKS5 proxy handshake of curl.',
    systems: /^(?:Ubuntu 2|Amazon Linux 2$)/,
  },
  {
    id: 'CVE-2023-44487',
    severity: 'HIGH',
    score: 7.5,
    packageName: 'nghttp2',
    fixedIn: '1.57.0',
    title: 'CVE-2023-44487 - nghttp2',
    description: 'The HTTP/2 protocol allows a denial of service by rapid stream resets.',
    systems: /^Amazon Linux/,
  },
  {
    id: 'CVE-2023-4911',
    severity: 'MEDIUM',
    score: 6.4,
    packageName: 'glibc',
    fixedIn: '2.39',
    title: 'CVE-2023-4911 - glibc',
    description: "A buffer overflow in glibc's dynamic loader while it reads GLIBC_TUNABLES.",
    systems: /^(?:Ubuntu|Amazon Linux 2023)/,
  },
] as const;

interface Finding {
  readonly image: ImageBuild;
  readonly vulnerability: (typeof vulnerabilities)[number];
}

/** The findings of every image of the account and region whose scan is complete. */
function findingsOf(context: RequestContext): readonly Finding[] {
  settleImages(context);
  return [...imageBuilds(context).values()]
    .filter((image) => isScanned(image) && image.end !== undefined && image.end.outputResources !== undefined)
    .filter((image) => !['FAILED', 'CANCELLED'].includes(image.end?.state.status ?? ''))
    .flatMap((image) =>
      vulnerabilities
        .filter(({ systems }) => systems.test(image.osVersion))
        .map((vulnerability) => ({ image, vulnerability })),
    );
}

function findingStructure({ image, vulnerability }: Finding, context: RequestContext): WireStructure {
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
      adjustedCvss: { scoreSource: 'NVD', cvssSource: 'NVD', version: '3.1', score: vulnerability.score },
    },
    packageVulnerabilityDetails: {
      vulnerabilityId: vulnerability.id,
      vulnerablePackages: [
        {
          name: vulnerability.packageName,
          arch: image.architecture.toUpperCase(),
          packageManager: 'OS',
          fixedInVersion: vulnerability.fixedIn,
        },
      ],
      source: 'NVD',
      cvss: [{ baseScore: vulnerability.score, version: '3.1', source: 'NVD' }],
      relatedVulnerabilities: [],
      sourceUrl: `https://nvd.nist.gov/vuln/detail/${vulnerability.id}`,
      vendorSeverity: vulnerability.severity,
      referenceUrls: [`https://nvd.nist.gov/vuln/detail/${vulnerability.id}`],
    },
    fixAvailable: 'YES',
  });
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
