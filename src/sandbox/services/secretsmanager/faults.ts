import { SandboxFault } from '../../service.ts';
import { messages } from './assumptions.ts';

export const invalidParameter = (message: string) => new SandboxFault('InvalidParameterException', message, 400);
export const invalidRequest = (message: string) => new SandboxFault('InvalidRequestException', message, 400);
export const notFound = (message: string = messages.notFound) =>
  new SandboxFault('ResourceNotFoundException', message, 400);
export const resourceExists = (message: string) => new SandboxFault('ResourceExistsException', message, 400);
export const validation = (message: string) => new SandboxFault('ValidationException', message, 400);
