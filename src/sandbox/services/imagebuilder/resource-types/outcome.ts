import type { ResourceStep } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';

const errorCodes: Readonly<Record<string, string>> = {
  ResourceAlreadyExistsException: 'AlreadyExists',
  ResourceNotFoundException: 'NotFound',
  ResourceDependencyException: 'ResourceConflict',
  ResourceInUseException: 'ResourceConflict',
  ServiceQuotaExceededException: 'ServiceLimitExceeded',
  ServiceException: 'ServiceInternalError',
  ForbiddenException: 'AccessDenied',
};

/** A step of a handler: what `work` answers, or the HandlerErrorCode of the fault that it throws. */
export function outcomeOf(work: () => ResourceStep): ResourceStep {
  try {
    return work();
  } catch (fault) {
    if (!(fault instanceof SandboxFault)) throw fault;
    return { status: 'FAILED', errorCode: errorCodes[fault.code] ?? 'InvalidRequest', message: fault.message };
  }
}

/** A create step: a name that exists already is told in CloudFormation's words, and a part that is missing is the request's fault. */
export function creationOf(type: string, work: () => ResourceStep): ResourceStep {
  const step = outcomeOf(work);
  if (step.status !== 'FAILED') return step;
  if (step.errorCode === 'NotFound') return { ...step, errorCode: 'InvalidRequest' };
  const existing = /already exists: '([^']+)'/.exec(step.message)?.[1];
  if (step.errorCode !== 'AlreadyExists' || existing === undefined) return step;
  return { ...step, message: `Resource of type '${type}' with identifier '${existing}' already exists.` };
}

export function missing(operation: 'UPDATE' | 'DELETE', resource: string, identifier: string): ResourceStep {
  const message = `Attempted ${operation}, but ${resource} ${identifier} was not found`;
  return { status: 'FAILED', errorCode: 'NotFound', message, identifier };
}
