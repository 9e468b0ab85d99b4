import { SandboxFault } from '../../service.ts';

export const noSuchEntity = (message: string) => new SandboxFault('NoSuchEntity', message, 404);
export const alreadyExists = (message: string) => new SandboxFault('EntityAlreadyExists', message, 409);
export const deleteConflict = (message: string) => new SandboxFault('DeleteConflict', message, 409);
export const limitExceeded = (message: string) => new SandboxFault('LimitExceeded', message, 409);
export const malformedPolicy = (message: string) => new SandboxFault('MalformedPolicyDocument', message, 400);
export const invalid = (message: string) => new SandboxFault('ValidationError', message, 400);
export const unmodifiable = (message: string) => new SandboxFault('UnmodifiableEntity', message, 400);
