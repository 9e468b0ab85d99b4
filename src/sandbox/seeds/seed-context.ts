import type { WireStructure } from '../../aws/service-model.ts';
import type { Place, RequestContext, SandboxService, SandboxState } from '../service.ts';

export const hour = 3_600_000;
export const day = 24 * hour;

/** A request made at a time in the past: processes have gone as far as they had by then. */
export function contextAt(state: SandboxState, place: Place, time: number): RequestContext {
  return {
    account: place.account,
    region: place.region,
    partition: 'aws',
    requestId: '00000000-0000-0000-0000-000000000000',
    now: time,
    clock: {
      mode: 'real',
      now: () => time,
      progress: (start, milliseconds) =>
        milliseconds <= 0 ? 1 : Math.min(1, Math.max(0, (time - start) / milliseconds)),
    },
    state,
    table: (name) => state.table(place, name),
  };
}

/** Calls an operation of a service as a client would. Throws what it throws. */
export function call(
  service: SandboxService,
  operation: string,
  input: WireStructure,
  context: RequestContext,
): WireStructure {
  const handler = service.operations[operation];
  if (!handler) throw new Error(`${service.service} has no operation ${operation}`);
  const answer = handler(input, context);
  if (answer instanceof Promise) throw new Error(`${operation} does not answer at once`);
  return answer;
}

/** `2026.10` of a time. */
export function monthOf(time: number): string {
  const date = new Date(time);
  return `${date.getUTCFullYear()}.${date.getUTCMonth() + 1}`;
}

/** `20261003` of a time. */
export function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10).replaceAll('-', '');
}
