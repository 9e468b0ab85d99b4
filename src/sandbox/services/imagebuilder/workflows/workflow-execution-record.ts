import type { WireStructure } from '../../../../aws/service-model.ts';
import { structureOf, structuresOf, textOf } from '../../../kit/members.ts';
import type { RequestContext, Table } from '../../../service.ts';
import { isAmazonArn } from '../arns.ts';
import { stepsWithNothingToDo } from '../assumptions.ts';
import { commandsOf, type DocumentStep, exitsWithFailure, readWorkflowSteps } from '../components/documents.ts';
import type { BuildStage, ImageBuild, WorkflowType } from '../images/image-record.ts';
import { lengthOf } from '../images/image-state.ts';
import type { WorkflowRecord } from '../tables.ts';
import { outputsOfAction, resolvedInputs } from './step-values.ts';
import { requireWorkflow } from './workflows.ts';

/** A workflow as it runs in one build. How far it is follows from the build. */
export interface WorkflowExecution {
  readonly id: string;
  readonly workflowArn: string;
  readonly imageArn: string;
  readonly type: WorkflowType;
  readonly parallelGroup?: string;
  readonly steps: readonly WorkflowStep[];
  /** Whether the build goes on when the workflow fails: so only for tests whose configuration says so. */
  readonly continuesOnFailure: boolean;
  /** Milliseconds of the build's own time at which it begins, and how long it takes. Absent: the build leaves it out. */
  readonly span?: { readonly offset: number; readonly length: number };
  /** Whether it belongs to a build that was tried again since. */
  readonly retried: boolean;
  /** How it and its steps ended, when the build was tried again since: the build's own record is about the new attempt. */
  readonly outcome?: { readonly execution: WireStructure; readonly steps: readonly WireStructure[] };
}

export type WorkflowStep = {
  readonly id: string;
  readonly name: string;
  readonly action: string;
  readonly description?: string;
  readonly onFailure?: string;
  readonly timeoutSeconds?: number;
  /** JSON text. */
  readonly inputs: string;
  /** JSON text of what it says when it is done; absent where that depends on who answers it. */
  readonly outputs?: string;
  /** It has nothing to do. */
  readonly skipped?: true;
  /** What the step says when it fails; absent: it does not. */
  readonly failure?: string;
};

const stagesOfType = {
  BUILD: ['CREATING', 'BUILDING'],
  TEST: ['TESTING'],
  DISTRIBUTION: ['DISTRIBUTING', 'INTEGRATING'],
} as const satisfies Record<WorkflowType, readonly BuildStage[]>;

export function workflowExecutions(context: Pick<RequestContext, 'table'>): Table<WorkflowExecution> {
  return context.table('imagebuilder.workflow-executions');
}

/** The executions of a build, in the order in which they were noted. */
export function executionsOf(context: Pick<RequestContext, 'table'>, imageArn: string): readonly WorkflowExecution[] {
  return [...workflowExecutions(context).values()].filter((execution) => execution.imageArn === imageArn);
}

/** Notes an execution of each workflow that a new build, or a new attempt at one, runs through. */
export function recordWorkflowExecutions(
  context: RequestContext,
  image: Pick<ImageBuild, 'arn' | 'details' | 'stages' | 'componentFailures' | 'idleComponents'>,
  types: readonly WorkflowType[] = ['BUILD', 'TEST', 'DISTRIBUTION'],
): readonly WorkflowExecution[] {
  const made = structuresOf(image.details.workflows).flatMap((used): readonly WorkflowExecution[] => {
    const workflow = requireWorkflow(context, textOf(used.workflowArn) ?? '', 'workflowArn');
    const type = workflow.type === 'TEST' || workflow.type === 'DISTRIBUTION' ? workflow.type : 'BUILD';
    const stages = image.stages.filter((stage) => stagesOfType[type].some((each) => each === stage));
    const [first] = stages;
    const parallelGroup = textOf(used.parallelGroup);
    if (!types.includes(type)) return [];
    return [
      {
        id: `wf-${context.state.uuid()}`,
        workflowArn: workflow.arn,
        imageArn: image.arn,
        type,
        ...(parallelGroup === undefined ? {} : { parallelGroup }),
        steps: stepsOf(context, workflow, type, image),
        continuesOnFailure: type === 'TEST' && used.onFailure === 'CONTINUE',
        ...(first === undefined
          ? {}
          : {
              span: { offset: lengthOf(image.stages.slice(0, image.stages.indexOf(first))), length: lengthOf(stages) },
            }),
        retried: false,
      },
    ];
  });
  for (const execution of made) workflowExecutions(context).set(execution.id, execution);
  return made;
}

function stepsOf(
  context: RequestContext,
  workflow: WorkflowRecord,
  type: WorkflowType,
  image: Pick<ImageBuild, 'componentFailures' | 'idleComponents'>,
): readonly WorkflowStep[] {
  const outputs: Record<string, WireStructure> = {};
  return readWorkflowSteps(workflow.data ?? '').map((step) => {
    const id = `step-${context.state.uuid()}`;
    const inputs = resolvedInputs(step.inputs, outputs);
    const made = outputsOfAction(step.action, id);
    if (made) outputs[step.name] = made;
    const isIdle =
      step.action === 'ExecuteComponents'
        ? image.idleComponents?.includes(type)
        : isAmazonArn(workflow.arn) && stepsWithNothingToDo.includes(step.name);
    return {
      ...stepOf({ ...step, inputs }, id, image.componentFailures?.[type]),
      ...(made ? { outputs: JSON.stringify(made) } : {}),
      ...(isIdle ? { skipped: true } : {}),
    };
  });
}

/** The AMI that a build's own CreateImage step makes, where a workflow of it has one. */
export function imageOfBuild(context: Pick<RequestContext, 'table'>, imageArn: string): string | undefined {
  const steps = executionsOf(context, imageArn)
    .filter(({ retried }) => !retried)
    .flatMap((execution) => execution.steps);
  const made = steps.findLast((step) => step.action === 'CreateImage');
  return made?.outputs === undefined ? undefined : textOf(structureOf(JSON.parse(made.outputs)).imageId);
}

function stepOf(step: DocumentStep, id: string, componentFailure: string | undefined): WorkflowStep {
  const { name, action, description, onFailure, timeoutSeconds } = step;
  const failure =
    action === 'ExecuteComponents'
      ? componentFailure
      : action === 'RunCommand' && exitsWithFailure(commandsOf(step))
        ? `Workflow step '${name}' failed: a command of it ended with an error.`
        : undefined;
  return {
    id,
    name,
    action,
    ...(description === undefined ? {} : { description }),
    ...(onFailure === undefined ? {} : { onFailure }),
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    inputs: JSON.stringify(step.inputs),
    ...(failure === undefined ? {} : { failure }),
  };
}
