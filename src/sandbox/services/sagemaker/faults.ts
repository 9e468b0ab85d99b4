import { SandboxFault } from '../../service.ts';

export function resourceNotFound(message: string): SandboxFault {
  return new SandboxFault('ResourceNotFound', message, 400);
}

export function resourceInUse(message: string): SandboxFault {
  return new SandboxFault('ResourceInUse', message, 400);
}

export function limitExceeded(message: string): SandboxFault {
  return new SandboxFault('ResourceLimitExceeded', message, 400);
}

export function invalid(message: string): SandboxFault {
  return new SandboxFault('ValidationException', message, 400);
}
