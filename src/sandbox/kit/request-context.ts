import { partitionOf } from '../../aws/endpoints.ts';
import type { Caller, Clock, Place, RequestContext, SandboxState } from '../service.ts';

export interface RequestFacts {
  readonly place: Place;
  readonly state: SandboxState;
  readonly clock: Clock;
  /** Zeros where no client will see it. */
  readonly requestId?: string;
  readonly caller?: Caller | undefined;
}

/** What an operation knows of its request besides the input, at the clock's time. */
export function requestContext({ place, state, clock, requestId, caller }: RequestFacts): RequestContext {
  const { account, region } = place;
  return {
    account,
    region,
    partition: partitionOf(region),
    requestId: requestId ?? '00000000-0000-0000-0000-000000000000',
    now: clock.now(),
    clock,
    state,
    table: (name) => state.table({ account, region }, name),
    ...(caller === undefined ? {} : { caller }),
  };
}
