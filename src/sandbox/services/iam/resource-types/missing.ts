import type { ResourceStep } from '../../../service.ts';

export function missing(type: string, identifier: string): ResourceStep {
  const message = `Resource of type '${type}' with identifier '${identifier}' was not found.`;
  return { status: 'FAILED', errorCode: 'NotFound', message, identifier };
}
