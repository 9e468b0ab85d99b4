import { textOf } from '../../../kit/members.ts';
import type { Operation } from '../../../kit/operation.ts';
import type { RequestContext } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { openWaits, timeAt } from '../builds/build-time.ts';
import { answerWait, settleImage, settleImages } from '../builds/settle-image.ts';
import { invalidRequest, invalidValue } from '../faults.ts';
import { idempotent } from '../idempotency.ts';
import { type ImageBuild, imageBuilds, runningBuilds } from '../images/image-record.ts';
import { pageOf } from '../pages.ts';
import { executionsOf } from './workflow-execution-record.ts';
import { requireStep } from './workflow-executions.ts';
import { waitingSteps } from './workflow-run.ts';

const listWaitingWorkflowSteps: Operation = (input, context) => {
  settleImages(context);
  const all = [...runningBuilds(context).values()].flatMap(({ arn }) =>
    executionsOf(context, arn).flatMap((execution) => waitingSteps(execution, context)),
  );
  const page = pageOf('ListWaitingWorkflowSteps', all, input);
  return { steps: page.items, nextToken: page.nextToken };
};

/** RESUME lets the build go on; STOP fails the step, and with it the build unless the step may fail. */
const sendWorkflowStepAction: Operation = (input, context) => {
  const id = textOf(input.stepExecutionId) ?? '';
  const { execution } = requireStep(context, id);
  const imageArn = textOf(input.imageBuildVersionArn) ?? '';
  if (execution.imageArn !== imageArn)
    throw invalidValue('imageBuildVersionArn', messages.stepOfOtherImage(id, imageArn));
  const { image, began } = requireWaiting(context, imageArn, id);
  const reason = textOf(input.reason);
  answerWait(context, image, id, {
    action: input.action === 'STOP' ? 'STOP' : 'RESUME',
    ...(reason === undefined ? {} : { reason }),
    began,
    at: context.now,
  });
  return { stepExecutionId: id, imageBuildVersionArn: imageArn, clientToken: input.clientToken };
};

function requireWaiting(
  context: RequestContext,
  imageArn: string,
  stepId: string,
): { readonly image: ImageBuild; readonly began: number } {
  const found = imageBuilds(context).get(imageArn);
  const image = found && settleImage(context, found);
  const wait = image && openWaits(image, context.clock).find((each) => each.stepId === stepId);
  if (!image || !wait) throw invalidRequest(messages.stepNotWaiting(stepId));
  return { image, began: timeAt(image, wait.offset, context.clock) };
}

export const waitingStepOperations: Readonly<Record<string, Operation>> = {
  ListWaitingWorkflowSteps: listWaitingWorkflowSteps,
  SendWorkflowStepAction: idempotent('SendWorkflowStepAction', sendWorkflowStepAction),
};
