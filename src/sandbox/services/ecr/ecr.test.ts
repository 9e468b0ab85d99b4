import { describe, expect, it } from 'vitest';
import type { WireStructure, WireValue } from '../../../aws/service-model.ts';
import { structuresOf } from '../../kit/members.ts';
import { benchPlace, createServiceBench, type ServiceBench } from '../../kit/service-bench.ts';
import { ecr } from './ecr.ts';
import { putContainerImage } from './images/put-image.ts';

const { account } = benchPlace;
const repositoryName = 'team/web';
const repositoryArn = `arn:aws:ecr:us-east-1:${account}:repository/${repositoryName}`;

const manifest = (content: string) =>
  JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', size: 7, digest: `sha256:${content}` },
    layers: [{ size: 100 }, { size: 20 }],
  });

function withRepository(input: WireStructure = {}): ServiceBench {
  const bench = createServiceBench(ecr);
  bench.call('CreateRepository', { repositoryName, ...input });
  return bench;
}

function push(bench: ServiceBench, content: string, imageTag?: string): string {
  const { image } = bench.call('PutImage', { repositoryName, imageManifest: manifest(content), imageTag });
  return String(((image as WireStructure).imageId as WireStructure).imageDigest);
}

const ids = (bench: ServiceBench, filter?: WireStructure) =>
  structuresOf(bench.call('ListImages', { repositoryName, filter }).imageIds).map(({ imageTag }) => imageTag);

describe('repositories', () => {
  it('are made, listed and deleted when they are empty', () => {
    const bench = withRepository({
      imageScanningConfiguration: { scanOnPush: true },
      tags: [{ Key: 'a', Value: 'b' }],
    });
    const { repositories } = bench.call('DescribeRepositories');
    expect(repositories).toEqual([
      {
        repositoryArn,
        registryId: account,
        repositoryName,
        repositoryUri: `${account}.dkr.ecr.us-east-1.amazonaws.com/${repositoryName}`,
        createdAt: '2026-11-21T12:00:00.000Z',
        imageTagMutability: 'MUTABLE',
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfiguration: { encryptionType: 'AES256' },
      },
    ]);
    expect(() => bench.call('CreateRepository', { repositoryName })).toThrow(
      `The repository with name 'team/web' already exists in the registry with id '${account}'`,
    );
    push(bench, 'one', 'v1');
    expect(() => bench.call('DeleteRepository', { repositoryName })).toThrow('still contains images');
    bench.call('DeleteRepository', { repositoryName, force: true });
    expect(() => bench.call('ListImages', { repositoryName })).toThrow('does not exist in the registry');
  });

  it('come page by page', () => {
    const bench = createServiceBench(ecr);
    for (const name of ['aa', 'bb', 'cc']) bench.call('CreateRepository', { repositoryName: name });
    const first = bench.call('DescribeRepositories', { maxResults: 2 });
    const second = bench.call('DescribeRepositories', { maxResults: 2, nextToken: first.nextToken });
    expect([first, second].map((page) => structuresOf(page.repositories).length)).toEqual([2, 1]);
    expect(second.nextToken).toBeUndefined();
    expect(() => bench.call('DescribeRepositories', { nextToken: 'x' })).toThrow("'nextToken'");
  });

  it('keep policies and tags', () => {
    const bench = withRepository();
    expect(() => bench.call('GetLifecyclePolicy', { repositoryName })).toThrow('Lifecycle policy does not exist');
    const lifecyclePolicyText = JSON.stringify({ rules: [expiring()] });
    bench.call('PutLifecyclePolicy', { repositoryName, lifecyclePolicyText });
    expect(bench.call('GetLifecyclePolicy', { repositoryName })).toMatchObject({ lifecyclePolicyText });
    bench.call('DeleteLifecyclePolicy', { repositoryName });
    expect(() => bench.call('DeleteLifecyclePolicy', { repositoryName })).toThrow('Lifecycle policy does not exist');
    expect(() => bench.call('SetRepositoryPolicy', { repositoryName, policyText: '{' })).toThrow('Invalid repository');
    bench.call('TagResource', { resourceArn: repositoryArn, tags: [{ Key: 'a', Value: '1' }] });
    bench.call('TagResource', { resourceArn: repositoryArn, tags: [{ Key: 'b', Value: '2' }] });
    bench.call('UntagResource', { resourceArn: repositoryArn, tagKeys: ['a'] });
    expect(bench.call('ListTagsForResource', { resourceArn: repositoryArn })).toEqual({
      tags: [{ Key: 'b', Value: '2' }],
    });
  });
});

describe('images', () => {
  it('are pushed, described and got, by digest and by tag', () => {
    const bench = withRepository();
    const digest = push(bench, 'one', 'v1');
    push(bench, 'one', 'latest');
    const { imageDetails } = bench.call('DescribeImages', { repositoryName, imageIds: [{ imageTag: 'v1' }] });
    expect(imageDetails).toMatchObject([
      { imageDigest: digest, imageTags: ['v1', 'latest'], imageSizeInBytes: 127, imageStatus: 'ACTIVE' },
    ]);
    const imageIds = [{ imageDigest: digest }, { imageTag: 'nothing' }, {}];
    expect(bench.call('BatchGetImage', { repositoryName, imageIds })).toMatchObject({
      images: [{ imageId: { imageDigest: digest }, imageManifest: manifest('one') }],
      failures: [{ failureCode: 'ImageNotFound' }, { failureCode: 'MissingDigestAndTag' }],
    });
    expect(() => bench.call('DescribeImages', { repositoryName, imageIds: [{ imageTag: 'no' }] })).toThrow(
      "The image with imageId {imageDigest:'null', imageTag:'no'} does not exist within the repository",
    );
    expect(() => push(bench, 'one', 'v1')).toThrow('already exists in the repository');
  });

  it('lose a tag to another image, unless tags are immutable', () => {
    const bench = withRepository();
    push(bench, 'one', 'latest');
    push(bench, 'two', 'latest');
    expect(ids(bench, { tagStatus: 'UNTAGGED' })).toEqual([undefined]);
    expect(ids(bench, { tagStatus: 'TAGGED' })).toEqual(['latest']);
    const filters = [{ filterType: 'WILDCARD', filter: 'dev*' }];
    const exclusion = {
      imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: filters,
    };
    bench.call('PutImageTagMutability', { repositoryName, ...exclusion });
    expect(() => push(bench, 'three', 'latest')).toThrow('the tag is immutable');
    push(bench, 'three', 'dev-1');
    push(bench, 'four', 'dev-1');
  });

  it('go with their last tag, or by digest', () => {
    const bench = withRepository();
    const one = push(bench, 'one', 'v1');
    push(bench, 'one', 'v2');
    const two = push(bench, 'two', 'v3');
    const remove = (...imageIds: WireStructure[]) => bench.call('BatchDeleteImage', { repositoryName, imageIds });
    expect(remove({ imageTag: 'v1' }, { imageTag: 'v9' })).toMatchObject({
      imageIds: [{ imageDigest: one, imageTag: 'v1' }],
      failures: [{ failureCode: 'ImageNotFound' }],
    });
    remove({ imageDigest: two });
    expect(ids(bench)).toEqual(['v2']);
    remove({ imageTag: 'v2' });
    expect(ids(bench)).toEqual([]);
  });

  it('are scanned for a while', () => {
    const bench = withRepository();
    push(bench, 'one', 'v1');
    const imageId = { imageTag: 'v1' };
    expect(() => bench.call('DescribeImageScanFindings', { repositoryName, imageId })).toThrow('scan does not exist');
    bench.call('StartImageScan', { repositoryName, imageId });
    const status = () => bench.call('DescribeImageScanFindings', { repositoryName, imageId }).imageScanStatus;
    expect(status()).toMatchObject({ status: 'IN_PROGRESS' });
    bench.pass(60_000);
    expect(status()).toMatchObject({ status: 'COMPLETE' });
  });
});

/** A rule of a lifecycle policy, with another selection or other members. */
function expiring(selection: WireStructure = {}, more: WireStructure = {}): WireStructure {
  const usual = { tagStatus: 'untagged', countType: 'imageCountMoreThan', countNumber: 5, ...selection };
  return { rulePriority: 1, selection: usual, action: { type: 'expire' }, ...more };
}

/** A statement of a repository's policy, with other elements. */
function pulling(more: WireStructure = {}): WireStructure {
  return {
    Sid: 'Pull',
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::444455556666:root' },
    Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    ...more,
  };
}

describe('policies', () => {
  const bench = createServiceBench(ecr);
  bench.call('CreateRepository', { repositoryName });
  const invalid = expect.objectContaining({ code: 'InvalidParameterException' });
  const put = (Statement: WireValue) => {
    const policyText = JSON.stringify({ Version: '2012-10-17', Statement });
    return bench.call('SetRepositoryPolicy', { repositoryName, policyText });
  };
  const expire = (...rules: readonly WireValue[]) =>
    bench.call('PutLifecyclePolicy', { repositoryName, lifecyclePolicyText: JSON.stringify({ rules }) });

  it.each([
    pulling(),
    pulling({ Principal: '*', Action: 'ecr:*' }),
    [pulling(), pulling({ Sid: 'Other', Action: '*' })],
  ])('of a repository are taken: %j', (statement) => {
    expect(put(statement)).toMatchObject({ policyText: expect.any(String) });
  });

  it.each([
    [],
    pulling({ Principal: undefined }),
    pulling({ Effect: 'Maybe' }),
    pulling({ Resource: '*' }),
    pulling({ NotResource: '*' }),
    pulling({ Action: 's3:GetObject' }),
    pulling({ Action: ['ecr:BatchGetImage', 'sts:AssumeRole'] }),
    pulling({ Action: undefined }),
    pulling({ Principal: { AWS: 'me' } }),
    [pulling(), pulling()],
  ])('of a repository are refused: %j', (statement) => {
    expect(() => put(statement)).toThrow(invalid);
  });

  it.each<[readonly WireValue[]]>([
    [[expiring()]],
    [[expiring({ tagStatus: 'tagged', tagPrefixList: ['v'] }), expiring({ tagStatus: 'any' }, { rulePriority: 2 })]],
    [[expiring({ tagStatus: 'tagged', tagPatternList: ['v*'], countType: 'sinceImagePushed', countUnit: 'days' })]],
  ])('of a life cycle are taken: %j', (rules) => {
    expect(expire(...rules)).toMatchObject({ lifecyclePolicyText: expect.any(String) });
  });

  it.each<[readonly WireValue[]]>([
    [[]],
    [['expire']],
    [[expiring({}, { rulePriority: 0 })]],
    [[expiring({}, { rulePriority: 1.5 })]],
    [[expiring({}, { action: { type: 'delete' } })]],
    [[expiring({}, { selection: undefined })]],
    [[expiring({ tagStatus: 'some' })]],
    [[expiring({ tagStatus: 'tagged' })]],
    [[expiring({ tagPrefixList: ['v'] })]],
    [[expiring({ tagStatus: 'tagged', tagPrefixList: ['v'], tagPatternList: ['v*'] })]],
    [[expiring({ countNumber: 0 })]],
    [[expiring({ countUnit: 'days' })]],
    [[expiring({ countType: 'sinceImagePushed' })]],
    [[expiring({ countType: 'always' })]],
    [[expiring(), expiring({ tagStatus: 'any' })]],
    [[expiring({ tagStatus: 'any' }), expiring({}, { rulePriority: 2 })]],
  ])('of a life cycle are refused: %j', (rules) => {
    expect(() => expire(...rules)).toThrow(invalid);
  });

  it('that are wrong make no repository of CloudFormation', () => {
    const type = ecr.resourceTypes?.['AWS::ECR::Repository'];
    const wrong = { RepositoryName: 'wrong', RepositoryPolicyText: { Statement: pulling({ Resource: '*' }) } };
    expect(() => type?.create(wrong, bench.context())).toThrow(invalid);
    expect(type?.read('wrong', bench.context())).toBeUndefined();
  });
});

describe('putContainerImage', () => {
  it('puts an image that Image Builder has made into its repository', () => {
    const bench = createServiceBench(ecr);
    const given = { repositoryName, tags: ['latest', '1.0.0-1'], content: 'arn:1', now: bench.now() };
    const digest = putContainerImage(bench.state, benchPlace, given);
    putContainerImage(bench.state, benchPlace, { ...given, tags: ['latest', '1.0.0-2'], content: 'arn:2' });
    expect(ids(bench).toSorted()).toEqual(['1.0.0-1', '1.0.0-2', 'latest']);
    expect(bench.call('DescribeImages', { repositoryName, imageIds: [{ imageDigest: digest }] })).toMatchObject({
      imageDetails: [{ imageTags: ['1.0.0-1'] }],
    });
  });
});

describe('GetAuthorizationToken', () => {
  it('is for docker login', () => {
    const { authorizationData } = createServiceBench(ecr).call('GetAuthorizationToken');
    const [data] = structuresOf(authorizationData);
    expect(data?.proxyEndpoint).toBe(`https://${account}.dkr.ecr.us-east-1.amazonaws.com`);
    expect(Buffer.from(String(data?.authorizationToken), 'base64').toString()).toMatch(/^AWS:./);
  });
});

describe('AWS::ECR::Repository', () => {
  it('shares its state with ECR', () => {
    const bench = createServiceBench(ecr);
    const context = bench.context();
    const type = ecr.resourceTypes?.['AWS::ECR::Repository'];
    const LifecyclePolicyText = JSON.stringify({ rules: [expiring()] });
    const properties = {
      RepositoryName: repositoryName,
      ImageTagMutability: 'IMMUTABLE',
      LifecyclePolicy: { LifecyclePolicyText },
      RepositoryPolicyText: { Version: '2012-10-17', Statement: [pulling()] },
      Tags: [{ Key: 'team', Value: 'data' }],
    };
    expect(type?.create(properties, context)).toEqual({ status: 'SUCCESS', identifier: repositoryName });
    expect(type?.read(repositoryName, context)).toEqual({
      ...properties,
      LifecyclePolicy: { LifecyclePolicyText, RegistryId: account },
      Arn: repositoryArn,
      RepositoryUri: `${account}.dkr.ecr.us-east-1.amazonaws.com/${repositoryName}`,
      ImageScanningConfiguration: { ScanOnPush: false },
      EncryptionConfiguration: { EncryptionType: 'AES256' },
    });
    const wanted = { RepositoryName: repositoryName, EmptyOnDelete: true };
    type?.update?.(repositoryName, wanted, properties, context);
    expect(type?.read(repositoryName, context)).not.toHaveProperty('LifecyclePolicy');
    push(bench, 'one', 'v1');
    expect(type?.list({}, context)).toEqual([{ RepositoryName: repositoryName }]);
    expect(type?.delete(repositoryName, context)).toMatchObject({ status: 'SUCCESS' });
    expect(type?.read(repositoryName, context)).toBeUndefined();
    expect(type?.delete(repositoryName, context)).toMatchObject({ errorCode: 'NotFound' });
  });
});
