import type { Place, RequestContext, SandboxState } from '../service.ts';
import { shareOver } from '../state/create-clock.ts';
import { requestContext } from './request-context.ts';

/**
 * A context of the sandbox's own: a time, in milliseconds since 1970, that stands still, at which processes have gone as
 * far as they do on the real clock. On the instant clock it is requests that end what they find.
 */
export function contextAt(state: SandboxState, place: Place, time: number): RequestContext {
  const progress = (start: number, milliseconds: number) => shareOver(time, start, milliseconds);
  return requestContext({ place, state, clock: { mode: 'real', now: () => time, progress } });
}
