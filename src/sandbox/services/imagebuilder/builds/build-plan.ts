import { defaultWaitTimeoutSeconds } from '../assumptions.ts';
import type { BuildFailure, BuildWait } from '../images/image-record.ts';
import type { WorkflowExecution } from '../workflows/workflow-execution-record.ts';

export interface BuildPlan {
  readonly failure: BuildFailure | undefined;
  readonly waits: readonly BuildWait[];
}

/** How long one step takes, in milliseconds: a workflow's time is shared out evenly among those that do anything. */
export function stepLength({ span, steps }: WorkflowExecution): number {
  return span === undefined ? 0 : span.length / Math.max(1, steps.filter(({ skipped }) => !skipped).length);
}

/** The moment of the build's own time at which a step begins. */
export function stepOffset(execution: WorkflowExecution, index: number): number {
  const before = execution.steps.slice(0, index).filter(({ skipped }) => !skipped).length;
  return Math.round((execution.span?.offset ?? 0) + before * stepLength(execution));
}

/** The step at which a workflow breaks off: the first that fails and whose `onFailure` is not `Continue`. */
export function abortingStep(execution: WorkflowExecution): number | undefined {
  const index = execution.steps.findIndex((step) => step.failure !== undefined && step.onFailure !== 'Continue');
  return index < 0 ? undefined : index;
}

/** Where a build fails and where it waits, from the workflows that it runs. */
export function planOf(executions: readonly WorkflowExecution[]): BuildPlan {
  const running = executions.filter((execution) => execution.span !== undefined);
  const [failure] = running.flatMap(failuresOf).sort((left, right) => left.offset - right.offset);
  return { failure, waits: running.flatMap(waitsOf).sort((left, right) => left.offset - right.offset) };
}

function failuresOf(execution: WorkflowExecution): readonly BuildFailure[] {
  const index = execution.continuesOnFailure ? undefined : abortingStep(execution);
  const step = index === undefined ? undefined : execution.steps[index];
  if (index === undefined || step?.failure === undefined) return [];
  return [{ offset: stepOffset(execution, index + 1), reason: step.failure, stepId: step.id }];
}

function waitsOf(execution: WorkflowExecution): readonly BuildWait[] {
  const end = abortingStep(execution) ?? execution.steps.length;
  return execution.steps.slice(0, end).flatMap((step, index) =>
    step.action === 'WaitForAction'
      ? [
          {
            stepId: step.id,
            offset: stepOffset(execution, index),
            timeoutMilliseconds: (step.timeoutSeconds ?? defaultWaitTimeoutSeconds) * 1000,
            continuesOnFailure: step.onFailure === 'Continue' || execution.continuesOnFailure,
          },
        ]
      : [],
  );
}
