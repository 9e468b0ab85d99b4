import { type ResourceStep, SandboxFault } from '../service.ts';
import { failed } from './resource-steps.ts';

/** https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-test-contract-errors.html */
const handlerErrorCodes = [
  'AccessDenied',
  'AlreadyExists',
  'GeneralServiceException',
  'InternalFailure',
  'InvalidCredentials',
  'InvalidRequest',
  'NetworkFailure',
  'NotFound',
  'NotStabilized',
  'NotUpdatable',
  'ResourceConflict',
  'ServiceInternalError',
  'ServiceLimitExceeded',
  'ServiceTimeout',
  'Throttling',
  'UnauthorizedTaggingOperation',
] as const;

export type HandlerErrorCode = (typeof handlerErrorCodes)[number];

/** What the codes of the services' own errors mean to a handler; the first that fits counts. */
const meanings: readonly (readonly [RegExp, HandlerErrorCode])[] = [
  [/(?:Already|Resource)Exists|Duplicate/, 'AlreadyExists'],
  [/NotFound|NoSuch/, 'NotFound'],
  [/AccessDenied|Unauthorized|Forbidden/, 'AccessDenied'],
  [/Throttl|TooManyRequests|RateLimit|RequestLimit/, 'Throttling'],
  [/Quota|LimitExceeded/, 'ServiceLimitExceeded'],
  [/InUse|Conflict|Dependency/, 'ResourceConflict'],
  [/Internal|ServiceException|Unavailable/, 'ServiceInternalError'],
];

/** The HandlerErrorCode for an error of the service that a handler called. */
export function handlerErrorCode({ code }: SandboxFault): HandlerErrorCode {
  const own = handlerErrorCodes.find((known) => known === code);
  return own ?? meanings.find(([pattern]) => pattern.test(code))?.[1] ?? 'InvalidRequest';
}

/** How a handler of a CloudFormation type stands: what the service refuses fails its step. */
export function stepOf(act: () => ResourceStep): ResourceStep {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof SandboxFault)) throw error;
    return failed(handlerErrorCode(error), error.message);
  }
}
