import type { ProtocolName } from '../../aws/service-model.ts';
import type { SignatureFailure } from '../../aws/signing/verify-request.ts';
import { SandboxFault } from '../service.ts';

/** Why a request's signature is not taken. */
export type AuthenticationFailure = SignatureFailure | 'expired-token';

type Form = 'json' | 'rest' | 'query' | 'ec2';

/** Codes as clients see them of AWS; the services' models say nothing of them. */
const codes: Readonly<Record<AuthenticationFailure, Readonly<Record<Form, string>>>> = {
  missing: {
    json: 'MissingAuthenticationTokenException',
    rest: 'MissingAuthenticationTokenException',
    query: 'MissingAuthenticationToken',
    ec2: 'MissingAuthenticationToken',
  },
  incomplete: {
    json: 'IncompleteSignatureException',
    rest: 'IncompleteSignatureException',
    query: 'IncompleteSignature',
    ec2: 'AuthFailure',
  },
  'unknown-key': {
    json: 'UnrecognizedClientException',
    rest: 'UnrecognizedClientException',
    query: 'InvalidClientTokenId',
    ec2: 'AuthFailure',
  },
  'wrong-signature': {
    json: 'InvalidSignatureException',
    rest: 'InvalidSignatureException',
    query: 'SignatureDoesNotMatch',
    ec2: 'AuthFailure',
  },
  'wrong-scope': {
    json: 'InvalidSignatureException',
    rest: 'InvalidSignatureException',
    query: 'SignatureDoesNotMatch',
    ec2: 'AuthFailure',
  },
  'expired-request': {
    json: 'InvalidSignatureException',
    rest: 'InvalidSignatureException',
    query: 'SignatureDoesNotMatch',
    ec2: 'RequestExpired',
  },
  'expired-token': {
    json: 'ExpiredTokenException',
    rest: 'ExpiredTokenException',
    query: 'ExpiredToken',
    ec2: 'RequestExpired',
  },
};

/** EC2 says no more than this, whatever is wrong. */
const ec2Message = 'AWS was not able to validate the provided access credentials';

/** The error that a service of this protocol answers; `message` is what the signature's check says. */
export function authenticationFault(
  protocol: ProtocolName,
  failure: AuthenticationFailure,
  message: string,
): SandboxFault {
  const form = formOf(protocol);
  const code = codes[failure][form];
  return new SandboxFault(code, code === 'AuthFailure' ? ec2Message : message, statusOf(form, failure, code));
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html has EC2's; JSON services answer 400. */
function statusOf(form: Form, failure: AuthenticationFailure, code: string): number {
  if (failure === 'missing') return 403;
  if (form === 'ec2') return code === 'AuthFailure' ? 401 : 400;
  return form === 'json' || failure === 'incomplete' ? 400 : 403;
}

function formOf(protocol: ProtocolName): Form {
  if (protocol === 'smithy-rpc-v2-cbor') return 'json';
  return protocol === 'rest-json' || protocol === 'rest-xml' ? 'rest' : protocol;
}
