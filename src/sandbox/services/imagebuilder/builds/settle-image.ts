import { numberOf, structureOf } from '../../../kit/members.ts';
import type { RequestContext } from '../../../service.ts';
import { usualFailuresInARow } from '../assumptions.ts';
import { distributeImage } from '../distribution/distribute-image.ts';
import { type ImageBuild, type ImageEnd, imageBuilds, runningBuilds, type WaitAnswer } from '../images/image-record.ts';
import { hasEnded, standingOf } from '../images/image-state.ts';
import { imagePipelines } from '../pipelines/image-pipeline-record.ts';
import { executionsOf } from '../workflows/workflow-execution-record.ts';
import { waitFailure } from '../workflows/workflow-run.ts';
import { openWaits, timeAt } from './build-time.ts';

/**
 * Records the end of a build that is over, once: its AMIs appear in EC2, its pipeline hears of it. Answers the image as
 * it stands then; one that still runs comes back as it is.
 */
export function settleImage(context: RequestContext, image: ImageBuild): ImageBuild {
  if (image.end) return image;
  const late = openWaits(image, context.clock).find(
    (wait) => context.now - timeAt(image, wait.offset, context.clock) >= wait.timeoutMilliseconds,
  );
  if (late) {
    const began = timeAt(image, late.offset, context.clock);
    return answerWait(context, image, late.stepId, { action: 'TIMEOUT', began, at: began + late.timeoutMilliseconds });
  }
  const standing = standingOf(image, context.clock);
  if (!hasEnded(standing.state)) return image;
  const elapsed = standing.milliseconds;
  const at = timeAt(image, elapsed, context.clock);
  const end: ImageEnd = { state: standing.state, at, elapsed, outputResources: { amis: [] } };
  const failedStepId = image.failure?.stepId;
  if (standing.state.status !== 'AVAILABLE')
    return endImage(context, image, { ...end, ...(failedStepId === undefined ? {} : { failedStepId }) });
  const distributed = distributeImage(context, image, at);
  return 'failure' in distributed
    ? endImage(context, image, {
        ...end,
        state: { status: 'FAILED', reason: distributed.failure },
        failedIn: 'DISTRIBUTING',
        regionFailure: distributed.region,
      })
    : endImage(context, image, { ...end, outputResources: distributed.outputResources });
}

/** Lets a build go on that waits, or brings it down, as the answer has it. */
export function answerWait(context: RequestContext, image: ImageBuild, stepId: string, answer: WaitAnswer): ImageBuild {
  const waits = image.waits.map((wait) => (wait.stepId === stepId ? { ...wait, answer } : wait));
  const wait = image.waits.find((each) => each.stepId === stepId);
  const answered = { ...image, waits };
  if (answer.action === 'RESUME' || wait?.continuesOnFailure) {
    imageBuilds(context).set(image.arn, answered);
    return settleImage(context, answered);
  }
  const steps = executionsOf(context, image.arn).flatMap((execution) => execution.steps);
  const name = steps.find((step) => step.id === stepId)?.name ?? stepId;
  return endImage(context, answered, {
    state: { status: 'FAILED', reason: waitFailure(name, answer.action, answer.reason) },
    at: answer.at,
    elapsed: wait?.offset ?? 0,
    failedStepId: stepId,
    outputResources: { amis: [] },
  });
}

/** Settles every running build of the context's account and region. */
export function settleImages(context: RequestContext): void {
  for (const { arn } of [...runningBuilds(context).values()]) {
    const image = imageBuilds(context).get(arn);
    if (image) settleImage(context, image);
    else runningBuilds(context).delete(arn);
  }
}

export function endImage(context: RequestContext, image: ImageBuild, end: ImageEnd): ImageBuild {
  const ended = { ...image, end };
  imageBuilds(context).set(image.arn, ended);
  runningBuilds(context).delete(image.arn);
  reportToPipeline(context, ended, end);
  return ended;
}

/**
 * Counts the failures in a row of builds that a schedule started, and switches the pipeline off when its
 * `autoDisablePolicy` says so. A manual run that fails counts for nothing, one that succeeds begins the count again.
 */
function reportToPipeline(context: RequestContext, image: ImageBuild, end: ImageEnd): void {
  const pipeline = imagePipelines(context).get(image.pipelineArn ?? '');
  if (!pipeline) return;
  const failed = end.state.status === 'FAILED' && image.details.buildType === 'SCHEDULED';
  const succeeded = end.state.status === 'AVAILABLE';
  const consecutiveFailures = failed ? pipeline.consecutiveFailures + 1 : succeeded ? 0 : pipeline.consecutiveFailures;
  const { failureCount } = structureOf(structureOf(pipeline.schedule).autoDisablePolicy);
  const isOver = failed && consecutiveFailures >= (numberOf(failureCount) ?? usualFailuresInARow);
  imagePipelines(context).set(pipeline.arn, {
    ...pipeline,
    consecutiveFailures,
    ...(pipeline.lastImageArn === image.arn ? { lastRunStatus: end.state.status } : {}),
    ...(isOver ? { status: 'DISABLED' } : {}),
  });
}
