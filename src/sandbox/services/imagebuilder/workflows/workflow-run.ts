import type { WireStructure } from '../../../../aws/service-model.ts';
import { isoTime, present } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { abortingStep, stepOffset } from '../builds/build-plan.ts';
import { isPast, openWaits, timeAt } from '../builds/build-time.ts';
import { type ImageBuild, imageBuilds } from '../images/image-record.ts';
import { type WorkflowExecution, type WorkflowStep, workflowExecutions } from './workflow-execution-record.ts';

type RunStatus = 'PENDING' | 'SKIPPED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';

/** What operations say of an execution that GetWorkflowExecution and ListWorkflowExecutions share. */
export function executionStructure(execution: WorkflowExecution, context: RequestContext): WireStructure {
  if (execution.outcome) return execution.outcome.execution;
  const image = imageBuilds(context).get(execution.imageArn);
  const statuses = execution.steps.map((_, index) => stepStatus(image, execution, index, context));
  const status = runStatus(image, execution, statuses, context);
  const count = (wanted: RunStatus) => statuses.filter((each) => each === wanted).length;
  const hasBegun = status !== 'PENDING' && status !== 'SKIPPED';
  const hasEnded = hasBegun && status !== 'RUNNING';
  const last = statuses.findLastIndex((each) => ['COMPLETED', 'FAILED', 'CANCELLED'].includes(each));
  return present({
    workflowBuildVersionArn: execution.workflowArn,
    workflowExecutionId: execution.id,
    type: execution.type,
    status,
    message: status === 'FAILED' || status === 'CANCELLED' ? messageOf(image, execution) : undefined,
    totalStepCount: execution.steps.length,
    totalStepsSucceeded: count('COMPLETED'),
    totalStepsFailed: count('FAILED'),
    totalStepsSkipped: count('SKIPPED'),
    startTime: hasBegun && image ? isoTime(timeAt(image, stepOffset(execution, 0), context.clock)) : undefined,
    endTime:
      hasEnded && image
        ? isoTime(timeAt(image, stepOffset(execution, Math.max(0, last) + 1), context.clock))
        : undefined,
    parallelGroup: execution.parallelGroup,
  });
}

/** What operations say of a step, in lists and by itself. */
export function stepStructures(execution: WorkflowExecution, context: RequestContext): readonly WireStructure[] {
  if (execution.outcome) return execution.outcome.steps;
  const image = imageBuilds(context).get(execution.imageArn);
  return execution.steps.map((step, index) => {
    const status = stepStatus(image, execution, index, context);
    const hasBegun = image !== undefined && status !== 'PENDING' && status !== 'SKIPPED';
    return present({
      stepExecutionId: step.id,
      name: step.name,
      description: step.description,
      action: step.action,
      status,
      message: status === 'FAILED' ? failureOf(image, step) : undefined,
      inputs: step.inputs,
      attemptNumber: 1,
      maxAttempts: 1,
      outputs: status === 'COMPLETED' ? outputsOf(image, step) : undefined,
      startTime: hasBegun ? isoTime(timeAt(image, stepOffset(execution, index), context.clock)) : undefined,
      endTime:
        hasBegun && status !== 'RUNNING'
          ? isoTime(timeAt(image, stepOffset(execution, index + 1), context.clock))
          : undefined,
    });
  });
}

/** Keeps how the executions of a build ended, before the build is tried again. */
export function keepOutcome(context: RequestContext, execution: WorkflowExecution, retried: boolean): void {
  workflowExecutions(context).set(execution.id, {
    ...execution,
    retried: execution.retried || retried,
    outcome: { execution: executionStructure(execution, context), steps: stepStructures(execution, context) },
  });
}

function stepStatus(
  image: ImageBuild | undefined,
  execution: WorkflowExecution,
  index: number,
  context: RequestContext,
): RunStatus {
  const step = execution.steps[index];
  if (!image) return 'CANCELLED';
  if (!step || execution.span === undefined) return 'SKIPPED';
  const abort = abortingStep(execution);
  const past = (offset: number) => isPast(image, context.clock, offset);
  if (step.skipped) return image.end || past(stepOffset(execution, index)) ? 'SKIPPED' : 'PENDING';
  if (abort !== undefined && index > abort && past(stepOffset(execution, abort + 1))) return 'SKIPPED';
  if (image.end?.failedStepId === step.id) return 'FAILED';
  if (past(stepOffset(execution, index + 1))) return failureOf(image, step) === undefined ? 'COMPLETED' : 'FAILED';
  if (!hasBegun(image, execution, index, context)) return image.end ? 'SKIPPED' : 'PENDING';
  return image.end ? 'CANCELLED' : 'RUNNING';
}

/** A build that ended in the moment in which a step would have begun never began it. */
function hasBegun(image: ImageBuild, execution: WorkflowExecution, index: number, context: RequestContext): boolean {
  const offset = stepOffset(execution, index);
  return image.end ? offset < image.end.elapsed : isPast(image, context.clock, offset);
}

function runStatus(
  image: ImageBuild | undefined,
  execution: WorkflowExecution,
  statuses: readonly RunStatus[],
  context: RequestContext,
): RunStatus {
  if (!image) return 'CANCELLED';
  if (execution.span === undefined) return 'SKIPPED';
  const all = (wanted: RunStatus) => statuses.every((status) => status === wanted);
  const { offset, length } = execution.span;
  if (statuses.length === 0) {
    if (isPast(image, context.clock, offset + length)) return 'COMPLETED';
    return image.end ? 'SKIPPED' : isPast(image, context.clock, offset) ? 'RUNNING' : 'PENDING';
  }
  if (all('PENDING')) return 'PENDING';
  if (all('SKIPPED')) return 'SKIPPED';
  const abort = abortingStep(execution);
  if (abort !== undefined && statuses[abort] === 'FAILED') return 'FAILED';
  if (execution.steps.some((step) => step.id === image.end?.failedStepId)) return 'FAILED';
  const last = statuses[execution.steps.findLastIndex(({ skipped }) => !skipped)];
  if (statuses.includes('CANCELLED') || (image.end && last === 'SKIPPED')) return 'CANCELLED';
  return statuses.includes('RUNNING') || statuses.includes('PENDING') ? 'RUNNING' : 'COMPLETED';
}

function messageOf(image: ImageBuild | undefined, execution: WorkflowExecution): string | undefined {
  const failed = execution.steps.find((step) => failureOf(image, step) !== undefined && step.onFailure !== 'Continue');
  return (failed && failureOf(image, failed)) ?? image?.end?.state.reason;
}

/** What a step that fails says: because its document has it so, or because nobody let it go on. */
function failureOf(image: ImageBuild | undefined, step: WorkflowStep): string | undefined {
  if (image?.end?.failedStepId === step.id) return image.end.state.reason;
  const answer = image?.waits.find((wait) => wait.stepId === step.id)?.answer;
  if (!answer || answer.action === 'RESUME') return step.failure;
  return waitFailure(step.name, answer.action, answer.reason);
}

export function waitFailure(name: string, action: 'STOP' | 'TIMEOUT', reason: string | undefined): string {
  const why = reason === undefined ? '.' : `: ${reason}`;
  return action === 'STOP' ? `Workflow step '${name}' was stopped${why}` : `Workflow step '${name}' timed out.`;
}

function outputsOf(image: ImageBuild | undefined, step: WorkflowStep): string {
  const answer = image?.waits.find((wait) => wait.stepId === step.id)?.answer;
  if (answer) return JSON.stringify(present({ action: answer.action, reason: answer.reason }));
  return step.outputs ?? '{}';
}

/** The steps of an execution that wait for SendWorkflowStepAction. */
export function waitingSteps(execution: WorkflowExecution, context: RequestContext): readonly WireStructure[] {
  const image = imageBuilds(context).get(execution.imageArn);
  if (!image || execution.retried) return [];
  const waiting = new Set(openWaits(image, context.clock).map((wait) => wait.stepId));
  return stepStructures(execution, context)
    .filter((step) => waiting.has(String(step.stepExecutionId)))
    .map(({ stepExecutionId, name, action, startTime }) => ({
      stepExecutionId,
      imageBuildVersionArn: execution.imageArn,
      workflowExecutionId: execution.id,
      workflowBuildVersionArn: execution.workflowArn,
      name,
      action,
      startTime,
    }));
}
