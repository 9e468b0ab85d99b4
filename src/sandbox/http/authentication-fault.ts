import type { ProtocolName } from '../../aws/service-model.ts';
import type { SignatureFailure } from '../../aws/signing/verify-request.ts';
import { SandboxFault } from '../service.ts';

/** Why a request's signature is not taken. */
export type AuthenticationFailure = SignatureFailure | 'expired-token';

type Form = 'json' | 'rest' | 'query' | 'ec2' | 's3';

/** Codes as clients see them of AWS; the services' models say nothing of them. */
const codes: Readonly<Record<AuthenticationFailure, Readonly<Record<Form, string>>>> = {
  missing: {
    json: 'MissingAuthenticationTokenException',
    rest: 'MissingAuthenticationTokenException',
    query: 'MissingAuthenticationToken',
    ec2: 'MissingAuthenticationToken',
    s3: 'AccessDenied',
  },
  incomplete: {
    json: 'IncompleteSignatureException',
    rest: 'IncompleteSignatureException',
    query: 'IncompleteSignature',
    ec2: 'AuthFailure',
    s3: 'AuthorizationHeaderMalformed',
  },
  'unknown-key': {
    json: 'UnrecognizedClientException',
    rest: 'UnrecognizedClientException',
    query: 'InvalidClientTokenId',
    ec2: 'AuthFailure',
    s3: 'InvalidAccessKeyId',
  },
  'wrong-signature': {
    json: 'InvalidSignatureException',
    rest: 'InvalidSignatureException',
    query: 'SignatureDoesNotMatch',
    ec2: 'AuthFailure',
    s3: 'SignatureDoesNotMatch',
  },
  'wrong-scope': {
    json: 'InvalidSignatureException',
    rest: 'InvalidSignatureException',
    query: 'SignatureDoesNotMatch',
    ec2: 'AuthFailure',
    s3: 'AuthorizationHeaderMalformed',
  },
  'expired-request': {
    json: 'InvalidSignatureException',
    rest: 'InvalidSignatureException',
    query: 'SignatureDoesNotMatch',
    ec2: 'RequestExpired',
    s3: 'RequestTimeTooSkewed',
  },
  'expired-token': {
    json: 'ExpiredTokenException',
    rest: 'ExpiredTokenException',
    query: 'ExpiredToken',
    ec2: 'RequestExpired',
    s3: 'ExpiredToken',
  },
};

/** EC2 says no more than this, whatever is wrong. */
const ec2Message = 'AWS was not able to validate the provided access credentials';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const s3Messages: Readonly<Record<string, string>> = {
  AccessDenied: 'Access Denied',
  ExpiredToken: 'The provided token has expired.',
  InvalidAccessKeyId: 'The AWS Access Key Id you provided does not exist in our records.',
  RequestTimeTooSkewed: 'The difference between the request time and the current time is too large.',
  SignatureDoesNotMatch:
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
};

/** The error that a service of this protocol answers; `message` is what the signature's check says. */
export function authenticationFault(
  protocol: ProtocolName,
  failure: AuthenticationFailure,
  message: string,
): SandboxFault {
  const form = formOf(protocol);
  const code = codes[failure][form];
  const text = code === 'AuthFailure' ? ec2Message : form === 's3' ? (s3Messages[code] ?? message) : message;
  return new SandboxFault(code, text, statusOf(form, failure, code));
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html has EC2's; JSON services answer 400. */
function statusOf(form: Form, failure: AuthenticationFailure, code: string): number {
  if (failure === 'missing') return 403;
  if (form === 'ec2') return code === 'AuthFailure' ? 401 : 400;
  if (form === 's3') return code === 'AuthorizationHeaderMalformed' || code === 'ExpiredToken' ? 400 : 403;
  return form === 'json' || failure === 'incomplete' ? 400 : 403;
}

function formOf(protocol: ProtocolName): Form {
  if (protocol === 'smithy-rpc-v2-cbor') return 'json';
  // Of the services that speak it the sandbox has S3 alone.
  if (protocol === 'rest-xml') return 's3';
  return protocol === 'rest-json' ? 'rest' : protocol;
}
