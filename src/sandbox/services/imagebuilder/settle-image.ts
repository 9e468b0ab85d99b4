import type { RequestContext } from '../../service.ts';
import { numberOf, structureOf } from '../members.ts';
import { distributeImage } from './distribute-image.ts';
import { imagePipelines } from './image-pipeline-record.ts';
import { type ImageBuild, type ImageEnd, imageBuilds, runningBuilds } from './image-record.ts';
import { hasEnded, standingOf } from './image-state.ts';

/**
 * Records the end of a build that is over, once: its AMIs appear in EC2, its pipeline hears of it. Answers the image as
 * it stands then; one that still runs comes back as it is.
 */
export function settleImage(context: RequestContext, image: ImageBuild): ImageBuild {
  if (image.end) return image;
  const standing = standingOf(image, context.clock);
  if (!hasEnded(standing.state)) return image;
  const at = Math.max(image.start, Math.min(context.now, image.start + standing.milliseconds));
  const end: ImageEnd = { state: standing.state, stage: standing.stage, at, outputResources: { amis: [] } };
  if (standing.state.status !== 'AVAILABLE') return endImage(context, image, end);
  const distributed = distributeImage(context, image, at);
  return 'failure' in distributed
    ? endImage(context, image, {
        ...end,
        state: { status: 'FAILED', reason: distributed.failure },
        stage: 'DISTRIBUTING',
      })
    : endImage(context, image, { ...end, outputResources: distributed.outputResources });
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

/** Counts failures in a row and switches the pipeline off when its `autoDisablePolicy` says so. */
function reportToPipeline(context: RequestContext, image: ImageBuild, end: ImageEnd): void {
  const pipeline = imagePipelines(context).get(image.pipelineArn ?? '');
  if (!pipeline) return;
  const failed = end.state.status === 'FAILED';
  const consecutiveFailures = failed ? pipeline.consecutiveFailures + 1 : 0;
  const limit = numberOf(structureOf(structureOf(pipeline.schedule).autoDisablePolicy).failureCount);
  const isOver = failed && limit !== undefined && consecutiveFailures >= limit;
  imagePipelines(context).set(pipeline.arn, {
    ...pipeline,
    consecutiveFailures,
    ...(pipeline.lastImageArn === image.arn ? { lastRunStatus: end.state.status } : {}),
    ...(isOver ? { status: 'DISABLED' } : {}),
  });
}
