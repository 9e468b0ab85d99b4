import { SandboxFault } from '../../service.ts';
import { messages } from './assumptions.ts';

export function invalid(message: string): SandboxFault {
  return new SandboxFault('ValidationException', message, 400);
}

export function parameterNotFound(): SandboxFault {
  return new SandboxFault('ParameterNotFound', messages.notFound, 400);
}

export function versionNotFound(version: string, name: string): SandboxFault {
  return new SandboxFault('ParameterVersionNotFound', messages.versionNotFound(version, name), 400);
}
