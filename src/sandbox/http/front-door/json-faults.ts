import type { ServiceModel } from '../../../aws/service-model.ts';
import { validationMessage } from '../../../aws/validate-input.ts';
import type { AuthenticationFailure, FrontDoorFaults } from '../../dialect.ts';
import { SandboxFault } from '../../service.ts';
import { throttledFault } from './throttled-fault.ts';

/** Codes as clients see them of AWS. */
const authenticationCodes: Readonly<Record<AuthenticationFailure, string>> = {
  missing: 'MissingAuthenticationTokenException',
  incomplete: 'IncompleteSignatureException',
  'incomplete-query': 'IncompleteSignatureException',
  'unknown-key': 'UnrecognizedClientException',
  'wrong-signature': 'InvalidSignatureException',
  'wrong-scope': 'InvalidSignatureException',
  'unsigned-headers': 'AccessDeniedException',
  'expired-request': 'InvalidSignatureException',
  'expired-query': 'InvalidSignatureException',
  'expired-token': 'ExpiredTokenException',
};

/** How services answer that speak JSON or CBOR: all in one place, or by paths and methods (`rest-json`). */
export function jsonFaults(model: ServiceModel): FrontDoorFaults {
  const isRest = model.metadata.protocol === 'rest-json';
  const statusOfUnknown = isRest ? 404 : 400;
  return {
    authentication(failure, message) {
      const isForbidden =
        ['missing', 'unsigned-headers'].includes(failure) || (isRest && !failure.startsWith('incomplete'));
      return new SandboxFault(authenticationCodes[failure], message, isForbidden ? 403 : 400);
    },
    unknownOperation: () => new SandboxFault('UnknownOperationException', '', statusOfUnknown),
    notImplemented: (message) => new SandboxFault('UnknownOperationException', message, statusOfUnknown),
    bodyTooLarge: () => new SandboxFault('RequestEntityTooLargeException', 'Request size exceeds the limit', 413),
    malformedRequest: ({ code, message }) => new SandboxFault(code, message, 400),
    invalidInput: (problems) => new SandboxFault('ValidationException', validationMessage(problems), 400),
    throttled: () => throttledFault(model, 'ThrottlingException'),
    internalFailure: () =>
      new SandboxFault('InternalFailure', 'The request processing has failed because of an unknown error.', 500),
  };
}
