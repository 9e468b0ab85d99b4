import type { WireStructure } from '../../../../aws/service-model.ts';
import { isoTime, present, structureOf, textOf } from '../../../kit/members.ts';
import type { Operation } from '../../../kit/operation.ts';
import type { RequestContext } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { invalidRequest, invalidValue, notFoundExecution } from '../faults.ts';
import { idempotent } from '../idempotency.ts';
import { imageBuilds } from '../images/image-record.ts';
import { stateOf } from '../images/image-view.ts';
import { requireImage } from '../images/images.ts';
import { pageOf } from '../pages.ts';
import { includedBy, isExcluded, outcomeOf } from './apply-lifecycle-policy.ts';
import { applyAction } from './lifecycle-actions.ts';
import {
  dueStateUpdates,
  type LifecycleAction,
  type LifecycleExecution,
  lifecycleExecutions,
} from './lifecycle-record.ts';

const actionOfStatus: Readonly<Record<string, LifecycleAction>> = {
  AVAILABLE: 'AVAILABLE',
  DELETED: 'DELETE',
  DEPRECATED: 'DEPRECATE',
  DISABLED: 'DISABLE',
};

const startResourceStateUpdate: Operation = (input, context) => {
  const image = requireImage(context, textOf(input.resourceArn) ?? '');
  const target = textOf(structureOf(input.state).status) ?? '';
  const { status } = stateOf(image, context);
  const isBroken = status === 'FAILED' || status === 'CANCELLED';
  if (!image.end || (isBroken && target !== 'DELETED') || (image.type === 'DOCKER' && target !== 'DELETED'))
    throw invalidValue('state', messages.stateNotAllowed(status, target));
  if (input.includeResources !== undefined && input.executionRole === undefined)
    throw invalidValue('executionRole', "'includeResources' requires 'executionRole'.");
  const id = `lce-${context.state.uuid()}`;
  const include = includedBy(input.includeResources ?? {});
  const at = Date.parse(textOf(input.updateAt) ?? '');
  const execution: LifecycleExecution = {
    id,
    policyArn: undefined,
    status: 'IN_PROGRESS',
    start: context.now,
    end: undefined,
    resources: [],
    children: {},
  };
  if (Number.isFinite(at)) {
    if (target !== 'DEPRECATED' || at <= context.now)
      throw invalidValue('updateAt', "It must be in the future, with the status 'DEPRECATED'.");
    imageBuilds(context).set(image.arn, {
      ...image,
      deprecationTime: isoTime(at),
      lifecycleExecutionId: id,
    });
    lifecycleExecutions(context).set(id, { ...execution, due: { at, imageArn: image.arn, include } });
    dueStateUpdates(context).set(id, { id });
    return { lifecycleExecutionId: id, resourceArn: image.arn };
  }
  const action = actionOfStatus[target] ?? 'AVAILABLE';
  const reports = isExcluded(context, image, structureOf(input.exclusionRules))
    ? []
    : [applyAction(context, image, action, include, id)];
  lifecycleExecutions(context).set(id, {
    ...execution,
    ...outcomeOf(reports),
    end: context.now,
  });
  return { lifecycleExecutionId: id, resourceArn: image.arn };
};

/** Carries out the state updates whose time has come. */
export function runDueStateUpdates(context: RequestContext): void {
  for (const { id } of [...dueStateUpdates(context).values()]) {
    const execution = lifecycleExecutions(context).get(id);
    if (execution?.due && execution.due.at > context.now) continue;
    dueStateUpdates(context).delete(id);
    if (!execution?.due) continue;
    const { imageArn, include } = execution.due;
    const image = imageBuilds(context).get(imageArn);
    const reports = image ? [applyAction(context, image, 'DEPRECATE', include, id)] : [];
    lifecycleExecutions(context).set(id, { ...execution, ...outcomeOf(reports), end: context.now });
  }
}

function requireExecution(context: RequestContext, input: WireStructure): LifecycleExecution {
  const id = textOf(input.lifecycleExecutionId) ?? '';
  const found = lifecycleExecutions(context).get(id);
  if (!found) throw notFoundExecution(id);
  return found;
}

function executionStructure(execution: LifecycleExecution): WireStructure {
  return present({
    lifecycleExecutionId: execution.id,
    lifecyclePolicyArn: execution.policyArn,
    resourcesImpactedSummary: { hasImpactedResources: execution.resources.length > 0 },
    state: { status: execution.status },
    startTime: isoTime(execution.start),
    endTime: execution.end === undefined ? undefined : isoTime(execution.end),
  });
}

const getLifecycleExecution: Operation = (input, context) => ({
  lifecycleExecution: executionStructure(requireExecution(context, input)),
});

const listLifecycleExecutions: Operation = (input, context) => {
  const arn = textOf(input.resourceArn) ?? '';
  const all = [...lifecycleExecutions(context).values()]
    .filter((each) => each.policyArn === arn || each.due?.imageArn === arn || arn in each.children)
    .reverse();
  const page = pageOf('lifecycle-executions', all, input);
  return { lifecycleExecutions: page.items.map(executionStructure), nextToken: page.nextToken };
};

const listLifecycleExecutionResources: Operation = (input, context) => {
  const execution = requireExecution(context, input);
  const parent = textOf(input.parentResourceId);
  const all = parent === undefined ? execution.resources : (execution.children[parent] ?? []);
  const page = pageOf('lifecycle-execution-resources', all, input);
  return {
    lifecycleExecutionId: execution.id,
    lifecycleExecutionState: { status: execution.status },
    resources: page.items,
    nextToken: page.nextToken,
  };
};

const cancelLifecycleExecution: Operation = (input, context) => {
  const execution = requireExecution(context, input);
  if (execution.status !== 'IN_PROGRESS')
    throw invalidRequest(`The lifecycle execution '${execution.id}' is in status '${execution.status}'.`);
  const image = imageBuilds(context).get(execution.due?.imageArn ?? '');
  if (image) {
    const { deprecationTime: _, ...rest } = image;
    imageBuilds(context).set(image.arn, rest);
  }
  dueStateUpdates(context).delete(execution.id);
  lifecycleExecutions(context).set(execution.id, { ...execution, status: 'CANCELLED', end: context.now });
  return { lifecycleExecutionId: execution.id };
};

export const lifecycleExecutionOperations: Readonly<Record<string, Operation>> = {
  StartResourceStateUpdate: idempotent('StartResourceStateUpdate', startResourceStateUpdate),
  CancelLifecycleExecution: idempotent('CancelLifecycleExecution', cancelLifecycleExecution),
  GetLifecycleExecution: getLifecycleExecution,
  ListLifecycleExecutions: listLifecycleExecutions,
  ListLifecycleExecutionResources: listLifecycleExecutionResources,
};
