import type { WireStructure } from '../../../aws/service-model.ts';
import { textOf } from '../../kit/members.ts';
import type { RequestContext } from '../../service.ts';
import { SandboxFault } from '../../service.ts';
import { messages } from './assumptions.ts';

/** An operation of EC2: these answer at once. */
export type Operation = (input: WireStructure, context: RequestContext) => WireStructure;

interface UsedToken {
  readonly parameters: string;
  readonly response: WireStructure;
}

/**
 * An operation that heeds `ClientToken`: the same token with the same parameters answers as before and does nothing, with others it throws
 * IdempotentParameterMismatch. A request that failed leaves its token free.
 */
export function idempotent(operation: string, handler: Operation): Operation {
  return (input, context) => {
    const token = textOf(input.ClientToken);
    if (token === undefined || token === '') return handler(input, context);
    const used = context.table<UsedToken>('ec2.client-tokens');
    const key = `${operation}/${token}`;
    const parameters = JSON.stringify(input);
    const earlier = used.get(key);
    if (earlier) {
      if (earlier.parameters !== parameters) throw new SandboxFault('IdempotentParameterMismatch', messages.mismatch);
      return earlier.response;
    }
    const response = handler(input, context);
    used.set(key, { parameters, response });
    return response;
  };
}
