import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../../aws/service-model.ts';
import { faultOf } from '../../kit/fault-of.ts';
import { structuresOf, textOf } from '../../kit/members.ts';
import { benchPlace, createServiceBench, type ServiceBench } from '../../kit/service-bench.ts';
import { sagemaker } from './sagemaker.ts';

const minute = 60_000;
const { account } = benchPlace;
const RoleArn = `arn:aws:iam::${account}:role/images`;
const BaseImage = `${account}.dkr.ecr.us-east-1.amazonaws.com/notebooks:1`;
const arn = `arn:aws:sagemaker:us-east-1:${account}:image/notebooks`;

function bench(): ServiceBench {
  return createServiceBench(sagemaker);
}

function made(ImageName = 'Notebooks', input: WireStructure = {}): ServiceBench {
  const subject = bench();
  subject.call('CreateImage', { ImageName, RoleArn, ...input });
  subject.pass(minute);
  return subject;
}

let tokens = 0;
function addVersion(subject: ServiceBench, input: WireStructure = {}): void {
  tokens += 1;
  subject.call('CreateImageVersion', { ImageName: 'Notebooks', BaseImage, ClientToken: `token-${tokens}`, ...input });
  subject.pass(10 * minute);
}

describe('images', () => {
  it('are made, changed and deleted on the clock', () => {
    const subject = bench();
    const status = () => subject.call('DescribeImage', { ImageName: 'Notebooks' }).ImageStatus;
    expect(
      subject.call('CreateImage', { ImageName: 'Notebooks', RoleArn, DisplayName: 'N', Description: 'D' }),
    ).toEqual({
      ImageArn: arn,
    });
    expect(status()).toBe('CREATING');
    expect(faultOf(() => subject.call('UpdateImage', { ImageName: 'Notebooks' }))).toEqual({
      code: 'ValidationException',
      message: 'Image Notebooks is in an invalid state.',
    });
    subject.pass(minute);
    expect(subject.call('DescribeImage', { ImageName: 'Notebooks' })).toEqual({
      ImageName: 'Notebooks',
      ImageArn: arn,
      ImageStatus: 'CREATED',
      RoleArn,
      DisplayName: 'N',
      Description: 'D',
      CreationTime: '2026-11-21T12:00:00.000Z',
      LastModifiedTime: '2026-11-21T12:00:00.000Z',
    });
    subject.call('UpdateImage', { ImageName: 'Notebooks', Description: 'E', DeleteProperties: ['DisplayName'] });
    expect(status()).toBe('UPDATING');
    subject.pass(minute);
    const changed = subject.call('DescribeImage', { ImageName: 'Notebooks' });
    expect(changed).toMatchObject({
      Description: 'E',
      LastModifiedTime: '2026-11-21T12:01:00.000Z',
      ImageStatus: 'CREATED',
    });
    expect(changed).not.toHaveProperty('DisplayName');
    addVersion(subject);
    subject.call('DeleteImage', { ImageName: 'Notebooks' });
    expect(status()).toBe('DELETING');
    subject.pass(minute);
    expect(faultOf(status)).toEqual({ code: 'ResourceNotFound', message: `Image with ARN ${arn} does not exist` });
    subject.call('CreateImage', { ImageName: 'Notebooks', RoleArn });
    expect(subject.call('ListImageVersions', { ImageName: 'Notebooks' }).ImageVersions).toEqual([]);
  });

  it('have names that nobody else has', () => {
    expect(faultOf(() => made().call('CreateImage', { ImageName: 'Notebooks', RoleArn }))).toEqual({
      code: 'ResourceInUse',
      message: 'The Image with ImageName Notebooks already exists. Please use a different ImageName.',
    });
    const elsewhere = made();
    expect(elsewhere.call('CreateImage', { ImageName: 'Notebooks', RoleArn }, { region: 'eu-west-1' })).toEqual({
      ImageArn: arn.replace('us-east-1', 'eu-west-1'),
    });
  });

  it('are listed by name and time, sorted, in pages that are complete and disjoint', () => {
    const subject = bench();
    for (let index = 0; index < 25; index += 1) {
      subject.call('CreateImage', { ImageName: `image-${String(index).padStart(2, '0')}`, RoleArn });
      subject.pass(index % 5 === 0 ? 0 : minute);
    }
    const names = (answer: WireStructure) => structuresOf(answer.Images).map(({ ImageName }) => textOf(ImageName));
    for (const SortBy of ['CREATION_TIME', 'IMAGE_NAME', 'LAST_MODIFIED_TIME']) {
      for (const SortOrder of ['ASCENDING', 'DESCENDING']) {
        const found: (string | undefined)[] = [];
        let NextToken: string | undefined;
        do {
          const answer = subject.call('ListImages', { SortBy, SortOrder, MaxResults: 7, NextToken });
          found.push(...names(answer));
          NextToken = textOf(answer.NextToken);
        } while (NextToken !== undefined);
        expect(found).toHaveLength(25);
        expect(found).toEqual(SortOrder === 'ASCENDING' ? [...found].sort() : [...found].sort().reverse());
      }
    }
    expect(names(subject.call('ListImages'))).toHaveLength(10);
    expect(names(subject.call('ListImages'))[0]).toBe('image-24');
    expect(names(subject.call('ListImages', { NameContains: '-1', MaxResults: 100 }))).toHaveLength(10);
    const before = { CreationTimeBefore: '2026-11-21T12:02:00.000Z', SortOrder: 'ASCENDING' };
    expect(names(subject.call('ListImages', before))).toEqual(['image-00', 'image-01', 'image-02', 'image-03']);
    const after = { LastModifiedTimeAfter: '2026-11-21T12:19:00.000Z' };
    expect(names(subject.call('ListImages', after))).toEqual(['image-24']);
    expect(structuresOf(subject.call('ListImages').Images)[0]).not.toHaveProperty('RoleArn');
    expect(faultOf(() => subject.call('ListImages', { NextToken: 'x' })).code).toBe('ValidationException');
  });
});

describe('image versions', () => {
  it('count up, are found by number and alias, the latest without either', () => {
    const subject = made();
    addVersion(subject, { Aliases: ['stable'], Processor: 'GPU', Horovod: false, MLFramework: 'PyTorch 2.4' });
    addVersion(subject, { ReleaseNotes: 'second' });
    const versionOf = (input: WireStructure) =>
      subject.call('DescribeImageVersion', { ImageName: 'Notebooks', ...input });
    expect(versionOf({})).toMatchObject({ Version: 2, ReleaseNotes: 'second', ImageVersionStatus: 'CREATED' });
    expect(versionOf({ Version: 1 })).toEqual(versionOf({ Alias: 'stable' }));
    expect(versionOf({ Version: 1 })).toEqual({
      Version: 1,
      ImageArn: arn,
      ImageVersionArn: `arn:aws:sagemaker:us-east-1:${account}:image-version/notebooks/1`,
      ImageVersionStatus: 'CREATED',
      BaseImage,
      ContainerImage: expect.stringMatching(/^\d+\.dkr\.ecr\.us-east-1\./),
      Processor: 'GPU',
      Horovod: false,
      MLFramework: 'PyTorch 2.4',
      CreationTime: expect.any(String),
      LastModifiedTime: expect.any(String),
    });
    subject.call('DeleteImageVersion', { ImageName: 'Notebooks', Version: 2 });
    subject.pass(minute);
    addVersion(subject);
    expect(versionOf({})).toMatchObject({ Version: 3 });
    const listed = structuresOf(
      subject.call('ListImageVersions', { ImageName: 'Notebooks', SortBy: 'VERSION', SortOrder: 'ASCENDING' })
        .ImageVersions,
    );
    expect(listed.map(({ Version }) => Version)).toEqual([1, 3]);
  });

  it('fail when they are not based on an image in ECR', () => {
    const subject = made();
    const input = { ImageName: 'Notebooks', BaseImage: 'nvcr.io/nvidia/pytorch:1', ClientToken: 'fails' };
    subject.call('CreateImageVersion', input);
    const version = () => subject.call('DescribeImageVersion', { ImageName: 'Notebooks' });
    expect(version()).toMatchObject({ ImageVersionStatus: 'CREATING' });
    expect(version()).not.toHaveProperty('FailureReason');
    subject.pass(10 * minute);
    expect(version()).toMatchObject({ ImageVersionStatus: 'CREATE_FAILED', FailureReason: expect.any(String) });
  });

  it('are made once for a client token', () => {
    const subject = made();
    const input = { ImageName: 'Notebooks', BaseImage, ClientToken: 'same' };
    expect(subject.call('CreateImageVersion', input)).toEqual(subject.call('CreateImageVersion', input));
    expect(faultOf(() => subject.call('CreateImageVersion', { ...input, Horovod: true })).code).toBe(
      'ValidationException',
    );
  });

  it('take and give up aliases, each of which one version has', () => {
    const subject = made();
    addVersion(subject, { Aliases: ['a', 'b'] });
    addVersion(subject);
    const change = { ImageName: 'Notebooks', Version: 2, AliasesToAdd: ['b'] };
    expect(faultOf(() => subject.call('UpdateImageVersion', change)).code).toBe('ResourceInUse');
    subject.call('UpdateImageVersion', {
      ImageName: 'Notebooks',
      Alias: 'b',
      AliasesToDelete: ['b'],
      VendorGuidance: 'ARCHIVED',
    });
    subject.call('UpdateImageVersion', change);
    const aliases = (input: WireStructure = {}) =>
      subject.call('ListAliases', { ImageName: 'Notebooks', ...input }).SageMakerImageVersionAliases;
    expect([aliases(), aliases({ Version: 1 }), aliases({ Alias: 'b' })]).toEqual([['a', 'b'], ['a'], ['b']]);
    expect(subject.call('DescribeImageVersion', { ImageName: 'Notebooks', Alias: 'a' })).toMatchObject({
      VendorGuidance: 'ARCHIVED',
    });
  });

  it('go away on the clock, and can be named by alias for it', () => {
    const subject = made();
    addVersion(subject, { Aliases: ['old'] });
    addVersion(subject);
    subject.call('DeleteImageVersion', { ImageName: 'Notebooks', Alias: 'old' });
    const statuses = () =>
      structuresOf(
        subject.call('ListImageVersions', { ImageName: 'Notebooks', SortBy: 'VERSION', SortOrder: 'ASCENDING' })
          .ImageVersions,
      ).map(({ ImageVersionStatus }) => ImageVersionStatus);
    expect(statuses()).toEqual(['DELETING', 'CREATED']);
    const change = { ImageName: 'Notebooks', Version: 1, Horovod: true };
    expect(faultOf(() => subject.call('UpdateImageVersion', change)).code).toBe('ResourceInUse');
    expect(faultOf(() => subject.call('DeleteImageVersion', { ImageName: 'Notebooks', Version: 1 })).code).toBe(
      'ResourceInUse',
    );
    subject.pass(minute);
    expect(statuses()).toEqual(['CREATED']);
    addVersion(subject, { Aliases: ['old'] });
    expect(subject.call('DescribeImageVersion', { ImageName: 'Notebooks', Alias: 'old' })).toMatchObject({
      Version: 3,
    });
  });

  it('are listed by number and time', () => {
    const subject = made();
    for (let count = 0; count < 12; count += 1) addVersion(subject);
    const numbers = (input: WireStructure) =>
      structuresOf(subject.call('ListImageVersions', { ImageName: 'Notebooks', ...input }).ImageVersions).map(
        ({ Version }) => Version,
      );
    expect(numbers({})).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
    expect(numbers({ SortBy: 'VERSION', SortOrder: 'ASCENDING', MaxResults: 3 })).toEqual([1, 2, 3]);
    expect(numbers({ CreationTimeBefore: '2026-11-21T12:15:00.000Z' })).toEqual([2, 1]);
    subject.call('UpdateImageVersion', { ImageName: 'Notebooks', Version: 2, ReleaseNotes: 'changed' });
    expect(numbers({ SortBy: 'LAST_MODIFIED_TIME', MaxResults: 2 })).toEqual([2, 12]);
  });

  it.each([
    [{ ImageName: 'nobody' }, `Image with ARN arn:aws:sagemaker:us-east-1:${account}:image/nobody does not exist`],
    [
      { ImageName: 'Notebooks' },
      'Latest ImageVersion with ImageName Notebooks does not exist. Please provide a valid ImageName.',
    ],
    [
      { ImageName: 'Notebooks', Version: 4 },
      `ImageVersion with ARN arn:aws:sagemaker:us-east-1:${account}:image-version/notebooks/4 does not exist`,
    ],
  ])('%j is not found', (input, message) => {
    expect(faultOf(() => made().call('DescribeImageVersion', input))).toEqual({ code: 'ResourceNotFound', message });
  });
});

describe('app image configs', () => {
  it('are made, changed, listed and deleted', () => {
    const subject = bench();
    const KernelGatewayImageConfig = { KernelSpecs: [{ Name: 'python3' }] };
    subject.call('CreateAppImageConfig', { AppImageConfigName: 'Kernel', KernelGatewayImageConfig });
    expect(faultOf(() => subject.call('CreateAppImageConfig', { AppImageConfigName: 'Kernel' })).code).toBe(
      'ResourceInUse',
    );
    subject.call('UpdateAppImageConfig', { AppImageConfigName: 'Kernel', JupyterLabAppImageConfig: {} });
    expect(subject.call('DescribeAppImageConfig', { AppImageConfigName: 'Kernel' })).toMatchObject({
      AppImageConfigArn: `arn:aws:sagemaker:us-east-1:${account}:app-image-config/kernel`,
      KernelGatewayImageConfig,
      JupyterLabAppImageConfig: {},
    });
    expect(structuresOf(subject.call('ListAppImageConfigs', { NameContains: 'ern' }).AppImageConfigs)).toHaveLength(1);
    subject.call('DeleteAppImageConfig', { AppImageConfigName: 'Kernel' });
    expect(faultOf(() => subject.call('DescribeAppImageConfig', { AppImageConfigName: 'Kernel' })).code).toBe(
      'ResourceNotFound',
    );
  });
});

describe('tags', () => {
  it('come and go', () => {
    const subject = made('Notebooks', { Tags: [{ Key: 'a', Value: '1' }] });
    const added = subject.call('AddTags', {
      ResourceArn: arn,
      Tags: [
        { Key: 'a', Value: '2' },
        { Key: 'b', Value: '3' },
      ],
    });
    expect(added.Tags).toEqual([
      { Key: 'a', Value: '2' },
      { Key: 'b', Value: '3' },
    ]);
    subject.call('DeleteTags', { ResourceArn: arn, TagKeys: ['a'] });
    expect(subject.call('ListTags', { ResourceArn: arn }).Tags).toEqual([{ Key: 'b', Value: '3' }]);
    expect(faultOf(() => subject.call('ListTags', { ResourceArn: `${arn}x` })).code).toBe('ResourceNotFound');
  });
});
