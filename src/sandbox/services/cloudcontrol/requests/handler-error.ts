import type { ResourceSchema } from '../../../../cloudformation/resource-schema.ts';
import type { HandlerErrorCode } from '../../../kit/step-of.ts';
import { SandboxFault } from '../../../service.ts';
import { identifierAsPrinted } from '../resources/resource-identifier.ts';

/** HandlerErrorCode -> what a synchronous operation (GetResource, ListResources) answers for it. */
const exceptionOf: Readonly<Record<HandlerErrorCode, string>> = {
  AccessDenied: 'AccessDeniedException',
  AlreadyExists: 'AlreadyExistsException',
  GeneralServiceException: 'GeneralServiceException',
  InternalFailure: 'HandlerInternalFailureException',
  InvalidCredentials: 'InvalidCredentialsException',
  InvalidRequest: 'InvalidRequestException',
  NetworkFailure: 'NetworkFailureException',
  NotFound: 'ResourceNotFoundException',
  NotStabilized: 'NotStabilizedException',
  NotUpdatable: 'NotUpdatableException',
  ResourceConflict: 'ResourceConflictException',
  ServiceInternalError: 'ServiceInternalErrorException',
  ServiceLimitExceeded: 'ServiceLimitExceededException',
  ServiceTimeout: 'HandlerFailureException',
  Throttling: 'ThrottlingException',
  UnauthorizedTaggingOperation: 'AccessDeniedException',
};

/** The error of an operation that waits for its handler. */
export function handlerFault(
  typeName: string,
  errorCode: HandlerErrorCode,
  message: string,
  requestToken: string,
): SandboxFault {
  return new SandboxFault(
    exceptionOf[errorCode],
    `${typeName} Handler returned status FAILED: ${message} (HandlerErrorCode: ${errorCode}, RequestToken: ${requestToken})`,
  );
}

export const identifierNotFound = (schema: ResourceSchema, identifier: string) =>
  `Resource of type '${schema.typeName}' with identifier '${identifierAsPrinted(schema, identifier)}' was not found.`;

export const alreadyExistsMessage = (typeName: string, identifier: string) =>
  `Resource of type '${typeName}' with identifier '${identifier}' already exists.`;
