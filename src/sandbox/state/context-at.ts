import { partitionOf } from '../../aws/endpoints.ts';
import type { Place, RequestContext, SandboxState } from '../service.ts';
import { shareOver } from './create-clock.ts';

/**
 * A context of the sandbox's own: a time, in milliseconds since 1970, that stands still, at which processes have gone as
 * far as they do on the real clock. On the instant clock it is requests that end what they find.
 */
export function contextAt(state: SandboxState, place: Place, time: number): RequestContext {
  return {
    ...place,
    partition: partitionOf(place.region),
    requestId: '00000000-0000-0000-0000-000000000000',
    now: time,
    clock: { mode: 'real', now: () => time, progress: (start, milliseconds) => shareOver(time, start, milliseconds) },
    state,
    table: (name) => state.table(place, name),
  };
}
