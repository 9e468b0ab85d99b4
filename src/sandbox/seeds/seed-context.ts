import type { WireStructure } from '../../aws/service-model.ts';
import type { RequestContext, SandboxService } from '../service.ts';

export const hour = 3_600_000;
export const day = 24 * hour;

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
