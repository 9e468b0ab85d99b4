import type { ResourceStep } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';

const errorCodes: Readonly<Record<string, string>> = {
  ResourceNotFound: 'NotFound',
  ResourceInUse: 'ResourceConflict',
  ResourceLimitExceeded: 'ServiceLimitExceeded',
};

/** A step of a handler: what `work` answers, or the HandlerErrorCode of the fault that it throws. */
export function outcomeOf(work: () => ResourceStep): ResourceStep {
  try {
    return work();
  } catch (fault) {
    if (!(fault instanceof SandboxFault)) throw fault;
    return failed(errorCodes[fault.code] ?? 'InvalidRequest', fault.message);
  }
}

export function failed(errorCode: string, message: string, identifier?: string): ResourceStep {
  return { status: 'FAILED', errorCode, message, ...(identifier === undefined ? {} : { identifier }) };
}

export function notFound(type: string, identifier: string): ResourceStep {
  return failed('NotFound', `Resource of type '${type}' with identifier '${identifier}' was not found.`, identifier);
}

export function alreadyExists(type: string, identifier: string): ResourceStep {
  const message = `Resource of type '${type}' with identifier '${identifier}' already exists.`;
  return failed('AlreadyExists', message, identifier);
}

/** CloudFormation's handlers refuse properties that only AWS sets. */
export function readOnlySet(names: readonly string[]): ResourceStep {
  return failed('InvalidRequest', `The following ReadOnly properties were set: [${names.join(', ')}]`);
}

/** A deletion goes on until there is nothing left. */
export function deletionStep(identifier: string, isThere: boolean): ResourceStep {
  return { status: isThere ? 'IN_PROGRESS' : 'SUCCESS', identifier };
}
