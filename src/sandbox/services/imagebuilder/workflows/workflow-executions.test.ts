import { describe, expect, it } from 'vitest';
import { structuresOf } from '../../../kit/members.ts';
import { componentData, createTestBench, type TestBench } from '../test-bench.ts';

const minute = 60_000;

function start(bench: TestBench, recipe = {}): string {
  return bench.createImage({
    imageRecipeArn: bench.createRecipe(recipe),
    infrastructureConfigurationArn: bench.createInfrastructure(),
  });
}

const executionsOf = (bench: TestBench, imageBuildVersionArn: string) =>
  structuresOf(bench.call('ListWorkflowExecutions', { imageBuildVersionArn }).workflowExecutions);
const stepsOf = (bench: TestBench, workflowExecutionId: unknown) =>
  structuresOf(bench.call('ListWorkflowStepExecutions', { workflowExecutionId: String(workflowExecutionId) }).steps);

describe('workflow executions', () => {
  it('take seconds on the short clock, and none of their times lies in the future', () => {
    const bench = createTestBench('short');
    const arn = start(bench);
    const ends: unknown[][] = [];
    for (let step = 0; step < 25; step += 1) {
      bench.pass(200);
      bench.advance();
      const { now } = bench.context();
      const executions = executionsOf(bench, arn);
      const steps = executions.flatMap((each) => stepsOf(bench, each.workflowExecutionId));
      for (const { startTime, endTime } of [...executions, ...steps])
        for (const time of [startTime, endTime]) if (time) expect(Date.parse(String(time))).toBeLessThanOrEqual(now);
      ends.push(steps.map(({ status, endTime }) => (status === 'COMPLETED' ? endTime : undefined)));
    }
    expect(executionsOf(bench, arn).map((each) => each.status)).toEqual(['COMPLETED', 'COMPLETED']);
    // What is over has ended at one time, whenever it is looked at.
    const distinct = (ends[0] ?? []).map(
      (_, index) => new Set(ends.map((each) => each[index]).filter((end) => end !== undefined)).size,
    );
    expect(distinct.toSorted()).toEqual([0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it('follow the build', () => {
    const bench = createTestBench('real');
    const arn = start(bench);
    bench.pass(6 * minute);
    const [build, test] = executionsOf(bench, arn);
    expect(build).toMatchObject({ type: 'BUILD', status: 'RUNNING', totalStepCount: 7, totalStepsSucceeded: 3 });
    expect(test).toMatchObject({ type: 'TEST', status: 'PENDING', totalStepCount: 4, totalStepsSucceeded: 0 });
    expect(stepsOf(bench, build?.workflowExecutionId).map((step) => step.status)).toEqual([
      'COMPLETED',
      'SKIPPED',
      'COMPLETED',
      'COMPLETED',
      'RUNNING',
      'PENDING',
      'PENDING',
    ]);
    bench.pass(60 * minute);
    expect(executionsOf(bench, arn).map((each) => each.status)).toEqual(['COMPLETED', 'COMPLETED']);
    const [step] = stepsOf(bench, test?.workflowExecutionId);
    const one = bench.call('GetWorkflowStepExecution', { stepExecutionId: step?.stepExecutionId });
    expect(one).toMatchObject({
      name: 'LaunchTestInstance',
      action: 'LaunchInstance',
      status: 'COMPLETED',
      imageBuildVersionArn: arn,
      workflowExecutionId: test?.workflowExecutionId,
      startTime: '2026-11-21T12:10:40.000Z',
      endTime: '2026-11-21T12:13:10.000Z',
    });
    expect(bench.call('GetWorkflowExecution', { workflowExecutionId: build?.workflowExecutionId })).toMatchObject({
      workflowBuildVersionArn: 'arn:aws:imagebuilder:us-east-1:aws:workflow/build/build-image/1.0.2/1',
      status: 'COMPLETED',
    });
  });

  it('fail where the components run', () => {
    const bench = createTestBench('instant');
    const componentArn = bench.createComponent({ data: componentData('- exit 1') });
    const [build, test] = executionsOf(bench, start(bench, { components: [{ componentArn }] }));
    expect(build).toMatchObject({
      status: 'FAILED',
      totalStepsSucceeded: 1,
      totalStepsFailed: 1,
      totalStepsSkipped: 5,
    });
    expect(build?.message).toMatch(/^SSM execution/);
    expect(test?.status).toBe('SKIPPED');
    const failed = stepsOf(bench, build?.workflowExecutionId).find((step) => step.status === 'FAILED');
    expect(failed?.name).toBe('ApplyBuildComponents');
  });

  it('are not found by another id', () => {
    const bench = createTestBench('real');
    expect(() => bench.call('GetWorkflowExecution', { workflowExecutionId: 'wf-0' })).toThrow(
      expect.objectContaining({ code: 'ResourceNotFoundException' }),
    );
  });
});
