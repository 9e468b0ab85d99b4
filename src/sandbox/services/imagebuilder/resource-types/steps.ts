import { alreadyExists, failed } from '../../../kit/resource-steps.ts';
import type { ResourceStep } from '../../../service.ts';
import { SandboxFault } from '../../../service.ts';

/** A create step: a name that exists already is told in CloudFormation's words, and a part that is missing is the request's fault. */
export function creationOf(type: string, work: () => ResourceStep): ResourceStep {
  try {
    return work();
  } catch (fault) {
    if (!(fault instanceof SandboxFault)) throw fault;
    if (fault.code === 'ResourceNotFoundException') return failed('InvalidRequest', fault.message);
    const existing = /already exists: '([^']+)'/.exec(fault.message)?.[1];
    if (fault.code !== 'ResourceAlreadyExistsException' || existing === undefined) throw fault;
    const { identifier: _, ...step } = alreadyExists(type, existing);
    return step;
  }
}

export function missing(operation: 'UPDATE' | 'DELETE', resource: string, identifier: string): ResourceStep {
  return failed('NotFound', `Attempted ${operation}, but ${resource} ${identifier} was not found`, identifier);
}
