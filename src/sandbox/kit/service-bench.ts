import type { WireStructure } from '../../aws/service-model.ts';
import type { ClockMode, Place, RequestContext, SandboxService, SandboxState } from '../service.ts';
import { createCheckedState } from '../state/checked-state.ts';
import { createClock } from '../state/create-clock.ts';

/** For tests: a service over an empty state, at a time that the test moves. */
export interface ServiceBench {
  readonly state: SandboxState;
  readonly now: () => number;
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
  const context: ServiceBench['context'] = (given = {}) => {
    const place = { ...benchPlace, ...given };
    return {
      ...place,
      partition: 'aws',
      requestId: '00000000-0000-0000-0000-000000000000',
      now: clock.now(),
      clock,
      state,
      table: (name) => state.table(place, name),
    };
  };
  return {
    state,
    now: () => clock.now(),
    context,
    call(operation, input = {}, place = {}) {
      const handler = service.operations[operation];
      if (!handler) throw new Error(`no operation ${operation}`);
      const answer = handler(input, context(place));
      if (answer instanceof Promise) throw new Error(`${operation} does not answer at once`);
      return answer;
    },
    pass(milliseconds) {
      time += milliseconds;
    },
  };
}
