import type { WireStructure } from '../../aws/service-model.ts';
import type { RequestContext, SandboxService } from '../service.ts';

/** Asks a service as a client does, by an operation of its API. Throws the operation's fault. */
export function callOperation(
  { service, operations }: SandboxService,
  operation: string,
  input: WireStructure,
  context: RequestContext,
): WireStructure {
  const handler = operations[operation];
  if (handler === undefined) throw new Error(`${service} has no operation ${operation}.`);
  const answer = handler(input, context);
  if (answer instanceof Promise) throw new Error(`${service} does not answer ${operation} at once.`);
  return answer;
}
