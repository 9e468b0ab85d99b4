import { SandboxFault } from '../../service.ts';

export const invalid = (message: string) => new SandboxFault('ValidationError', message, 400);
export const alreadyExists = (message: string) => new SandboxFault('AlreadyExists', message);
export const inUse = (message: string) => new SandboxFault('ResourceInUse', message);
export const limitExceeded = (message: string) => new SandboxFault('LimitExceeded', message);
