import { SandboxFault } from '../../service.ts';
import { messages } from './assumptions.ts';

export function notFound(arn: string): SandboxFault {
  return new SandboxFault('ResourceNotFoundException', messages.notFound(arn), 404);
}

export function alreadyExists(resource: string, arn: string): SandboxFault {
  const message = `The following resource '${resource}' already exists: '${arn}'.`;
  return new SandboxFault('ResourceAlreadyExistsException', message, 400);
}

export function hasDependents(arn: string): SandboxFault {
  const message = `Resource dependency error: The resource ARN '${arn}' has other resources depended on it.`;
  return new SandboxFault('ResourceDependencyException', message, 400);
}

export function invalidValue(parameter: string, reason: string): SandboxFault {
  const message = `The value supplied for parameter '${parameter}' is not valid. ${reason}`;
  return new SandboxFault('InvalidParameterValueException', message, 400);
}

export function invalidCombination(parameter: string, reason: string): SandboxFault {
  const message = `The value supplied for parameter '${parameter}' is not valid. ${reason}`;
  return new SandboxFault('InvalidParameterCombinationException', message, 400);
}

export function invalidRequest(message: string): SandboxFault {
  return new SandboxFault('InvalidRequestException', message, 400);
}

export function invalidVersion(version: string): SandboxFault {
  return new SandboxFault('InvalidVersionNumberException', messages.invalidVersion(version), 400);
}

export function dryRunSucceeded(): SandboxFault {
  return new SandboxFault(
    'DryRunOperationException',
    'Request would have succeeded, but dryRun parameter is set to true.',
    412,
  );
}

export function notFoundExecution(id: string): SandboxFault {
  return new SandboxFault('ResourceNotFoundException', messages.notFoundExecution(id), 404);
}
