import type { AuthenticationFailure } from '../../dialect.ts';
import { SandboxFault } from '../../service.ts';

/** Codes as clients see them of AWS. */
const codes: Readonly<Record<AuthenticationFailure, string>> = {
  missing: 'MissingAuthenticationToken',
  incomplete: 'IncompleteSignature',
  'incomplete-query': 'IncompleteSignature',
  'unknown-key': 'InvalidClientTokenId',
  'wrong-signature': 'SignatureDoesNotMatch',
  'wrong-scope': 'SignatureDoesNotMatch',
  'unsigned-headers': 'AccessDenied',
  'expired-request': 'SignatureDoesNotMatch',
  'expired-query': 'SignatureDoesNotMatch',
  'expired-token': 'ExpiredToken',
};

/** What services that answer XML say to a signature that they do not take. */
export function authenticationFault(failure: AuthenticationFailure, message: string): SandboxFault {
  return new SandboxFault(codes[failure], message, failure.startsWith('incomplete') ? 400 : 403);
}
