import { idempotencyBy } from '../../kit/idempotency.ts';
import { SandboxFault } from '../../service.ts';
import { messages } from './assumptions.ts';

export const idempotent = idempotencyBy({
  token: 'ClientToken',
  table: 'ec2.client-tokens',
  mismatch: () => new SandboxFault('IdempotentParameterMismatch', messages.mismatch),
});
