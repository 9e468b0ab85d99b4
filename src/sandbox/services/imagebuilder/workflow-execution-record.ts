import type { RequestContext, Table } from '../../service.ts';
import { structuresOf, textOf } from '../members.ts';
import { readWorkflowSteps } from './documents.ts';
import type { BuildStage, ImageBuild } from './image-record.ts';
import { requireWorkflow } from './workflows.ts';

/** A workflow as it runs in one build. How far it is follows from the build. */
export interface WorkflowExecution {
  readonly id: string;
  readonly workflowArn: string;
  readonly imageArn: string;
  readonly type: 'BUILD' | 'TEST' | 'DISTRIBUTION';
  readonly parallelGroup: string | undefined;
  readonly steps: readonly WorkflowStep[];
  /** Whether it belongs to a build that was tried again since. */
  readonly retried: boolean;
  /** Stages of the build during which it runs. */
  readonly stages: readonly BuildStage[];
}

export interface WorkflowStep {
  readonly id: string;
  readonly name: string;
  readonly action: string;
  readonly description: string | undefined;
  readonly onFailure: string | undefined;
}

const stagesOfType = {
  BUILD: ['CREATING', 'BUILDING'],
  TEST: ['TESTING'],
  DISTRIBUTION: ['DISTRIBUTING', 'INTEGRATING'],
} as const satisfies Record<string, readonly BuildStage[]>;

export function workflowExecutions(context: RequestContext): Table<WorkflowExecution> {
  return context.table('imagebuilder.workflow-executions');
}

/** Notes an execution of each of a new build's workflows; `retry` marks those of the attempt before. */
export function recordWorkflowExecutions(context: RequestContext, image: ImageBuild, retry: boolean): void {
  const executions = workflowExecutions(context);
  if (retry)
    for (const execution of [...executions.values()])
      if (execution.imageArn === image.arn) executions.set(execution.id, { ...execution, retried: true });
  for (const used of structuresOf(image.details.workflows)) {
    const workflow = requireWorkflow(context, textOf(used.workflowArn) ?? '', 'workflowArn');
    const type = workflow.type === 'TEST' || workflow.type === 'DISTRIBUTION' ? workflow.type : 'BUILD';
    const id = `wf-${context.state.uuid()}`;
    executions.set(id, {
      id,
      workflowArn: workflow.arn,
      imageArn: image.arn,
      type,
      parallelGroup: textOf(used.parallelGroup),
      steps: readWorkflowSteps(workflow.data ?? '').map(({ name, action, description, onFailure }) => ({
        id: `step-${context.state.uuid()}`,
        name,
        action,
        description,
        onFailure,
      })),
      retried: false,
      stages: stagesOfType[type],
    });
  }
}
