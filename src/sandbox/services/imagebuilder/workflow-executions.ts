import type { WireStructure } from '../../../aws/service-model.ts';
import type { RequestContext } from '../../service.ts';
import { isoTime, present, textOf } from '../members.ts';
import { defaultStepTimeoutSeconds, stageMilliseconds } from './assumptions.ts';
import { notFoundExecution } from './faults.ts';
import type { Operation } from './idempotency.ts';
import { imageBuilds } from './image-record.ts';
import { standingOf } from './image-state.ts';
import { requireImage } from './images.ts';
import { cutPage } from './paging.ts';
import { settleImage } from './settle-image.ts';
import { type WorkflowExecution, type WorkflowStep, workflowExecutions } from './workflow-execution-record.ts';

type RunStatus = 'PENDING' | 'SKIPPED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';

interface Run {
  readonly status: RunStatus;
  readonly start: number | undefined;
  readonly end: number | undefined;
  /** How many steps are over. */
  readonly stepsDone: number;
  /** How long one step takes, in milliseconds: a workflow's time is shared out evenly. */
  readonly stepMilliseconds: number;
  readonly message: string | undefined;
}

/** How far a workflow is, as its build tells. */
function runOf(execution: WorkflowExecution, context: RequestContext): Run {
  const image = imageBuilds(context).get(execution.imageArn);
  const idle = { start: undefined, end: undefined, stepsDone: 0, stepMilliseconds: 0, message: undefined };
  if (!image) return { ...idle, status: 'CANCELLED' };
  const stages = image.stages.filter((stage) => execution.stages.includes(stage));
  const [first] = stages;
  if (first === undefined) return { ...idle, status: 'SKIPPED' };
  const before = image.stages.slice(0, image.stages.indexOf(first));
  const total = (list: readonly (keyof typeof stageMilliseconds)[]) =>
    list.reduce((sum, stage) => sum + stageMilliseconds[stage], 0);
  const start = image.start + total(before);
  const length = total(stages);
  const stepMilliseconds = length / Math.max(1, execution.steps.length);
  const current = image.end ?? standingOf(image, context.clock);
  const stageIndex = image.stages.indexOf(current.stage);
  const ownLast = image.stages.indexOf(stages.at(-1) ?? first);
  const ended = image.end;
  if (execution.retried) {
    return { ...idle, status: 'FAILED', start, stepMilliseconds };
  }
  if (stageIndex > ownLast || (ended && ended.state.status !== 'FAILED' && ended.state.status !== 'CANCELLED')) {
    const end = ended ? Math.min(ended.at, start + length) : start + length;
    return { ...idle, status: 'COMPLETED', start, end, stepsDone: execution.steps.length, stepMilliseconds };
  }
  if (stageIndex < image.stages.indexOf(first)) return { ...idle, status: ended ? 'SKIPPED' : 'PENDING' };
  if (ended) {
    const failed = ended.state.status === 'FAILED';
    const stepsDone = failed ? componentStepIndex(execution) : stepsUpTo(ended.at - start, stepMilliseconds, execution);
    const status = failed ? 'FAILED' : 'CANCELLED';
    return { status, start, end: ended.at, stepsDone, stepMilliseconds, message: ended.state.reason };
  }
  const stepsDone = execution.steps.filter(
    (_, index) => context.clock.progress(start, (index + 1) * stepMilliseconds) >= 1,
  ).length;
  return { ...idle, status: 'RUNNING', start, stepsDone, stepMilliseconds };
}

function stepsUpTo(elapsed: number, stepMilliseconds: number, execution: WorkflowExecution): number {
  return Math.max(0, Math.min(execution.steps.length - 1, Math.floor(elapsed / stepMilliseconds)));
}

/** A build fails where its components run. */
function componentStepIndex(execution: WorkflowExecution): number {
  return Math.max(
    0,
    execution.steps.findIndex((step) => step.action === 'ExecuteComponents'),
  );
}

function stepStatus(run: Run, index: number): RunStatus {
  if (run.status === 'SKIPPED' || run.status === 'PENDING' || run.status === 'COMPLETED') return run.status;
  if (index < run.stepsDone) return 'COMPLETED';
  if (index > run.stepsDone) return run.status === 'RUNNING' ? 'PENDING' : 'SKIPPED';
  return run.status;
}

function executionStructure(execution: WorkflowExecution, context: RequestContext): WireStructure {
  const run = runOf(execution, context);
  const statuses = execution.steps.map((_, index) => stepStatus(run, index));
  const count = (status: RunStatus) => statuses.filter((each) => each === status).length;
  return present({
    workflowBuildVersionArn: execution.workflowArn,
    workflowExecutionId: execution.id,
    type: execution.type,
    status: run.status,
    message: run.message,
    totalStepCount: execution.steps.length,
    totalStepsSucceeded: count('COMPLETED'),
    totalStepsFailed: count('FAILED'),
    totalStepsSkipped: count('SKIPPED'),
    startTime: run.start === undefined ? undefined : isoTime(run.start),
    endTime: run.end === undefined ? undefined : isoTime(run.end),
    parallelGroup: execution.parallelGroup,
  });
}

function stepStructure(step: WorkflowStep, index: number, run: Run): WireStructure {
  const status = stepStatus(run, index);
  const hasStarted = run.start !== undefined && status !== 'PENDING' && status !== 'SKIPPED';
  const start = hasStarted ? (run.start ?? 0) + index * run.stepMilliseconds : undefined;
  const hasFinished = start !== undefined && status !== 'RUNNING';
  const end = hasFinished
    ? Math.max(start, Math.min(run.end ?? Number.POSITIVE_INFINITY, start + run.stepMilliseconds))
    : undefined;
  return present({
    stepExecutionId: step.id,
    name: step.name,
    description: step.description,
    action: step.action,
    status,
    message: status === 'FAILED' ? run.message : undefined,
    inputs: '{}',
    outputs: status === 'COMPLETED' ? '{}' : undefined,
    startTime: start === undefined ? undefined : isoTime(start),
    endTime: end === undefined ? undefined : isoTime(end),
  });
}

function requireExecution(context: RequestContext, id: string): WorkflowExecution {
  const found = workflowExecutions(context).get(id);
  if (!found) throw notFoundExecution(id);
  const image = imageBuilds(context).get(found.imageArn);
  if (image) settleImage(context, image);
  return found;
}

const listWorkflowExecutions: Operation = (input, context) => {
  const image = requireImage(context, textOf(input.imageBuildVersionArn) ?? '');
  const all = [...workflowExecutions(context).values()].filter((execution) => execution.imageArn === image.arn);
  const page = cutPage('workflow-executions', all, input);
  return {
    requestId: context.requestId,
    workflowExecutions: page.items.map((execution) => ({
      ...executionStructure(execution, context),
      retried: execution.retried,
    })),
    imageBuildVersionArn: image.arn,
    message: image.end?.state.reason,
    nextToken: page.nextToken,
  };
};

const getWorkflowExecution: Operation = (input, context) => {
  const execution = requireExecution(context, textOf(input.workflowExecutionId) ?? '');
  return {
    requestId: context.requestId,
    ...executionStructure(execution, context),
    imageBuildVersionArn: execution.imageArn,
  };
};

const listWorkflowStepExecutions: Operation = (input, context) => {
  const execution = requireExecution(context, textOf(input.workflowExecutionId) ?? '');
  const run = runOf(execution, context);
  const all = execution.steps.map((step, index) => stepStructure(step, index, run));
  const page = cutPage('workflow-steps', all, input);
  return {
    requestId: context.requestId,
    steps: page.items,
    workflowBuildVersionArn: execution.workflowArn,
    workflowExecutionId: execution.id,
    imageBuildVersionArn: execution.imageArn,
    message: run.message,
    nextToken: page.nextToken,
  };
};

const getWorkflowStepExecution: Operation = (input, context) => {
  const id = textOf(input.stepExecutionId) ?? '';
  const found = [...workflowExecutions(context).values()].find((each) => each.steps.some((step) => step.id === id));
  const execution = requireExecution(context, found?.id ?? id);
  const run = runOf(execution, context);
  const index = execution.steps.findIndex((step) => step.id === id);
  const step = execution.steps[index];
  if (!step) throw notFoundExecution(id);
  return present({
    requestId: context.requestId,
    ...stepStructure(step, index, run),
    workflowBuildVersionArn: execution.workflowArn,
    workflowExecutionId: execution.id,
    imageBuildVersionArn: execution.imageArn,
    onFailure: step.onFailure ?? 'Abort',
    timeoutSeconds: defaultStepTimeoutSeconds,
  });
};

export const workflowExecutionOperations: Readonly<Record<string, Operation>> = {
  ListWorkflowExecutions: listWorkflowExecutions,
  GetWorkflowExecution: getWorkflowExecution,
  ListWorkflowStepExecutions: listWorkflowStepExecutions,
  GetWorkflowStepExecution: getWorkflowStepExecution,
};
