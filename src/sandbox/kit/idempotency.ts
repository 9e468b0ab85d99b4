import type { WireStructure } from '../../aws/service-model.ts';
import type { RequestContext, SandboxFault } from '../service.ts';
import { canonicalText } from './canonical-text.ts';
import { textOf } from './members.ts';
import type { Operation } from './operation.ts';

export interface IdempotencyRules {
  /** The member of a request that holds its client token. */
  readonly token: string;
  /** The table of the tokens that were used. */
  readonly table: string;
  /** For a token that came with other parameters before. */
  readonly mismatch: (token: string) => SandboxFault;
  /** What a request is answered that comes again; what it was answered the first time where absent. */
  readonly answerAgain?: (first: WireStructure, context: RequestContext) => WireStructure;
}

interface UsedToken {
  readonly parameters: string;
  readonly response: WireStructure;
}

/**
 * Makes operations heed client tokens: the same token with the same parameters answers again and does nothing, with others
 * it is refused. Each operation has tokens of its own, in each account and region, and a request that fails leaves its token free.
 */
export function idempotencyBy({ token: member, table, mismatch, answerAgain = (first) => first }: IdempotencyRules) {
  return (operation: string, handler: Operation): Operation =>
    (input, context) => {
      const token = textOf(input[member]);
      if (token === undefined || token === '') return handler(input, context);
      const used = context.table<UsedToken>(table);
      const key = `${operation}/${token}`;
      const parameters = canonicalText({ ...input, [member]: undefined });
      const earlier = used.get(key);
      if (earlier !== undefined && earlier.parameters !== parameters) throw mismatch(token);
      if (earlier !== undefined) return answerAgain(earlier.response, context);
      const response = handler(input, context);
      used.set(key, { parameters, response });
      return response;
    };
}
