import type { ConnectionError } from '../../aws/http/connection-error.ts';
import { meansGone } from '../../aws/means-gone.ts';
import { type ErrorScope, SkyqlError } from '../../errors/skyql-error.ts';
import { clockError, isClockCode } from './clock-error.ts';
import { isTemporary, isThrottling } from './retry.ts';

/** An error as AWS answered it: the cause of the SkyqlError that a user sees. */
export class ServiceFault extends Error {
  override readonly name = 'ServiceFault';
  /** The code on the wire: `ResourceNotFoundException`. */
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status: number) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** The code that AWS answered, where the error is AWS's. */
export function faultCodeOf(error: unknown): string | undefined {
  return faultOf(error)?.code;
}

export function faultOf(error: unknown): ServiceFault | undefined {
  if (!(error instanceof SkyqlError)) return undefined;
  return error.cause instanceof ServiceFault ? error.cause : faultOf(error.cause);
}

export interface FaultContext {
  readonly scope: ErrorScope;
  /** The IAM action of the call: `imagebuilder:GetImage`. */
  readonly action: string;
  readonly profile?: string;
  /** The call went to an endpoint that the user named, not to AWS's own. */
  readonly isOwnEndpoint?: boolean;
  /** This machine's clock and AWS's, in milliseconds since 1970. */
  readonly clocks?: { readonly here: number; readonly there: number };
}

export function callError(
  fault: ServiceFault,
  { scope, action, profile, isOwnEndpoint, clocks }: FaultContext,
): SkyqlError {
  const call = `${scope.service}:${scope.operation}${scope.region ? ` in ${scope.region}` : ''}`;
  const said = fault.message && fault.message !== fault.code ? `${fault.message} (${fault.code})` : fault.code;
  const make = (code: string, message: string, hint?: string, retryable = false) =>
    new SkyqlError(code, message, { hint, scope, retryable, cause: fault });

  switch (kindOf(fault)) {
    case 'throttled':
      return make(
        'THROTTLED',
        `AWS throttled ${call} and went on doing so: ${said}`,
        'Ask for fewer regions or rows at once, or run the statement again later.',
        true,
      );
    case 'clock':
      return clockError(said, clocks, { scope, cause: fault });
    case 'expired':
      return make(
        'CREDENTIALS_EXPIRED',
        `The AWS credentials have expired: ${said}`,
        `Sign in again: aws sso login${profile ? ` --profile ${profile}` : ''}`,
      );
    case 'credentials':
      return make(
        'CREDENTIALS_INVALID',
        `AWS does not accept the credentials for ${call}: ${said}`,
        isOwnEndpoint
          ? 'Check the access key and its secret. Of skyql sandbox: the access key is the account, the secret is test.'
          : `Check the access key, or sign in again. ${scope.region ? `The region ${scope.region} may also not be enabled in this account.` : ''}`.trimEnd(),
      );
    case 'denied': {
      const missing = /not authorized to perform:? ([\w-]+:\w+)/.exec(fault.message)?.[1] ?? action;
      return make('ACCESS_DENIED', `Access denied to ${call}: ${said}`, `Allow the IAM action ${missing}.`);
    }
    case 'missing':
      return make('RESOURCE_NOT_FOUND', `${call}: ${said}`);
    case 'invalid':
      return make('VALIDATION_FAILED', `${call} refused its input: ${said}`);
    case 'unsupported':
      return make(
        'UNSUPPORTED_ACTION',
        `${call}: ${said}`,
        'Cloud Control has no such operation for this type; see SHOW METHODS for what the resource can do.',
      );
    case 'quota':
      return make('QUOTA_EXCEEDED', `${call}: ${said}`, 'Ask for a higher quota in the Service Quotas console.');
    case 'other':
      return make('AWS_ERROR', `${call} failed: ${said}`, undefined, isTemporary(fault));
  }
}

type FaultKind =
  | 'throttled'
  | 'clock'
  | 'expired'
  | 'credentials'
  | 'denied'
  | 'missing'
  | 'invalid'
  | 'unsupported'
  | 'quota'
  | 'other';

const expired = /^(ExpiredToken|ExpiredTokenException|TokenRefreshRequired)$/;
const credentials =
  /^(UnrecognizedClientException|InvalidClientTokenId|InvalidAccessKeyId|InvalidSignatureException|SignatureDoesNotMatch|IncompleteSignature(Exception)?|MissingAuthenticationToken(Exception)?|AuthFailure|InvalidToken)$/;
const denied =
  /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|UnauthorizedException|NotAuthorized(Exception)?|AuthorizationError(Exception)?|Forbidden(Exception)?|UnauthorizedAccess|AllAccessDisabled)$/;
const unsupported = /^(UnsupportedActionException|TypeNotFoundException)$/;
const quota = /^(ServiceQuotaExceeded|ServiceLimitExceeded|ResourceLimitExceeded|.*LimitExceeded)(Exception)?$/;
const missing =
  /(NotFound|NotFoundException|NoSuch\w*|NonExistent\w*|\.NotFound|DoesNotExist(Exception)?|NotFound(Fault|Error))$/;
const invalid =
  /(Validation|Serialization|Malformed|MissingParameter|InvalidParameter|InvalidRequest|InvalidVersionNumber|InvalidPaginationToken|InvalidNextToken|InvalidInput|InvalidAttribute|NotUpdatable|UnknownParameter|InvalidFilter)/;

function kindOf(fault: ServiceFault): FaultKind {
  const { code, message } = fault;
  if (isThrottling(fault)) return 'throttled';
  if (isClockCode(code, message)) return 'clock';
  if (expired.test(code)) return 'expired';
  // EC2 answers AuthFailure too when the credentials are good but the resource is somebody else's.
  if (code === 'AuthFailure' && /restricted resource|not authorized/i.test(message)) return 'denied';
  if (credentials.test(code)) return 'credentials';
  if (denied.test(code)) return 'denied';
  if (unsupported.test(code)) return 'unsupported';
  if (missing.test(code) && meansGone(code)) return 'missing';
  if (quota.test(code)) return 'quota';
  if (invalid.test(code)) return 'invalid';
  return 'other';
}

/** What went wrong before AWS could answer: no such host, nobody listening, a connection cut. */
export function connectionError(cause: ConnectionError, endpoint: string, scope: ErrorScope): SkyqlError {
  return new SkyqlError('ENDPOINT_UNREACHABLE', `The endpoint ${endpoint} could not be reached. ${cause.message}.`, {
    hint: unreachedHint(cause, endpoint),
    scope,
    retryable: true,
    cause,
  });
}

function unreachedHint({ kind }: ConnectionError, endpoint: string): string {
  if (kind === 'tls')
    return 'Name a file with the certificates of those who are trusted: AWS_CA_BUNDLE, or ca_bundle of the profile. Of a proxy that reads along it is its own.';
  const isHere = /^https?:\/\/(localhost|127\.|\[::1\])/.test(endpoint);
  if (isHere && kind === 'timeout') return `Give it longer: --call-timeout 60s, SET call_timeout = '60s'.`;
  return isHere
    ? `Is anything listening at ${endpoint}? Start it with: skyql sandbox`
    : "Check the network, the proxy and the region's name, or give another endpoint with --endpoint-url; without AWS, try skyql sandbox.";
}

/** Node's code of a failed connection (`ECONNRESET`). */
export function systemCodeOf({ cause }: ConnectionError): string | undefined {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}
