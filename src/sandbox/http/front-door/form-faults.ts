import type { ServiceModel } from '../../../aws/service-model.ts';
import { validationMessage } from '../../../aws/validate-input.ts';
import type { FrontDoorFaults } from '../../dialect.ts';
import { SandboxFault } from '../../service.ts';
import { authenticationFault } from './authentication-fault.ts';
import { throttledFault } from './throttled-fault.ts';

/** How services answer that are asked by forms and answer XML. */
export function formFaults(model: ServiceModel): FrontDoorFaults {
  const { apiVersion } = model.metadata;
  return {
    authentication: authenticationFault,
    unknownOperation: (action) =>
      action === undefined
        ? new SandboxFault('MissingAction', 'The request must contain the parameter Action', 400)
        : new SandboxFault('InvalidAction', `Could not find operation ${action} for version ${apiVersion}`, 400),
    notImplemented: (message) => new SandboxFault('InvalidAction', message, 400),
    bodyTooLarge: () => new SandboxFault('RequestEntityTooLarge', 'Request size exceeds the limit', 413),
    malformedRequest: ({ code, message }) =>
      new SandboxFault(code === 'SerializationException' ? 'MalformedInput' : code, message, 400),
    invalidInput: (problems) => new SandboxFault('ValidationError', validationMessage(problems), 400),
    throttled: () => throttledFault(model, 'Throttling'),
    internalFailure: () =>
      new SandboxFault('InternalFailure', 'The request processing has failed because of an unknown error.', 500),
  };
}
