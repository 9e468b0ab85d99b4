import type { Clock, Place, RequestContext, SandboxState } from '../service.ts';
import { createClock, shareOver } from '../state/create-clock.ts';
import { requestContext } from './request-context.ts';

/** A context of the sandbox's own: a time, in milliseconds since 1970, that stands still, at which processes last as on AWS. */
export function contextAt(state: SandboxState, place: Place, time: number): RequestContext {
  return requestContext({ place, state, clock: createClock('real', () => time) });
}

/**
 * A context at a time that stands still, at which processes have gone as far as they do on the clock. On the instant clock
 * it is requests that end what they find: here they last as on AWS.
 */
export function contextOn(state: SandboxState, place: Place, clock: Clock, time = clock.now()): RequestContext {
  const { mode, wall } = clock;
  const lasting = (milliseconds: number) => (mode === 'instant' ? milliseconds : clock.lasting(milliseconds));
  const progress = (start: number, milliseconds: number) => shareOver(time, start, lasting(milliseconds));
  return requestContext({ place, state, clock: { mode: 'real', now: () => time, wall, lasting, progress } });
}
