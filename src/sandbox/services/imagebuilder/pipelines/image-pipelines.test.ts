import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { structureOf, structuresOf } from '../../../kit/members.ts';
import { clientToken, componentData, createTestBench, type TestBench } from '../test-bench.ts';

const hour = 3_600_000;

function createPipeline(bench: TestBench, members: WireStructure = {}, recipe: WireStructure = {}): WireStructure {
  const { imagePipelineArn } = bench.call('CreateImagePipeline', {
    name: 'Nightly Golden',
    imageRecipeArn: bench.createRecipe(recipe),
    infrastructureConfigurationArn: bench.createInfrastructure(),
    clientToken: clientToken(),
    ...members,
  });
  return { imagePipelineArn };
}

const pipelineOf = (bench: TestBench, input: WireStructure) =>
  structureOf(bench.call('GetImagePipeline', input).imagePipeline);

describe('image pipelines', () => {
  it('have their defaults', () => {
    const bench = createTestBench('real');
    const pipeline = pipelineOf(bench, createPipeline(bench));
    expect(pipeline).toMatchObject({
      arn: 'arn:aws:imagebuilder:us-east-1:111122223333:image-pipeline/nightly-golden',
      platform: 'Linux',
      status: 'ENABLED',
      enhancedImageMetadataEnabled: true,
      imageTestsConfiguration: { imageTestsEnabled: true, timeoutMinutes: 720 },
    });
    for (const absent of ['deploymentId', 'consecutiveFailures', 'schedule'])
      expect(Object.keys(pipeline)).not.toContain(absent);
  });

  it('refuse a name twice, an unknown configuration and a schedule that is none', () => {
    const bench = createTestBench('real');
    const input = createPipeline(bench);
    const { infrastructureConfigurationArn, imageRecipeArn } = pipelineOf(bench, input);
    const create = (members: WireStructure) => () =>
      bench.call('CreateImagePipeline', {
        name: 'Other',
        imageRecipeArn,
        infrastructureConfigurationArn,
        clientToken: clientToken(),
        ...members,
      });
    expect(create({ name: 'nightly golden' })).toThrow("The following resource 'ImagePipeline' already exists");
    expect(create({ distributionConfigurationArn: 'arn:aws:imagebuilder:us-east-1:1:x/none' })).toThrow(
      expect.objectContaining({ code: 'ResourceNotFoundException' }),
    );
    expect(create({ schedule: { scheduleExpression: 'every day' } })).toThrow(
      expect.objectContaining({ code: 'InvalidParameterValueException' }),
    );
  });

  it('change by update, which replaces all that it can', () => {
    const bench = createTestBench('real');
    const input = createPipeline(bench, { description: 'old', imageTags: { a: '1' } });
    const { infrastructureConfigurationArn, imageRecipeArn } = pipelineOf(bench, input);
    bench.pass(hour);
    bench.call('UpdateImagePipeline', {
      ...input,
      infrastructureConfigurationArn,
      imageRecipeArn,
      status: 'DISABLED',
      clientToken: clientToken(),
    });
    const after = pipelineOf(bench, input);
    expect(after).toMatchObject({ status: 'DISABLED', dateUpdated: '2026-11-21T13:00:00.000Z' });
    expect(after.description).toBeUndefined();
    expect(after.imageTags).toBeUndefined();
  });

  it('run on their schedule, from when the sandbox first saw it', () => {
    const bench = createTestBench('real');
    const schedule = { scheduleExpression: 'cron(0 0 * * ? *)' };
    const input = createPipeline(bench, { schedule, imageTags: { by: 'schedule' } });
    expect(pipelineOf(bench, input).dateNextRun).toBe('2026-11-22T00:00:00.000Z');
    bench.advance();
    bench.pass(12.1 * hour);
    bench.advance();
    bench.advance();
    const builds = () => structuresOf(bench.call('ListImagePipelineImages', input).imageSummaryList);
    expect(builds()).toMatchObject([
      { buildType: 'SCHEDULED', tags: { by: 'schedule' }, state: { status: 'BUILDING' } },
    ]);
    expect(pipelineOf(bench, input)).toMatchObject({
      lastRunStatus: 'BUILDING',
      dateLastRun: '2026-11-22T00:00:00.000Z',
      dateNextRun: '2026-11-23T00:00:00.000Z',
    });
    bench.pass(hour);
    bench.advance();
    expect(pipelineOf(bench, input).lastRunStatus).toBe('AVAILABLE');
  });

  it('make up for every run that time jumped over', () => {
    const bench = createTestBench('real');
    const pipelineExecutionStartCondition = 'EXPRESSION_MATCH_ONLY';
    const schedule = { scheduleExpression: 'rate(6 hours)', pipelineExecutionStartCondition };
    const input = createPipeline(bench, { schedule });
    bench.advance();
    bench.pass(25 * hour);
    bench.advance();
    const builds = structuresOf(bench.call('ListImagePipelineImages', input).imageSummaryList);
    expect(builds.map((build) => build.dateCreated)).toEqual([
      '2026-11-22T12:00:00.000Z',
      '2026-11-22T06:00:00.000Z',
      '2026-11-22T00:00:00.000Z',
      '2026-11-21T18:00:00.000Z',
    ]);
  });

  it('build only what has updates, unless the schedule says otherwise', () => {
    const bench = createTestBench('real');
    bench.createComponent();
    const componentArn = 'arn:aws:imagebuilder:us-east-1:111122223333:component/harden-ssh/x.x.x';
    const schedule = { scheduleExpression: 'rate(1 day)' };
    const input = createPipeline(bench, { schedule }, { components: [{ componentArn }] });
    bench.advance();
    const afterDays = (days: number) => {
      bench.pass(days * 24 * hour);
      bench.advance();
      return structuresOf(bench.call('ListImagePipelineImages', input).imageSummaryList).length;
    };
    expect(afterDays(1)).toBe(1);
    expect(afterDays(3)).toBe(1);
    bench.createComponent({ semanticVersion: '1.1.0' });
    expect(afterDays(3)).toBe(2);
  });

  it('count failures of scheduled builds in a row and switch themselves off', () => {
    const bench = createTestBench('real');
    const componentArn = bench.createComponent({ data: componentData('- exit 1') });
    const schedule = { scheduleExpression: 'rate(1 day)', autoDisablePolicy: { failureCount: 2 } };
    const input = createPipeline(bench, { schedule }, { components: [{ componentArn }] });
    bench.advance();
    const afterHours = (hours: number) => {
      bench.pass(hours * hour);
      bench.advance();
      return pipelineOf(bench, input);
    };
    bench.call('StartImagePipelineExecution', { ...input, clientToken: clientToken() });
    const first = afterHours(2);
    expect(first).toMatchObject({ status: 'ENABLED', lastRunStatus: 'FAILED' });
    expect(first).not.toHaveProperty('consecutiveFailures');
    expect(afterHours(24)).toMatchObject({ consecutiveFailures: 1, status: 'ENABLED' });
    expect(afterHours(24)).toMatchObject({ consecutiveFailures: 2, status: 'DISABLED' });
    expect(afterHours(48)).toMatchObject({ consecutiveFailures: 2 });
  });

  it('answer a repeated start with the same build', () => {
    const bench = createTestBench('instant');
    const input = createPipeline(bench);
    const start = { ...input, clientToken: clientToken() };
    const first = bench.call('StartImagePipelineExecution', start);
    const again = bench.call('StartImagePipelineExecution', start);
    expect(again.imageBuildVersionArn).toBe(first.imageBuildVersionArn);
    expect(again.requestId).not.toBe(first.requestId);
    expect(structuresOf(bench.call('ListImagePipelineImages', input).imageSummaryList)).toHaveLength(1);
  });
});
