import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { structureOf, structuresOf } from '../../../kit/members.ts';
import { type ImageRecord, imagesTable } from '../../ec2/images/image-record.ts';
import { callEc2 } from '../call-service.ts';
import { clientToken, createTestBench, type TestBench } from '../test-bench.ts';

const day = 86_400_000;

/** Five builds of one recipe, a day apart, oldest first. */
function estate(bench: TestBench): readonly string[] {
  const imageRecipeArn = bench.createRecipe();
  const infrastructureConfigurationArn = bench.createInfrastructure();
  return [1, 2, 3, 4, 5].map(() => {
    const arn = bench.createImage({ imageRecipeArn, infrastructureConfigurationArn });
    bench.pass(day);
    return arn;
  });
}

function createPolicy(bench: TestBench, detail: WireStructure): WireStructure {
  return bench.call('CreateLifecyclePolicy', {
    name: 'Keep tidy',
    executionRole: 'arn:aws:iam::111122223333:role/lifecycle',
    resourceType: 'AMI_IMAGE',
    resourceSelection: { recipes: [{ name: 'Golden Linux', semanticVersion: '1.x.x' }] },
    policyDetails: [detail],
    clientToken: clientToken(),
  });
}

const builds = (bench: TestBench) => structuresOf(bench.call('ListImageBuildVersions').imageSummaryList);
const statuses = (bench: TestBench) => builds(bench).map((each) => structureOf(each.state).status);
const amis = (bench: TestBench) => [
  ...bench.state.table<ImageRecord>({ account: '111122223333', region: 'us-east-1' }, imagesTable).values(),
];

describe('lifecycle policies', () => {
  it('deprecate images of an age, and their AMIs', () => {
    const bench = createTestBench('instant');
    estate(bench);
    const { lifecyclePolicyArn } = createPolicy(bench, {
      action: { type: 'DEPRECATE', includeResources: { amis: true } },
      filter: { type: 'AGE', value: 4, unit: 'DAYS' },
    });
    bench.advance();
    expect(new Set(statuses(bench))).toEqual(new Set(['AVAILABLE']));
    bench.pass(day);
    bench.advance();
    expect(statuses(bench)).toEqual(['AVAILABLE', 'AVAILABLE', 'DEPRECATED', 'DEPRECATED', 'DEPRECATED']);
    const [, , third] = builds(bench);
    expect(third?.deprecationTime).toBe('2026-11-27T12:00:00.000Z');
    expect(amis(bench).filter(({ image }) => image.DeprecationTime !== undefined)).toHaveLength(3);

    const executions = structuresOf(
      bench.call('ListLifecycleExecutions', { resourceArn: lifecyclePolicyArn }).lifecycleExecutions,
    );
    expect(executions).toMatchObject([
      { state: { status: 'SUCCESS' }, resourcesImpactedSummary: { hasImpactedResources: true } },
    ]);
    const lifecycleExecutionId = executions[0]?.lifecycleExecutionId;
    expect(third?.lifecycleExecutionId).toBe(lifecycleExecutionId);
    const { resources } = bench.call('ListLifecycleExecutionResources', { lifecycleExecutionId });
    expect(structuresOf(resources)).toHaveLength(3);
    const children = bench.call('ListLifecycleExecutionResources', {
      lifecycleExecutionId,
      parentResourceId: third?.arn,
    });
    expect(structuresOf(children.resources)).toMatchObject([{ resourceId: expect.stringMatching(/^ami-/) }]);
  });

  it('delete what is more than a count, with AMIs and snapshots', () => {
    const bench = createTestBench('instant');
    estate(bench);
    createPolicy(bench, {
      action: { type: 'DELETE', includeResources: { amis: true, snapshots: true } },
      filter: { type: 'COUNT', value: 2 },
    });
    bench.pass(day);
    bench.advance();
    expect(builds(bench).map((each) => each.version)).toEqual(['1.0.0/5', '1.0.0/4']);
    expect(amis(bench)).toHaveLength(2);
    expect(bench.state.table({ account: '111122223333', region: 'us-east-1' }, 'ec2.snapshots').size).toBe(2);
  });

  it('leave alone what an exclusion names, and images of other recipes', () => {
    const bench = createTestBench('instant');
    estate(bench);
    const infrastructureConfigurationArn = bench.createInfrastructure('Other hosts');
    const imageRecipeArn = bench.createRecipe({ name: 'Web' });
    bench.createImage({ imageRecipeArn, infrastructureConfigurationArn });
    createPolicy(bench, {
      action: { type: 'DISABLE' },
      filter: { type: 'COUNT', value: 1 },
      exclusionRules: { amis: { regions: ['us-east-1'] } },
    });
    bench.pass(day);
    bench.advance();
    expect(new Set(statuses(bench))).toEqual(new Set(['AVAILABLE']));
  });

  it('fail where EC2 refuses, and leave a run without work on record', () => {
    const bench = createTestBench('instant');
    estate(bench);
    const [protectedAmi] = amis(bench);
    callEc2('EnableImageDeregistrationProtection', { ImageId: protectedAmi?.image.ImageId }, bench.context());
    const { lifecyclePolicyArn } = createPolicy(bench, {
      action: { type: 'DELETE', includeResources: { amis: true, snapshots: true } },
      filter: { type: 'AGE', value: 4, unit: 'DAYS', retainAtLeast: 4 },
    });
    const executions = () =>
      structuresOf(bench.call('ListLifecycleExecutions', { resourceArn: lifecyclePolicyArn }).lifecycleExecutions);
    bench.pass(day);
    bench.advance();
    expect(executions()).toMatchObject([{ state: { status: 'FAILED' } }]);
    expect(builds(bench)).toHaveLength(5);
    callEc2('DisableImageDeregistrationProtection', { ImageId: protectedAmi?.image.ImageId }, bench.context());
    bench.pass(day);
    bench.advance();
    expect(builds(bench)).toHaveLength(4);
    bench.pass(day);
    bench.advance();
    expect(executions().map((each) => [structureOf(each.state).status, each.resourcesImpactedSummary])).toEqual([
      ['SUCCESS', { hasImpactedResources: false }],
      ['SUCCESS', { hasImpactedResources: true }],
      ['FAILED', { hasImpactedResources: true }],
    ]);
  });

  it('need a unit for an age and one way of selecting', () => {
    const bench = createTestBench('real');
    expect(() => createPolicy(bench, { action: { type: 'DELETE' }, filter: { type: 'AGE', value: 1 } })).toThrow(
      expect.objectContaining({ code: 'InvalidParameterCombinationException' }),
    );
  });
});

describe('StartResourceStateUpdate', () => {
  const update = (bench: TestBench, resourceArn: string | undefined, status: string, members: WireStructure = {}) =>
    bench.call('StartResourceStateUpdate', { resourceArn, state: { status }, clientToken: clientToken(), ...members });

  it('disables an image and its AMIs, and brings them back', () => {
    const bench = createTestBench('instant');
    const [first] = estate(bench);
    const include = { executionRole: 'role', includeResources: { amis: true } };
    update(bench, first, 'DISABLED', include);
    expect(statuses(bench).at(-1)).toBe('DISABLED');
    expect(amis(bench)[0]?.image.State).toBe('disabled');
    update(bench, first, 'AVAILABLE', include);
    expect(statuses(bench).at(-1)).toBe('AVAILABLE');
    expect(amis(bench)[0]?.image.State).toBe('available');
  });

  it('deprecates at a later time, unless it is cancelled', () => {
    const bench = createTestBench('instant');
    const [first, second] = estate(bench);
    const updateAt = '2026-12-01T00:00:00.000Z';
    update(bench, first, 'DEPRECATED', { updateAt });
    const { lifecycleExecutionId } = update(bench, second, 'DEPRECATED', { updateAt });
    expect(builds(bench).at(-1)).toMatchObject({ deprecationTime: updateAt, state: { status: 'AVAILABLE' } });
    bench.call('CancelLifecycleExecution', { lifecycleExecutionId, clientToken: clientToken() });
    bench.pass(30 * day);
    bench.advance();
    expect(statuses(bench)).toEqual(['AVAILABLE', 'AVAILABLE', 'AVAILABLE', 'AVAILABLE', 'DEPRECATED']);
    const { lifecycleExecution } = bench.call('GetLifecycleExecution', { lifecycleExecutionId });
    expect(lifecycleExecution).toMatchObject({ state: { status: 'CANCELLED' } });
  });

  it('refuses an image that is being built', () => {
    const bench = createTestBench('real');
    const [first] = estate(bench);
    const running = bench.createImage({
      imageRecipeArn: 'arn:aws:imagebuilder:us-east-1:111122223333:image-recipe/golden-linux/1.0.0',
      infrastructureConfigurationArn:
        'arn:aws:imagebuilder:us-east-1:111122223333:infrastructure-configuration/build-hosts',
    });
    expect(() => update(bench, running, 'DELETED')).toThrow(
      expect.objectContaining({ code: 'InvalidParameterValueException' }),
    );
    update(bench, first, 'DELETED');
    expect(builds(bench)).toHaveLength(5);
    expect(amis(bench)).toHaveLength(5);
  });
});
