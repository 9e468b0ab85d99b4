import { describe, expect, it } from 'vitest';
import type { WireStructure } from '../../../../aws/service-model.ts';
import { structureOf, structuresOf, textOf } from '../../../kit/members.ts';
import type { ClockMode } from '../../../service.ts';
import { amazonLinux, clientToken, createTestBench, type TestBench } from '../test-bench.ts';

const minute = 60_000;
const hour = 60 * minute;
const buildImage = amazonLinux.replace('image/amazon-linux-2023-x86', 'workflow/build/build-image');

/** A build whose tests begin with a step that waits. */
function startWaiting(bench: TestBench, step = '', configuration: WireStructure = {}): string {
  const data = [
    'name: approve',
    'schemaVersion: 1.0',
    'steps:',
    '  - name: AskForApproval',
    '    action: WaitForAction',
    ...(step === '' ? [] : [`    ${step}`]),
    '  - name: Check',
    '    action: RunCommand',
    '    inputs: { commands: [sshd -t] }',
  ].join('\n');
  const { workflowBuildVersionArn } = bench.call('CreateWorkflow', {
    name: 'approve',
    semanticVersion: '1.0.0',
    type: 'TEST',
    data,
    clientToken: clientToken(),
  });
  return bench.createImage({
    imageRecipeArn: bench.createRecipe(),
    infrastructureConfigurationArn: bench.createInfrastructure(),
    executionRole: 'image-builder',
    workflows: [{ workflowArn: buildImage }, { workflowArn: workflowBuildVersionArn, ...configuration }],
  });
}

const imageOf = (bench: TestBench, imageBuildVersionArn: string) =>
  structureOf(bench.call('GetImage', { imageBuildVersionArn }).image);
const statusOf = (bench: TestBench, arn: string) => structureOf(imageOf(bench, arn).state).status;
const waiting = (bench: TestBench) => structuresOf(bench.call('ListWaitingWorkflowSteps').steps);

function send(bench: TestBench, imageBuildVersionArn: string, action: string, members: WireStructure = {}) {
  const [step] = waiting(bench);
  return bench.call('SendWorkflowStepAction', {
    stepExecutionId: step?.stepExecutionId,
    imageBuildVersionArn,
    action,
    clientToken: clientToken(),
    ...members,
  });
}

describe('a step that waits', () => {
  it.each(['real', 'fast', 'instant'] as const)('holds the build until it is resumed (%s clock)', (mode: ClockMode) => {
    const bench = createTestBench(mode);
    const arn = startWaiting(bench);
    bench.pass(mode === 'real' ? 5 * hour : 30_000);
    bench.advance();
    expect(statusOf(bench, arn)).toBe('TESTING');
    expect(waiting(bench)).toMatchObject([
      { imageBuildVersionArn: arn, name: 'AskForApproval', action: 'WaitForAction', startTime: expect.any(String) },
    ]);
    const [step] = waiting(bench);
    send(bench, arn, 'RESUME', { reason: 'looks good' });
    expect(waiting(bench)).toEqual([]);
    expect(bench.call('GetWorkflowStepExecution', { stepExecutionId: step?.stepExecutionId })).toMatchObject(
      mode === 'instant'
        ? { status: 'COMPLETED', outputs: '{"action":"RESUME","reason":"looks good"}' }
        : { status: 'RUNNING' },
    );
    expect(statusOf(bench, arn)).toBe(mode === 'instant' ? 'AVAILABLE' : 'TESTING');
    bench.pass(hour);
    bench.advance();
    expect(statusOf(bench, arn)).toBe('AVAILABLE');
    expect(bench.call('GetWorkflowStepExecution', { stepExecutionId: step?.stepExecutionId })).toMatchObject({
      status: 'COMPLETED',
    });
  });

  it('takes as long as nobody answers, and the rest of the build its own time after that', () => {
    const bench = createTestBench('real');
    const arn = startWaiting(bench);
    bench.pass(2 * hour);
    const [step] = waiting(bench);
    expect(step?.startTime).toBe('2026-11-21T12:10:40.000Z');
    send(bench, arn, 'RESUME');
    bench.pass(7 * minute);
    expect(statusOf(bench, arn)).toBe('INTEGRATING');
    bench.pass(minute);
    expect(statusOf(bench, arn)).toBe('AVAILABLE');
    const executions = structuresOf(
      bench.call('ListWorkflowExecutions', { imageBuildVersionArn: arn }).workflowExecutions,
    );
    expect(executions.map(({ type, startTime, endTime }) => [type, startTime, endTime])).toEqual([
      ['BUILD', '2026-11-21T12:00:10.000Z', '2026-11-21T12:10:40.000Z'],
      ['TEST', '2026-11-21T12:10:40.000Z', '2026-11-21T14:05:00.000Z'],
    ]);
  });

  it('brings the build down when it is stopped', () => {
    const bench = createTestBench('instant');
    const arn = startWaiting(bench);
    const [step] = waiting(bench);
    send(bench, arn, 'STOP', { reason: 'not today' });
    expect(imageOf(bench, arn).state).toMatchObject({
      status: 'FAILED',
      reason: "Workflow step 'AskForApproval' was stopped: not today",
    });
    const { workflowExecutionId } = step ?? {};
    const steps = structuresOf(bench.call('ListWorkflowStepExecutions', { workflowExecutionId }).steps);
    expect(steps.map((each) => each.status)).toEqual(['FAILED', 'SKIPPED']);
    expect(bench.call('GetWorkflowExecution', { workflowExecutionId })).toMatchObject({
      status: 'FAILED',
      message: "Workflow step 'AskForApproval' was stopped: not today",
    });
  });

  it('lets the build go on though it is stopped, when its failure is to be ignored', () => {
    const bench = createTestBench('instant');
    const arn = startWaiting(bench, 'onFailure: Continue');
    const [step] = waiting(bench);
    send(bench, arn, 'STOP');
    expect(statusOf(bench, arn)).toBe('AVAILABLE');
    const { workflowExecutionId } = step ?? {};
    expect(bench.call('GetWorkflowExecution', { workflowExecutionId })).toMatchObject({
      status: 'COMPLETED',
      totalStepsFailed: 1,
      totalStepsSucceeded: 1,
    });
  });

  it('does not wait for longer than its timeout', () => {
    const bench = createTestBench('real');
    const arn = startWaiting(bench, 'timeoutSeconds: 3600');
    bench.pass(hour);
    expect(statusOf(bench, arn)).toBe('TESTING');
    const [step] = waiting(bench);
    expect(bench.call('GetWorkflowStepExecution', { stepExecutionId: step?.stepExecutionId }).timeoutSeconds).toBe(
      3600,
    );
    bench.pass(hour);
    expect(() => send(bench, arn, 'RESUME', { stepExecutionId: step?.stepExecutionId })).toThrow(
      expect.objectContaining({ code: 'InvalidRequestException' }),
    );
    expect(imageOf(bench, arn).state).toMatchObject({
      status: 'FAILED',
      reason: "Workflow step 'AskForApproval' timed out.",
    });
  });

  it('can be cancelled with its build', () => {
    const bench = createTestBench('instant');
    const arn = startWaiting(bench);
    const [step] = waiting(bench);
    bench.call('CancelImageCreation', { imageBuildVersionArn: arn, clientToken: clientToken() });
    expect(waiting(bench)).toEqual([]);
    const { workflowExecutionId } = step ?? {};
    const steps = structuresOf(bench.call('ListWorkflowStepExecutions', { workflowExecutionId }).steps);
    expect(steps.map((each) => each.status)).toEqual(['CANCELLED', 'SKIPPED']);
  });

  it('takes no action of another image, before its time or twice', () => {
    const bench = createTestBench('real');
    const arn = startWaiting(bench);
    const { workflowExecutions } = bench.call('ListWorkflowExecutions', { imageBuildVersionArn: arn });
    const workflowExecutionId = textOf(structuresOf(workflowExecutions)[1]?.workflowExecutionId);
    const [step] = structuresOf(bench.call('ListWorkflowStepExecutions', { workflowExecutionId }).steps);
    const { stepExecutionId } = step ?? {};
    const refused = (code: string) => expect.objectContaining({ code });
    expect(() => send(bench, arn, 'RESUME', { stepExecutionId })).toThrow(refused('InvalidRequestException'));
    const other = arn.replace(/1$/, '2');
    expect(() => send(bench, other, 'RESUME', { stepExecutionId })).toThrow(refused('InvalidParameterValueException'));
    const unknown = 'step-00000000-0000-4000-8000-000000000000';
    expect(() => send(bench, arn, 'RESUME', { stepExecutionId: unknown })).toThrow(
      refused('ResourceNotFoundException'),
    );
    bench.pass(hour);
    send(bench, arn, 'RESUME');
    expect(() => send(bench, arn, 'RESUME', { stepExecutionId })).toThrow(refused('InvalidRequestException'));
  });
});

describe('a workflow that fails', () => {
  const failing = 'steps:\n  - name: Check\n    action: RunCommand\n    inputs:\n      commands:\n        - exit 2\n';

  function start(bench: TestBench, configuration: WireStructure): string {
    const { workflowBuildVersionArn } = bench.call('CreateWorkflow', {
      name: 'broken',
      semanticVersion: '1.0.0',
      type: 'TEST',
      data: failing,
      clientToken: clientToken(),
    });
    return bench.createImage({
      imageRecipeArn: bench.createRecipe(),
      infrastructureConfigurationArn: bench.createInfrastructure(),
      executionRole: 'image-builder',
      workflows: [{ workflowArn: buildImage }, { workflowArn: workflowBuildVersionArn, ...configuration }],
    });
  }

  it('brings the build down', () => {
    const bench = createTestBench('instant');
    const arn = start(bench, {});
    expect(imageOf(bench, arn).state).toMatchObject({
      status: 'FAILED',
      reason: expect.stringContaining("Workflow step 'Check' failed"),
    });
    bench.call('RetryImage', { imageBuildVersionArn: arn, clientToken: clientToken() });
    const executions = structuresOf(
      bench.call('ListWorkflowExecutions', { imageBuildVersionArn: arn }).workflowExecutions,
    );
    expect(executions.map(({ type, status, retried }) => [type, status, retried])).toEqual([
      // "without rebuilding the phases that already completed"
      ['BUILD', 'COMPLETED', false],
      ['TEST', 'FAILED', true],
      ['TEST', 'FAILED', false],
    ]);
  });

  it('does not, where the build is to go on', () => {
    const bench = createTestBench('instant');
    const arn = start(bench, { onFailure: 'CONTINUE' });
    expect(statusOf(bench, arn)).toBe('AVAILABLE');
    const executions = structuresOf(
      bench.call('ListWorkflowExecutions', { imageBuildVersionArn: arn }).workflowExecutions,
    );
    expect(executions.map(({ status }) => status)).toEqual(['COMPLETED', 'FAILED']);
  });
});
