import { describe, expect, it } from 'vitest';
import { endpointFor, isRegion, partitionOf, regionsOf } from './endpoints.ts';

describe('endpointFor', () => {
  it.each([
    ['cloudcontrolapi', 'us-east-1', 'https://cloudcontrolapi.us-east-1.amazonaws.com', 'us-east-1', 'cloudcontrolapi'],
    ['api.sagemaker', 'eu-west-1', 'https://api.sagemaker.eu-west-1.amazonaws.com', 'eu-west-1', 'sagemaker'],
    ['ec2', 'cn-north-1', 'https://ec2.cn-north-1.amazonaws.com.cn', 'cn-north-1', 'ec2'],
    [
      'imagebuilder',
      'us-gov-east-1',
      'https://imagebuilder.us-gov-east-1.amazonaws.com',
      'us-gov-east-1',
      'imagebuilder',
    ],
    ['sts', 'us-west-2', 'https://sts.us-west-2.amazonaws.com', 'us-west-2', 'sts'],
    ['iam', 'eu-west-1', 'https://iam.amazonaws.com', 'us-east-1', 'iam'],
    ['iam', 'cn-northwest-1', 'https://iam.cn-north-1.amazonaws.com.cn', 'cn-north-1', 'iam'],
    ['iam', 'us-gov-east-1', 'https://iam.us-gov.amazonaws.com', 'us-gov-west-1', 'iam'],
    ['ec2', 'eu-north-9', 'https://ec2.eu-north-9.amazonaws.com', 'eu-north-9', 'ec2'],
  ])('finds %s in %s', (endpointPrefix, region, url, signingRegion, signingName) => {
    expect(endpointFor({ endpointPrefix, region })).toEqual({ url, signingRegion, signingName });
  });

  it('lets the address be overridden, but not what is signed', () => {
    const override = 'http://127.0.0.1:4566/';
    expect(
      endpointFor({ endpointPrefix: 'api.sagemaker', signingName: 'sagemaker', region: 'us-east-2', override }),
    ).toEqual({
      url: 'http://127.0.0.1:4566',
      signingRegion: 'us-east-2',
      signingName: 'sagemaker',
    });
  });
});

describe('partitions', () => {
  it('know their regions, and those to come by their names', () => {
    expect(['us-east-1', 'eu-north-9', 'cn-north-1', 'us-gov-west-1', 'nowhere'].map(partitionOf)).toEqual([
      'aws',
      'aws',
      'aws-cn',
      'aws-us-gov',
      'aws',
    ]);
    expect(regionsOf()).toHaveLength(34);
    expect(regionsOf('aws')).toContain('eu-central-1');
    expect(regionsOf('aws-cn')).toEqual(['cn-north-1', 'cn-northwest-1']);
    expect(regionsOf('aws-moon')).toEqual([]);
    expect(['us-east-1', 'eu-north-9', 'us-east', 'aws-global', ''].map(isRegion)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
