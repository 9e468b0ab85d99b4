import type { ResourceStep } from '../service.ts';

type FailedStep = Extract<ResourceStep, { readonly status: 'FAILED' }>;

/** How handlers of CloudFormation types end that do not succeed. What a service throws need not be caught: `stepOf` is around them. */
export function failed(errorCode: string, message: string, identifier?: string): FailedStep {
  return { status: 'FAILED', errorCode, message, ...(identifier === undefined ? {} : { identifier }) };
}

export function notFound(type: string, identifier: string): FailedStep {
  return failed('NotFound', `Resource of type '${type}' with identifier '${identifier}' was not found.`, identifier);
}

export function alreadyExists(type: string, identifier: string): FailedStep {
  const message = `Resource of type '${type}' with identifier '${identifier}' already exists.`;
  return failed('AlreadyExists', message, identifier);
}
