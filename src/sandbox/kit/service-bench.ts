import type { WireStructure } from '../../aws/service-model.ts';
import type { Clock, ClockMode, Place, RequestContext, SandboxService, SandboxState } from '../service.ts';
import { createCheckedState } from '../state/checked-state.ts';
import { createClock } from '../state/create-clock.ts';
import { callOperation } from './call-operation.ts';
import { requestContext } from './request-context.ts';

/** For tests: a service over an empty state, at a time that the test moves. */
export interface ServiceBench {
  readonly state: SandboxState;
  readonly now: () => number;
  readonly clock: Clock;
  context(place?: Partial<Place>): RequestContext;
  call(operation: string, input?: WireStructure, place?: Partial<Place>): WireStructure;
  /** Milliseconds. */
  pass(milliseconds: number): void;
}

export const benchPlace: Place = { account: '111122223333', region: 'us-east-1' };

export function createServiceBench(service: SandboxService, mode: ClockMode = 'real'): ServiceBench {
  let time = Date.parse('2026-11-21T12:00:00.000Z');
  const clock = createClock(mode, () => time);
  const state = createCheckedState(7);
  const context: ServiceBench['context'] = (place = {}) =>
    requestContext({ place: { ...benchPlace, ...place }, state, clock });
  return {
    state,
    now: () => clock.now(),
    clock,
    context,
    call: (operation, input = {}, place = {}) => callOperation(service, operation, input, context(place)),
    pass(milliseconds) {
      time += milliseconds;
    },
  };
}
