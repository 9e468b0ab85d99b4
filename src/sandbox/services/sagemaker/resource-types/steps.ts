import { failed } from '../../../kit/resource-steps.ts';
import type { ResourceStep } from '../../../service.ts';

/** CloudFormation's handlers refuse properties that only AWS sets. */
export function readOnlySet(names: readonly string[]): ResourceStep {
  return failed('InvalidRequest', `The following ReadOnly properties were set: [${names.join(', ')}]`);
}

/** A deletion goes on until there is nothing left. */
export function deletionStep(identifier: string, isThere: boolean): ResourceStep {
  return { status: isThere ? 'IN_PROGRESS' : 'SUCCESS', identifier };
}
