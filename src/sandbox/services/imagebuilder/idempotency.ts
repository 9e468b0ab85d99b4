import type { WireStructure } from '../../../aws/service-model.ts';
import { canonicalText } from '../../kit/canonical-text.ts';
import { textOf } from '../../kit/members.ts';
import type { RequestContext } from '../../service.ts';
import { SandboxFault } from '../../service.ts';
import { messages, replaysClientTokens } from './assumptions.ts';

interface UsedToken {
  readonly parameters: string;
  readonly response: WireStructure;
}

/** An operation of Image Builder: these answer at once. */
export type Operation = (input: WireStructure, context: RequestContext) => WireStructure;

/**
 * An operation that heeds `clientToken`: the same token with the same parameters answers as before and does nothing,
 * with other parameters it throws IdempotentParameterMismatchException. A request that failed leaves its token free.
 */
export function idempotent(operation: string, handler: Operation): Operation {
  return (input, context) => {
    const token = textOf(input.clientToken);
    if (token === undefined) return handler(input, context);
    const used = context.table<UsedToken>('imagebuilder.client-tokens');
    const key = `${operation}/${token}`;
    const parameters = canonicalText({ ...input, clientToken: undefined });
    const earlier = used.get(key);
    if (earlier && earlier.parameters !== parameters)
      throw new SandboxFault('IdempotentParameterMismatchException', messages.tokenMismatch(token), 400);
    if (earlier && replaysClientTokens)
      return 'requestId' in earlier.response ? { ...earlier.response, requestId: context.requestId } : earlier.response;
    const response = handler(input, context);
    used.set(key, { parameters, response });
    return response;
  };
}
