import type { RequestContext } from '../../../service.ts';
import { messages } from '../assumptions.ts';
import { noSuchEntity } from '../faults.ts';
import { policyOf } from '../iam-store.ts';

/** Throws NoSuchEntity for an ARN that is no managed policy's. */
export function checkAttachable(arn: string, context: RequestContext): void {
  if (policyOf(arn, context) === undefined) throw noSuchEntity(messages.policyNotAttachable(arn));
}
