import { SandboxFault } from '../../service.ts';

export function invalidParameter(message: string): SandboxFault {
  return new SandboxFault('InvalidParameterException', message, 400);
}

export function fault(code: string, message: string): SandboxFault {
  return new SandboxFault(code, message, 400);
}
