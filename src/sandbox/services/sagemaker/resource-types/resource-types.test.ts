import { describe, expect, it } from 'vitest';
import { benchPlace, createServiceBench, type ServiceBench } from '../../../kit/service-bench.ts';
import { stepOf } from '../../../kit/step-of.ts';
import type { ResourceHandler, ResourceProperties, ResourceStep } from '../../../service.ts';
import { sagemaker } from '../sagemaker.ts';

const { account } = benchPlace;
const ImageRoleArn = `arn:aws:iam::${account}:role/images`;
const arn = `arn:aws:sagemaker:us-east-1:${account}:image/notebooks`;
const versionArn = `arn:aws:sagemaker:us-east-1:${account}:image-version/notebooks/1`;
const BaseImage = `${account}.dkr.ecr.us-east-1.amazonaws.com/notebooks:1`;

function handlerOf(name: string): ResourceHandler {
  const handler = sagemaker.resourceTypes?.[`AWS::SageMaker::${name}`];
  if (!handler) throw new Error(`no type ${name}`);
  return handler;
}

const image = handlerOf('Image');
const version = handlerOf('ImageVersion');
const config = handlerOf('AppImageConfig');

/** Asks until the step has ended. */
function end(
  bench: ServiceBench,
  step: ResourceStep | undefined,
  operation: 'CREATE' | 'UPDATE' | 'DELETE' = 'CREATE',
  handler = image,
): ResourceStep | undefined {
  if (step?.status !== 'IN_PROGRESS') return step;
  bench.pass(60_000);
  const waiting = { operation, identifier: step.identifier, progress: step.progress ?? {} };
  return end(bench, handler.continue?.(waiting, bench.context()), operation, handler);
}

function withImage(properties: ResourceProperties = {}): ServiceBench {
  const bench = createServiceBench(sagemaker);
  end(bench, image.create({ ImageName: 'notebooks', ImageRoleArn, ...properties }, bench.context()));
  return bench;
}

describe('AWS::SageMaker::Image', () => {
  it('is made while SageMaker makes it, and shares its state', () => {
    const bench = createServiceBench(sagemaker);
    const Tags = [{ Key: 'team', Value: 'data' }];
    const properties = { ImageName: 'notebooks', ImageRoleArn, ImageDisplayName: 'N', ImageDescription: 'D', Tags };
    const step = image.create(properties, bench.context());
    expect(step).toMatchObject({ status: 'IN_PROGRESS', identifier: arn });
    expect(end(bench, step)).toEqual({ status: 'SUCCESS', identifier: arn });
    expect(image.read(arn, bench.context())).toEqual({ ...properties, ImageArn: arn });
    expect(bench.call('DescribeImage', { ImageName: 'notebooks' })).toMatchObject({ DisplayName: 'N' });
    expect(image.list({}, bench.context())).toEqual([{ ImageArn: arn }]);
  });

  it('is changed to exactly the properties asked for', () => {
    const bench = withImage({ ImageDisplayName: 'N', ImageDescription: 'D', Tags: [{ Key: 'a', Value: '1' }] });
    const wanted = { ImageName: 'notebooks', ImageRoleArn, ImageDescription: 'E', Tags: [{ Key: 'b', Value: '2' }] };
    const step = image.update?.(arn, wanted, {}, bench.context());
    expect(end(bench, step, 'UPDATE')).toEqual({ status: 'SUCCESS', identifier: arn });
    expect(image.read(arn, bench.context())).toEqual({ ...wanted, ImageArn: arn });
  });

  it('is deleted when SageMaker has deleted it', () => {
    const bench = withImage();
    const step = image.delete(arn, bench.context());
    expect(step.status).toBe('IN_PROGRESS');
    expect(image.read(arn, bench.context())).toBeDefined();
    expect(end(bench, step, 'DELETE')).toEqual({ status: 'SUCCESS', identifier: arn });
    expect(image.read(arn, bench.context())).toBeUndefined();
  });

  it.each([
    [
      { ImageName: 'notebooks', ImageRoleArn },
      'AlreadyExists',
      `Resource of type 'AWS::SageMaker::Image' with identifier '${arn}' already exists.`,
    ],
    [
      { ImageName: 'other', ImageRoleArn, ImageArn: arn },
      'InvalidRequest',
      'The following ReadOnly properties were set: [ImageArn]',
    ],
  ])('refuses %j', (properties, errorCode, message) => {
    const bench = withImage();
    expect(image.create(properties, bench.context())).toMatchObject({ status: 'FAILED', errorCode, message });
  });

  it('is not found when it is not there', () => {
    const context = createServiceBench(sagemaker).context();
    expect(image.read(arn, context)).toBeUndefined();
    expect(image.update?.(arn, {}, {}, context)).toMatchObject({ status: 'FAILED', errorCode: 'NotFound' });
    expect(image.delete(arn, context)).toMatchObject({ status: 'FAILED', errorCode: 'NotFound' });
  });
});

describe('AWS::SageMaker::ImageVersion', () => {
  it('is made, read without its aliases, changed, listed and deleted', () => {
    const bench = withImage();
    const properties = { ImageName: 'notebooks', BaseImage, Alias: 'stable', Aliases: ['latest'], Processor: 'CPU' };
    expect(end(bench, version.create(properties, bench.context()), 'CREATE', version)).toEqual({
      status: 'SUCCESS',
      identifier: versionArn,
    });
    expect(version.read(versionArn, bench.context())).toEqual({
      ImageName: 'notebooks',
      ImageArn: arn,
      ImageVersionArn: versionArn,
      Version: 1,
      BaseImage,
      ContainerImage: expect.any(String),
      Processor: 'CPU',
    });
    const aliases = () => bench.call('ListAliases', { ImageName: 'notebooks' }).SageMakerImageVersionAliases;
    expect(aliases()).toEqual(['latest', 'stable']);
    const wanted = { ImageName: 'notebooks', BaseImage, Aliases: ['latest', 'new'], Processor: 'GPU' };
    expect(version.update?.(versionArn, wanted, properties, bench.context())).toMatchObject({ status: 'SUCCESS' });
    expect(aliases()).toEqual(['latest', 'new']);
    expect(version.list({ ImageName: 'notebooks' }, bench.context())).toEqual([{ ImageVersionArn: versionArn }]);
    expect(end(bench, version.delete(versionArn, bench.context()), 'DELETE', version)).toMatchObject({
      status: 'SUCCESS',
    });
    expect(version.read(versionArn, bench.context())).toBeUndefined();
  });

  it.each([
    [{ ImageName: 'nobody', BaseImage }, 'InvalidRequest', 'Image: [nobody] not found. Failed to create Image Version'],
    [{ ImageName: 'notebooks', BaseImage: 'docker.io/x' }, 'NotStabilized', expect.stringContaining('docker.io/x')],
    [
      { ImageName: 'notebooks', BaseImage, Version: 3 },
      'InvalidRequest',
      'The following ReadOnly properties were set: [Version]',
    ],
  ])('fails for %j', (properties, errorCode, message) => {
    const bench = withImage();
    const step = end(bench, version.create(properties, bench.context()), 'CREATE', version);
    expect(step).toMatchObject({ status: 'FAILED', errorCode, message });
  });

  it('conflicts where an alias is taken', () => {
    const bench = withImage();
    const properties = { ImageName: 'notebooks', BaseImage, Alias: 'stable' };
    end(bench, version.create(properties, bench.context()), 'CREATE', version);
    expect(stepOf(() => version.create(properties, bench.context()))).toMatchObject({
      status: 'FAILED',
      errorCode: 'ResourceConflict',
    });
  });
});

describe('AWS::SageMaker::AppImageConfig', () => {
  it('is made, read, changed, listed and deleted, environment variables as a list', () => {
    const bench = createServiceBench(sagemaker);
    const context = bench.context();
    const properties = {
      AppImageConfigName: 'kernel',
      JupyterLabAppImageConfig: {
        ContainerConfig: { ContainerEnvironmentVariables: [{ Key: 'A', Value: '1' }] },
      },
      Tags: [{ Key: 'team', Value: 'data' }],
    };
    expect(config.create(properties, context)).toEqual({ status: 'SUCCESS', identifier: 'kernel' });
    expect(config.read('kernel', context)).toEqual({
      ...properties,
      AppImageConfigArn: `arn:aws:sagemaker:us-east-1:${account}:app-image-config/kernel`,
    });
    expect(bench.call('DescribeAppImageConfig', { AppImageConfigName: 'kernel' })).toMatchObject({
      JupyterLabAppImageConfig: { ContainerConfig: { ContainerEnvironmentVariables: { A: '1' } } },
    });
    expect(config.create(properties, context)).toMatchObject({ errorCode: 'AlreadyExists' });
    config.update?.('kernel', { AppImageConfigName: 'kernel', Tags: [] }, properties, context);
    expect(config.read('kernel', context)).not.toHaveProperty('Tags');
    expect(config.list({}, context)).toEqual([{ AppImageConfigName: 'kernel' }]);
    expect(config.delete('kernel', context)).toEqual({ status: 'SUCCESS', identifier: 'kernel' });
    expect(config.read('kernel', context)).toBeUndefined();
  });
});
