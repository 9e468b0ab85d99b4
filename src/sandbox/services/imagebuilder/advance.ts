import type { Clock, Place, RequestContext, SandboxState } from '../../service.ts';
import { SandboxFault } from '../../service.ts';
import { applyLifecyclePolicy } from './apply-lifecycle-policy.ts';
import { parseArn } from './arns.ts';
import { lifecycleIntervalMilliseconds } from './assumptions.ts';
import { imagePipelines, imagePipelinesTable } from './image-pipeline-record.ts';
import { runPipeline } from './image-pipelines.ts';
import { runningBuildsTable } from './image-record.ts';
import { runDueStateUpdates } from './lifecycle-executions.ts';
import { lifecycleExecutionsTable, lifecyclePolicies, lifecyclePoliciesTable } from './lifecycle-record.ts';
import { nextRunAfter } from './schedule.ts';
import { settleImages } from './settle-image.ts';

/** Ends the builds that are over, starts those that a schedule asks for and runs the lifecycle policies that are due. */
export function advance(state: SandboxState, now: number): void {
  for (const place of state.places(runningBuildsTable)) settleImages(contextAt(state, place, now));
  for (const place of state.places(imagePipelinesTable)) runSchedules(contextAt(state, place, now));
  for (const place of state.places(lifecyclePoliciesTable)) runLifecyclePolicies(contextAt(state, place, now));
  for (const place of state.places(lifecycleExecutionsTable)) runDueStateUpdates(contextAt(state, place, now));
}

/**
 * The first time that a schedule is seen only notes when it is next due: time that passed before the sandbox watched
 * makes no builds.
 */
function runSchedules(context: RequestContext): void {
  for (const pipeline of [...imagePipelines(context).values()]) {
    if (pipeline.schedule === undefined || pipeline.status !== 'ENABLED') continue;
    if (pipeline.nextRun !== undefined && pipeline.nextRun > context.now) continue;
    if (pipeline.nextRun !== undefined) runScheduled({ ...context, ...partitionOf(pipeline.arn) }, pipeline.arn);
    const current = imagePipelines(context).get(pipeline.arn);
    const nextRun = nextRunAfter(pipeline.schedule, context.now);
    if (current && nextRun !== undefined) imagePipelines(context).set(pipeline.arn, { ...current, nextRun });
  }
}

function runScheduled(context: RequestContext, arn: string): void {
  const pipeline = imagePipelines(context).get(arn);
  if (!pipeline) return;
  try {
    runPipeline(context, pipeline, 'SCHEDULED');
  } catch (fault) {
    // A schedule has nobody to answer to: AWS, too, makes no image when a component of the recipe is gone.
    if (!(fault instanceof SandboxFault)) throw fault;
  }
}

function runLifecyclePolicies(context: RequestContext): void {
  for (const policy of [...lifecyclePolicies(context).values()]) {
    const last = Date.parse(policy.dateLastRun ?? policy.dateUpdated);
    const isDue = policy.status === 'ENABLED' && context.now - last >= lifecycleIntervalMilliseconds;
    if (isDue) applyLifecyclePolicy(context, policy);
  }
}

/** A context of the sandbox's own. Time is taken as it stands: the instant clock ends builds when they are made. */
function contextAt(state: SandboxState, place: Place, now: number): RequestContext {
  const clock: Clock = {
    mode: 'real',
    now: () => now,
    progress: (start, milliseconds) => (milliseconds <= 0 ? 1 : Math.min(1, Math.max(0, (now - start) / milliseconds))),
  };
  return {
    ...place,
    partition: 'aws',
    requestId: '00000000-0000-0000-0000-000000000000',
    now,
    clock,
    state,
    table: (name) => state.table(place, name),
  };
}

function partitionOf(arn: string): { readonly partition: string } {
  return { partition: parseArn(arn)?.partition ?? 'aws' };
}
