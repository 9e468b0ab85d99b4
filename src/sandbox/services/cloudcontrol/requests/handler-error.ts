import type { ResourceSchema } from '../../../../cloudformation/resource-schema.ts';
import { SandboxFault } from '../../../service.ts';
import { identifierAsPrinted } from '../resources/resource-identifier.ts';

/** HandlerErrorCode -> what a synchronous operation (GetResource, ListResources) answers for it. */
const exceptionOf: Readonly<Record<string, string>> = {
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

/** What the codes of the services' own errors mean to a handler; the first that fits counts. */
const meanings: readonly (readonly [RegExp, string])[] = [
  [/AlreadyExists|Duplicate/, 'AlreadyExists'],
  [/NotFound|NoSuch/, 'NotFound'],
  [/AccessDenied|Unauthorized|Forbidden/, 'AccessDenied'],
  [/Throttl|TooManyRequests|RateLimit|RequestLimit/, 'Throttling'],
  [/Quota|LimitExceeded/, 'ServiceLimitExceeded'],
  [/InUse|Conflict|Dependency/, 'ResourceConflict'],
  [/Internal|ServiceException|Unavailable/, 'ServiceInternalError'],
];

/** The HandlerErrorCode for an error of the service that a handler called. */
export function handlerErrorCode(fault: SandboxFault): string {
  if (fault.code in exceptionOf) return fault.code;
  return meanings.find(([pattern]) => pattern.test(fault.code))?.[1] ?? 'InvalidRequest';
}

/** The error of an operation that waits for its handler. */
export function handlerFault(typeName: string, errorCode: string, message: string, requestToken: string): SandboxFault {
  return new SandboxFault(
    exceptionOf[errorCode] ?? 'GeneralServiceException',
    `${typeName} Handler returned status FAILED: ${message} (HandlerErrorCode: ${errorCode}, RequestToken: ${requestToken})`,
  );
}

export const identifierNotFound = (schema: ResourceSchema, identifier: string) =>
  `Resource of type '${schema.typeName}' with identifier '${identifierAsPrinted(schema, identifier)}' was not found.`;

export const alreadyExistsMessage = (typeName: string, identifier: string) =>
  `Resource of type '${typeName}' with identifier '${identifier}' already exists.`;
