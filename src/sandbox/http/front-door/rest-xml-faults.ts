import type { ServiceModel } from '../../../aws/service-model.ts';
import { validationMessage } from '../../../aws/validate-input.ts';
import type { FrontDoorFaults } from '../../dialect.ts';
import { SandboxFault } from '../../service.ts';
import { authenticationFault } from './authentication-fault.ts';
import { throttledFault } from './throttled-fault.ts';

/** How services answer that speak XML by paths and methods. */
export function restXmlFaults(model: ServiceModel): FrontDoorFaults {
  return {
    authentication: authenticationFault,
    unknownOperation: () => new SandboxFault('UnknownOperationException', '', 404),
    notImplemented: (message) => new SandboxFault('UnknownOperationException', message, 404),
    bodyTooLarge: () => new SandboxFault('RequestEntityTooLarge', 'Request size exceeds the limit', 413),
    malformedRequest: ({ message }) => new SandboxFault('MalformedXML', message, 400),
    invalidInput: (problems) => new SandboxFault('ValidationException', validationMessage(problems), 400),
    throttled: () => throttledFault(model, 'ThrottlingException'),
    internalFailure: () =>
      new SandboxFault('InternalFailure', 'The request processing has failed because of an unknown error.', 500),
  };
}
