import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { isLong, isTriedToday, seed } from '../../../../test/support/run-seed.ts';
import { openModels } from '../../../../tools/catalog/open-models.ts';
import { endpointFor, signingNameOf } from '../../../aws/endpoints.ts';
import { partitions } from '../../../aws/partitions.ts';
import type { EndpointVariant } from '../../../aws/service-model.ts';
import { ZipArchive } from '../models/zip-archive.ts';
import type { PartitionsFile, RuleSet } from './rule-set.ts';
import { endpointByRules, endpointVariants } from './service-endpoints.ts';

const layer = fileURLToPath(import.meta.resolve('@aws-cdk/asset-awscli-v1/lib/layer.zip'));
const folder = 'awscli/awscli/botocore/data';
const archive = new ZipArchive(readFileSync(layer));
const models = openModels();
const partitionsFile = JSON.parse(archive.read(`${folder}/partitions.json`).toString('utf8')) as PartitionsFile;

const ruleFiles = new Map<string, string>();
for (const name of archive.names.toSorted()) {
  const [, service] = /data\/([^/]+)\/[\d-]+\/endpoint-rule-set-1\.json$/.exec(name) ?? [];
  if (service !== undefined) ruleFiles.set(service, name);
}

function rulesOf(service: string): RuleSet {
  return JSON.parse(archive.read(ruleFiles.get(service) ?? '').toString('utf8')) as RuleSet;
}

function chosen(variant: EndpointVariant): { readonly useFips: boolean; readonly useDualStack: boolean } {
  return { useFips: variant.startsWith('fips'), useDualStack: variant.endsWith('ualStack') };
}

describe('the partitions', () => {
  it("are botocore's", () => {
    expect(
      partitions.map(({ id, dnsSuffix, dualStackDnsSuffix, globalRegion, regionPattern, regions }) => [
        id,
        dnsSuffix,
        dualStackDnsSuffix,
        globalRegion,
        regionPattern.source,
        regions,
      ]),
    ).toEqual(
      partitionsFile.partitions.map(({ id, outputs, regionRegex, regions }) => [
        id,
        outputs.dnsSuffix,
        outputs.dualStackDnsSuffix,
        outputs.implicitGlobalRegion,
        regionRegex.replaceAll('\\-', '-'),
        Object.keys(regions).filter((region) => !region.endsWith('-global')),
      ]),
    );
  });
});

describe(`the endpoints of all services (SEED=${seed})`, () => {
  const differences: string[] = [];
  let compared = 0;

  beforeAll(() => {
    for (const service of models.services.filter(isTriedToday)) {
      const { metadata, operations } = models.read(service);
      const facts = {
        ruleSet: rulesOf(service),
        partitions: partitionsFile,
        operations,
        signingName: signingNameOf(metadata),
      };
      const contexts = new Map(
        Object.values(operations).map(({ staticContextParams }) => [
          JSON.stringify(staticContextParams),
          staticContextParams,
        ]),
      );
      for (const [context, staticContextParams] of contexts) {
        const parameters = Object.fromEntries(
          Object.entries(staticContextParams ?? {}).map(([name, { value }]) => [name, value]),
        );
        for (const region of partitions.flatMap(({ regions }) => regions)) {
          for (const variant of endpointVariants) {
            const expected = endpointByRules(facts, region, variant, parameters);
            const asked = { metadata, region, operation: { staticContextParams: staticContextParams ?? {} } };
            const found = outcome(() => endpointFor({ ...asked, ...chosen(variant) }));
            const wanted =
              expected.host === undefined
                ? 'NO_ENDPOINT'
                : {
                    url: `https://${expected.host}`,
                    signingRegion: expected.signingRegion ?? region,
                    signingName: expected.signingName ?? signingNameOf(metadata),
                  };
            compared += 1;
            if (JSON.stringify(found) !== JSON.stringify(wanted))
              differences.push(`${service} ${context} ${region} ${variant}`);
          }
        }
      }
    }
  }, 180_000);

  function outcome(find: () => unknown): unknown {
    try {
      return find();
    } catch (error) {
      return (error as { readonly code?: string }).code;
    }
  }

  it('are what their rules say, in every region of every partition, with and without FIPS and dual-stack', () => {
    expect(models.services).toHaveLength(427);
    expect(compared).toBeGreaterThan(isLong ? 75_000 : 20_000);
    expect(differences).toEqual([]);
  });
});

// Written down from AWS's lists (https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html).
describe('known endpoints', () => {
  it.each([
    ['ec2', 'us-east-1', 'standard', 'https://ec2.us-east-1.amazonaws.com', 'us-east-1', 'ec2'],
    ['ec2', 'us-east-1', 'fips', 'https://ec2-fips.us-east-1.amazonaws.com', 'us-east-1', 'ec2'],
    ['ec2', 'us-east-1', 'dualStack', 'https://ec2.us-east-1.api.aws', 'us-east-1', 'ec2'],
    ['iam', 'eu-west-1', 'standard', 'https://iam.amazonaws.com', 'us-east-1', 'iam'],
    ['iam', 'us-gov-east-1', 'standard', 'https://iam.us-gov.amazonaws.com', 'us-gov-west-1', 'iam'],
    ['iam', 'cn-northwest-1', 'standard', 'https://iam.cn-north-1.amazonaws.com.cn', 'cn-north-1', 'iam'],
    ['sts', 'eu-west-1', 'standard', 'https://sts.eu-west-1.amazonaws.com', 'eu-west-1', 'sts'],
    ['s3', 'us-east-1', 'standard', 'https://s3.us-east-1.amazonaws.com', 'us-east-1', 's3'],
    ['s3', 'eu-west-1', 'dualStack', 'https://s3.dualstack.eu-west-1.amazonaws.com', 'eu-west-1', 's3'],
    ['s3', 'us-gov-west-1', 'fips', 'https://s3-fips.us-gov-west-1.amazonaws.com', 'us-gov-west-1', 's3'],
    ['s3control', 'us-west-2', 'standard', 'https://s3-control.us-west-2.amazonaws.com', 'us-west-2', 's3'],
    ['route53', 'ap-south-1', 'standard', 'https://route53.amazonaws.com', 'us-east-1', 'route53'],
    ['route53', 'cn-north-1', 'standard', 'https://route53.amazonaws.com.cn', 'cn-northwest-1', 'route53'],
    ['cloudfront', 'eu-west-1', 'standard', 'https://cloudfront.amazonaws.com', 'us-east-1', 'cloudfront'],
    [
      'organizations',
      'eu-west-1',
      'standard',
      'https://organizations.us-east-1.amazonaws.com',
      'us-east-1',
      'organizations',
    ],
    ['sagemaker', 'eu-west-1', 'standard', 'https://api.sagemaker.eu-west-1.amazonaws.com', 'eu-west-1', 'sagemaker'],
    ['ecr', 'eu-west-1', 'standard', 'https://api.ecr.eu-west-1.amazonaws.com', 'eu-west-1', 'ecr'],
    ['cloudwatch', 'eu-west-1', 'standard', 'https://monitoring.eu-west-1.amazonaws.com', 'eu-west-1', 'monitoring'],
    ['sqs', 'us-iso-east-1', 'standard', 'https://sqs.us-iso-east-1.c2s.ic.gov', 'us-iso-east-1', 'sqs'],
    ['geo-maps', 'eu-west-1', 'standard', 'https://maps.geo.eu-west-1.amazonaws.com/v2', 'eu-west-1', 'geo-maps'],
  ] as const)('%s in %s: %s', (service, region, variant, url, signingRegion, signingName) => {
    const { metadata } = models.read(service);
    expect(endpointFor({ metadata, region, ...chosen(variant) })).toEqual({ url, signingRegion, signingName });
  });
});
