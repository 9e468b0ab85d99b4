import type { RequestContext, SandboxState } from '../../service.ts';
import { contextAt } from '../../state/context-at.ts';
import { applyLifecyclePolicy } from './apply-lifecycle-policy.ts';
import { lifecycleIntervalMilliseconds } from './assumptions.ts';
import { imagePipelinesTable } from './image-pipeline-record.ts';
import { runningBuildsTable } from './image-record.ts';
import { runDueStateUpdates } from './lifecycle-executions.ts';
import { dueStateUpdatesTable, lifecyclePolicies, lifecyclePoliciesTable } from './lifecycle-record.ts';
import { runSchedules } from './run-schedules.ts';
import { settleImages } from './settle-image.ts';

/** Starts the builds that a schedule asks for, ends those that are over and runs the lifecycle policies that are due. */
export function advance(state: SandboxState, now: number): void {
  for (const place of state.places(imagePipelinesTable)) runSchedules((time) => contextAt(state, place, time), now);
  for (const place of state.places(runningBuildsTable)) settleImages(contextAt(state, place, now));
  for (const place of state.places(lifecyclePoliciesTable)) runLifecyclePolicies(contextAt(state, place, now));
  for (const place of state.places(dueStateUpdatesTable)) runDueStateUpdates(contextAt(state, place, now));
}

function runLifecyclePolicies(context: RequestContext): void {
  for (const policy of [...lifecyclePolicies(context).values()]) {
    const last = Date.parse(policy.dateLastRun ?? policy.dateUpdated);
    const isDue = policy.status === 'ENABLED' && context.now - last >= lifecycleIntervalMilliseconds;
    if (isDue) applyLifecyclePolicy(context, policy);
  }
}
