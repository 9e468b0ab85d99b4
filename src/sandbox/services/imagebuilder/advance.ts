import { contextOn } from '../../kit/context-at.ts';
import type { Clock, RequestContext, SandboxState } from '../../service.ts';
import { lifecycleIntervalMilliseconds } from './assumptions.ts';
import { settleImages } from './builds/settle-image.ts';
import { runningBuildsTable } from './images/image-record.ts';
import { applyLifecyclePolicy } from './lifecycle/apply-lifecycle-policy.ts';
import { runDueStateUpdates } from './lifecycle/lifecycle-executions.ts';
import { dueStateUpdatesTable, lifecyclePolicies, lifecyclePoliciesTable } from './lifecycle/lifecycle-record.ts';
import { imagePipelinesTable, type PipelineRecord } from './pipelines/image-pipeline-record.ts';
import { runSchedules } from './pipelines/run-schedules.ts';

/** Starts the builds that a schedule asks for, ends those that are over and runs the lifecycle policies that are due. */
export function advance(state: SandboxState, clock: Clock): void {
  for (const place of state.places(imagePipelinesTable)) {
    const pipelines = state.table<PipelineRecord>(place, imagePipelinesTable);
    runSchedules(pipelines, (time) => contextOn(state, place, clock, time), clock.now());
  }
  for (const place of state.places(runningBuildsTable)) settleImages(contextOn(state, place, clock));
  for (const place of state.places(lifecyclePoliciesTable)) runLifecyclePolicies(contextOn(state, place, clock));
  for (const place of state.places(dueStateUpdatesTable)) runDueStateUpdates(contextOn(state, place, clock));
}

function runLifecyclePolicies(context: RequestContext): void {
  for (const policy of [...lifecyclePolicies(context).values()]) {
    const last = Date.parse(policy.dateLastRun ?? policy.dateUpdated ?? policy.dateCreated);
    const isDue = policy.status === 'ENABLED' && context.now - last >= lifecycleIntervalMilliseconds;
    if (isDue) applyLifecyclePolicy(context, policy);
  }
}
