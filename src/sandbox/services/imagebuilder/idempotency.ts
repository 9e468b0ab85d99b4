import { idempotencyBy } from '../../kit/idempotency.ts';
import { SandboxFault } from '../../service.ts';
import { messages } from './assumptions.ts';

export const idempotent = idempotencyBy({
  token: 'clientToken',
  table: 'imagebuilder.client-tokens',
  mismatch: (token) => new SandboxFault('IdempotentParameterMismatchException', messages.tokenMismatch(token), 400),
  // Assumed: only the request id is the repeated request's own.
  answerAgain: (first, { requestId }) => ('requestId' in first ? { ...first, requestId } : first),
});
