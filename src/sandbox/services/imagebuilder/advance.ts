import { partitionOf } from '../../../aws/endpoints.ts';
import type { Clock, Place, RequestContext, SandboxState } from '../../service.ts';
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

/** A context of the sandbox's own. Time is taken as it stands: the instant clock ends builds when they are made. */
function contextAt(state: SandboxState, place: Place, now: number): RequestContext {
  const clock: Clock = {
    mode: 'real',
    now: () => now,
    progress: (start, milliseconds) => (milliseconds <= 0 ? 1 : Math.min(1, Math.max(0, (now - start) / milliseconds))),
  };
  return {
    ...place,
    partition: partitionOf(place.region),
    requestId: '00000000-0000-0000-0000-000000000000',
    now,
    clock,
    state,
    table: (name) => state.table(place, name),
  };
}
