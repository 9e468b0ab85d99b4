import { describe, expect, it } from 'vitest';
import { loadServiceModelSync } from '../../../aws/model-store.ts';
import type { WireStructure } from '../../../aws/service-model.ts';
import { validateInput } from '../../../aws/validate-input.ts';
import { modelConformance } from '../../kit/model-conformance.ts';
import { benchPlace, createServiceBench, type ServiceBench } from '../../kit/service-bench.ts';
import { SandboxFault } from '../../service.ts';
import { sagemaker } from './sagemaker.ts';

const model = loadServiceModelSync('sagemaker');
const conformance = modelConformance('sagemaker');
const RoleArn = `arn:aws:iam::${benchPlace.account}:role/images`;
const BaseImage = `${benchPlace.account}.dkr.ecr.us-east-1.amazonaws.com/notebooks:1`;
const ResourceArn = `arn:aws:sagemaker:us-east-1:${benchPlace.account}:image/notebooks`;
const ImageName = 'Notebooks';
const config = {
  AppImageConfigName: 'Kernel',
  KernelGatewayImageConfig: {
    KernelSpecs: [{ Name: 'python3', DisplayName: 'Python' }],
    FileSystemConfig: { MountPath: '/home', DefaultUid: 1000, DefaultGid: 100 },
  },
};

interface Case {
  readonly valid: WireStructure;
  /** Refused by the operation, with this code. */
  readonly invalid: WireStructure;
  readonly code: string;
  /** Refused by the model before the operation sees it. */
  readonly malformed: WireStructure;
}

const lost = { ImageName: 'nobody' };
const none = 'ResourceNotFound';
const badName = { ImageName: '-bad-' };
const taken = { NextToken: 'x' };
const wrong = 'ValidationException';
const described = {
  VendorGuidance: 'TO_BE_ARCHIVED',
  JobType: 'NOTEBOOK_KERNEL',
  MLFramework: 'PyTorch 2.4',
  ProgrammingLang: 'Python 3.12',
  Processor: 'GPU',
  Horovod: true,
  ReleaseNotes: 'notes',
};

const cases: Readonly<Record<string, Case>> = {
  AddTags: {
    valid: { ResourceArn, Tags: [{ Key: 'b', Value: '' }] },
    invalid: { ResourceArn: `${ResourceArn}x`, Tags: [{ Key: 'b', Value: '' }] },
    code: none,
    malformed: { ResourceArn: 'notebooks', Tags: [] },
  },
  CreateAppImageConfig: {
    valid: {
      AppImageConfigName: 'Lab',
      JupyterLabAppImageConfig: {
        ContainerConfig: {
          ContainerArguments: ['-v'],
          ContainerEntrypoint: ['/bin/sh'],
          ContainerEnvironmentVariables: { A: 'b' },
        },
      },
      Tags: [{ Key: 'a', Value: 'b' }],
    },
    invalid: config,
    code: 'ResourceInUse',
    malformed: { ...config, KernelGatewayImageConfig: { KernelSpecs: [] } },
  },
  CreateImage: {
    valid: {
      ImageName: 'other.image-1',
      RoleArn,
      DisplayName: 'Other',
      Description: 'D',
      Tags: [{ Key: 'a', Value: 'b' }],
    },
    invalid: { ImageName: 'NOTEBOOKS', RoleArn },
    code: 'ResourceInUse',
    malformed: { ImageName: 'other', RoleArn: 'admin' },
  },
  CreateImageVersion: {
    valid: { ImageName, BaseImage, ClientToken: 't', Aliases: ['next'], ...described },
    invalid: { ImageName, BaseImage, ClientToken: 't', Aliases: ['stable'] },
    code: 'ResourceInUse',
    malformed: { ImageName, BaseImage, ClientToken: 't', Processor: 'TPU' },
  },
  DeleteAppImageConfig: {
    valid: { AppImageConfigName: 'Kernel' },
    invalid: { AppImageConfigName: 'nobody' },
    code: none,
    malformed: {},
  },
  DeleteImage: { valid: { ImageName }, invalid: lost, code: none, malformed: badName },
  DeleteImageVersion: {
    valid: { ImageName, Alias: 'stable' },
    invalid: { ImageName, Alias: 'nothing' },
    code: none,
    malformed: { ImageName, Version: -1 },
  },
  DeleteTags: {
    valid: { ResourceArn, TagKeys: ['a', 'nothing'] },
    invalid: { ResourceArn: `${ResourceArn}x`, TagKeys: ['a'] },
    code: none,
    malformed: { ResourceArn, TagKeys: [] },
  },
  DescribeAppImageConfig: {
    valid: { AppImageConfigName: 'kernel' },
    invalid: { AppImageConfigName: 'nobody' },
    code: none,
    malformed: { AppImageConfigName: 'no.dots' },
  },
  DescribeImage: { valid: { ImageName }, invalid: lost, code: none, malformed: badName },
  DescribeImageVersion: {
    valid: { ImageName, Alias: 'stable' },
    invalid: { ImageName, Alias: 'stable', Version: 1 },
    code: wrong,
    malformed: { ImageName, Alias: '.hidden' },
  },
  ListAliases: {
    valid: { ImageName, Version: 1, MaxResults: 1 },
    invalid: { ImageName, Version: 9 },
    code: none,
    malformed: { ImageName, MaxResults: 101 },
  },
  ListAppImageConfigs: {
    valid: { SortBy: 'Name', SortOrder: 'Ascending', NameContains: 'ern', MaxResults: 1 },
    invalid: taken,
    code: wrong,
    malformed: { SortBy: 'NAME' },
  },
  ListImages: {
    valid: { SortBy: 'IMAGE_NAME', NameContains: 'book', CreationTimeAfter: '2020-01-01T00:00:00.000Z' },
    invalid: taken,
    code: wrong,
    malformed: { SortBy: 'Name' },
  },
  ListImageVersions: {
    valid: { ImageName, SortBy: 'VERSION', SortOrder: 'DESCENDING' },
    invalid: lost,
    code: none,
    malformed: { ImageName, MaxResults: 0 },
  },
  ListTags: {
    valid: { ResourceArn },
    invalid: { ResourceArn: `${ResourceArn}x` },
    code: none,
    malformed: { ResourceArn, MaxResults: 49 },
  },
  UpdateAppImageConfig: {
    valid: { AppImageConfigName: 'Kernel', CodeEditorAppImageConfig: { FileSystemConfig: { MountPath: '/home' } } },
    invalid: { AppImageConfigName: 'nobody' },
    code: none,
    malformed: { AppImageConfigName: 'Kernel', CodeEditorAppImageConfig: { FileSystemConfig: { MountPath: 'home' } } },
  },
  UpdateImage: {
    valid: { ImageName, DisplayName: 'New', DeleteProperties: ['Description'], RoleArn },
    invalid: lost,
    code: none,
    malformed: { ImageName, DeleteProperties: ['RoleArn'] },
  },
  UpdateImageVersion: {
    valid: { ImageName, Alias: 'stable', AliasesToAdd: ['newest'], AliasesToDelete: ['stable'], ...described },
    invalid: { ImageName, Version: 2, AliasesToAdd: ['stable'] },
    code: 'ResourceInUse',
    malformed: { ImageName, MLFramework: 'PyTorch' },
  },
};

/** An account with an image of two versions, the first with an alias, and a config. */
function filled(): ServiceBench {
  const bench = createServiceBench(sagemaker, 'instant');
  bench.call('CreateImage', {
    ImageName,
    RoleArn,
    DisplayName: 'N',
    Description: 'D',
    Tags: [{ Key: 'a', Value: '1' }],
  });
  bench.call('CreateImageVersion', {
    ImageName,
    BaseImage,
    ClientToken: 'first',
    Aliases: ['stable', 'x'],
    ...described,
  });
  bench.call('CreateImageVersion', { ImageName, BaseImage: 'nvcr.io/nvidia/pytorch:1', ClientToken: 'second' });
  bench.call('CreateAppImageConfig', config);
  return bench;
}

describe('every operation of SageMaker here', () => {
  it('is tried below, and none that is about images is left out', () => {
    expect(Object.keys(cases).sort()).toEqual(Object.keys(sagemaker.operations).sort());
    const ofImages = conformance.operationNames.filter((name) => /Image|Alias/.test(name));
    expect(Object.keys(cases)).toEqual(expect.arrayContaining(ofImages));
  });

  it.each(Object.entries(cases))('%s takes valid input and answers as the model says', (operation, { valid }) => {
    expect(conformance.violationsOf(operation, 'input', valid)).toEqual([]);
    expect(validateInput(model, operation, valid)).toEqual([]);
    expect(conformance.violationsOf(operation, 'output', filled().call(operation, valid))).toEqual([]);
  });

  it.each(Object.entries(cases))('%s refuses invalid input', (operation, { invalid, code, malformed }) => {
    expect(validateInput(model, operation, invalid)).toEqual([]);
    expect(() => filled().call(operation, invalid)).toThrowError(expect.objectContaining({ code, status: 400 }));
    expect(() => filled().call(operation, invalid)).toThrowError(SandboxFault);
    expect(validateInput(model, operation, malformed)).not.toEqual([]);
  });
});
