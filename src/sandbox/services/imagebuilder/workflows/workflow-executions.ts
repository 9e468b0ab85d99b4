import { present, textOf } from '../../../kit/members.ts';
import type { Operation } from '../../../kit/operation.ts';
import type { RequestContext } from '../../../service.ts';
import { defaultStepTimeoutSeconds, defaultWaitTimeoutSeconds, maximumToldTimeoutSeconds } from '../assumptions.ts';
import { settleImage } from '../builds/settle-image.ts';
import { notFoundExecution } from '../faults.ts';
import { imageBuilds } from '../images/image-record.ts';
import { requireImage } from '../images/images.ts';
import { pageOf } from '../pages.ts';
import {
  executionsOf,
  type WorkflowExecution,
  type WorkflowStep,
  workflowExecutions,
} from './workflow-execution-record.ts';
import { executionStructure, stepStructures } from './workflow-run.ts';

/** The execution of an id, its build settled; throws ResourceNotFoundException. */
function requireExecution(context: RequestContext, id: string): WorkflowExecution {
  const found = workflowExecutions(context).get(id);
  if (!found) throw notFoundExecution(id);
  const image = imageBuilds(context).get(found.imageArn);
  if (image) settleImage(context, image);
  return found;
}

/** The execution that has the step of an id, with the step's place in it; throws ResourceNotFoundException. */
export function requireStep(
  context: RequestContext,
  id: string,
): { readonly execution: WorkflowExecution; readonly step: WorkflowStep; readonly index: number } {
  for (const execution of workflowExecutions(context).values()) {
    const index = execution.steps.findIndex((step) => step.id === id);
    const step = execution.steps[index];
    if (step) return { execution: requireExecution(context, execution.id), step, index };
  }
  throw notFoundExecution(id);
}

const listWorkflowExecutions: Operation = (input, context) => {
  const image = requireImage(context, textOf(input.imageBuildVersionArn) ?? '');
  const page = pageOf('ListWorkflowExecutions', executionsOf(context, image.arn), input);
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
  const page = pageOf('ListWorkflowStepExecutions', stepStructures(execution, context), input);
  return {
    requestId: context.requestId,
    steps: page.items,
    workflowBuildVersionArn: execution.workflowArn,
    workflowExecutionId: execution.id,
    imageBuildVersionArn: execution.imageArn,
    message: executionStructure(execution, context).message,
    nextToken: page.nextToken,
  };
};

const getWorkflowStepExecution: Operation = (input, context) => {
  const { execution, step, index } = requireStep(context, textOf(input.stepExecutionId) ?? '');
  const defaultTimeout = step.action === 'WaitForAction' ? defaultWaitTimeoutSeconds : defaultStepTimeoutSeconds;
  return present({
    requestId: context.requestId,
    ...stepStructures(execution, context)[index],
    workflowBuildVersionArn: execution.workflowArn,
    workflowExecutionId: execution.id,
    imageBuildVersionArn: execution.imageArn,
    onFailure: step.onFailure ?? 'Abort',
    timeoutSeconds: Math.min(step.timeoutSeconds ?? defaultTimeout, maximumToldTimeoutSeconds),
  });
};

export const workflowExecutionOperations: Readonly<Record<string, Operation>> = {
  ListWorkflowExecutions: listWorkflowExecutions,
  GetWorkflowExecution: getWorkflowExecution,
  ListWorkflowStepExecutions: listWorkflowStepExecutions,
  GetWorkflowStepExecution: getWorkflowStepExecution,
};
