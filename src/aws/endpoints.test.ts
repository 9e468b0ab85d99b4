import { describe, expect, it } from 'vitest';
import { endpointFor, partitionOf, regionsOf } from './endpoints.ts';
import type { ServiceEndpoints } from './service-model.ts';

const iam: ServiceEndpoints = {
  everywhere: {
    standard: { host: 'iam.{dnsSuffix}', signingRegion: '{globalRegion}' },
    fips: { host: 'iam-fips.{dnsSuffix}', signingRegion: '{globalRegion}' },
    dualStack: { host: 'iam.global.{dualStackDnsSuffix}', signingRegion: '{globalRegion}' },
    fipsDualStack: { error: 'not both' },
  },
  partitions: { 'aws-cn': { standard: { host: 'iam.cn-north-1.{dnsSuffix}', signingRegion: 'cn-north-1' } } },
};
const kinesis: ServiceEndpoints = {
  everywhere: { standard: { host: 'kinesis.{region}.{dnsSuffix}' } },
  regions: { 'us-east-1': { standard: { host: 'kinesis.odd.amazonaws.com', signingName: 'odd' } } },
  contexts: { 'OperationType=data': { everywhere: { standard: { host: 'data-kinesis.{region}.{dnsSuffix}' } } } },
};

describe('endpointFor', () => {
  it.each([
    ['us-east-1', 'https://cloudcontrolapi.us-east-1.amazonaws.com'],
    ['cn-north-1', 'https://cloudcontrolapi.cn-north-1.amazonaws.com.cn'],
    ['us-gov-east-1', 'https://cloudcontrolapi.us-gov-east-1.amazonaws.com'],
    ['us-iso-east-1', 'https://cloudcontrolapi.us-iso-east-1.c2s.ic.gov'],
    ['eusc-de-east-1', 'https://cloudcontrolapi.eusc-de-east-1.amazonaws.eu'],
    ['eu-north-9', 'https://cloudcontrolapi.eu-north-9.amazonaws.com'],
  ])('finds a service without rules in %s by its prefix', (region, url) => {
    const metadata = { endpointPrefix: 'cloudcontrolapi' };
    expect(endpointFor({ metadata, region })).toEqual({
      url,
      signingRegion: region,
      signingName: 'cloudcontrolapi',
    });
  });

  it('finds the FIPS and dual-stack endpoints of a service without rules', () => {
    const url = (useFips: boolean, useDualStack: boolean) =>
      endpointFor({ metadata: { endpointPrefix: 'sqs' }, region: 'us-west-2', useFips, useDualStack }).url;
    expect(url(true, false)).toBe('https://sqs-fips.us-west-2.amazonaws.com');
    expect(url(false, true)).toBe('https://sqs.us-west-2.api.aws');
    expect(url(true, true)).toBe('https://sqs-fips.us-west-2.api.aws');
  });

  it.each([
    ['eu-west-1', {}, 'https://iam.amazonaws.com', 'us-east-1'],
    ['cn-northwest-1', {}, 'https://iam.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
    ['us-gov-east-1', { useFips: true }, 'https://iam-fips.amazonaws.com', 'us-gov-west-1'],
    ['eu-west-1', { useDualStack: true }, 'https://iam.global.api.aws', 'us-east-1'],
    ['cn-north-1', { useDualStack: true }, 'https://iam.global.api.amazonwebservices.com.cn', 'cn-northwest-1'],
  ])('goes by the rules of a partition: %s %o', (region, choice, url, signingRegion) => {
    const metadata = { endpointPrefix: 'iam', endpoints: iam };
    expect(endpointFor({ metadata, region, ...choice })).toEqual({ url, signingRegion, signingName: 'iam' });
  });

  it('goes by the rules of a region, and of an operation', () => {
    const metadata = { endpointPrefix: 'kinesis', endpoints: kinesis };
    expect(endpointFor({ metadata, region: 'us-east-1' })).toEqual({
      url: 'https://kinesis.odd.amazonaws.com',
      signingRegion: 'us-east-1',
      signingName: 'odd',
    });
    const at = (value: string) =>
      endpointFor({ metadata, region: 'eu-west-1', operation: { staticContextParams: { OperationType: { value } } } });
    expect(at('data').url).toBe('https://data-kinesis.eu-west-1.amazonaws.com');
    expect(at('control').url).toBe('https://kinesis.eu-west-1.amazonaws.com');
  });

  it('says so where there is none', () => {
    const metadata = { endpointPrefix: 'iam', endpoints: iam };
    const find = () => endpointFor({ metadata, region: 'us-east-1', useFips: true, useDualStack: true });
    expect(find).toThrow('iam has no endpoint that is both FIPS and dual-stack in us-east-1.');
  });

  it('lets the address be overridden, but not what is signed', () => {
    const metadata = { endpointPrefix: 'api.sagemaker', signingName: 'sagemaker' };
    expect(endpointFor({ metadata, region: 'us-east-2', override: 'http://127.0.0.1:4566/', useFips: true })).toEqual({
      url: 'http://127.0.0.1:4566',
      signingRegion: 'us-east-2',
      signingName: 'sagemaker',
    });
  });
});

describe('partitions', () => {
  it('know their regions, and those to come by their names', () => {
    expect(
      ['us-east-1', 'eu-north-9', 'cn-north-1', 'us-gov-west-1', 'us-isob-west-9', 'nowhere'].map(partitionOf),
    ).toEqual(['aws', 'aws', 'aws-cn', 'aws-us-gov', 'aws-iso-b', 'aws']);
    expect(regionsOf()).toHaveLength(34);
    expect(regionsOf('aws')).toContain('eu-central-1');
    expect(regionsOf('aws-cn')).toEqual(['cn-north-1', 'cn-northwest-1']);
    expect(regionsOf('aws-moon')).toEqual([]);
  });
});
