import type { ServiceModel } from '../../../aws/service-model.ts';
import { SandboxFault } from '../../service.ts';

/** The error that the model has for it, or else the protocol's code. */
export function throttledFault({ shapes }: ServiceModel, code: string): SandboxFault {
  const modelled = ['CallRateLimitExceededException', 'TooManyRequestsException'].find((name) => name in shapes);
  return modelled === undefined
    ? new SandboxFault(code, 'Rate exceeded', 400)
    : new SandboxFault(modelled, 'You have exceeded the permitted request rate for the specific operation.', 429);
}
