import type { Clock } from '../../../service.ts';
import { terminatedShownFor } from '../assumptions.ts';
import type { InstanceRecord, InstanceState } from './instance-record.ts';

const codes: Readonly<Record<InstanceState, number>> = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
};

export function instanceStateOf({ state, change }: InstanceRecord, clock: Clock): InstanceState {
  return change && clock.progress(change.start, change.milliseconds) < 1 ? change.from : state;
}

export function stateMember(state: InstanceState) {
  return { Code: codes[state], Name: state };
}

/** Whether it is so long since an instance was terminated that nothing shows it any more. */
export function isGone({ terminated }: InstanceRecord, now: number): boolean {
  return terminated !== undefined && now - terminated > terminatedShownFor;
}
