import { partitionOf } from '../../aws/endpoints.ts';
import type { ProtocolName } from '../../aws/service-model.ts';
import { verifyRequest } from '../../aws/signing/verify-request.ts';
import type { Caller, Clock, SandboxState } from '../service.ts';
import { type AccessKey, accessKey, defaultAccount } from '../state/access-keys.ts';
import { authenticationFault } from './authentication-fault.ts';
import type { CredentialScope } from './credential-scope.ts';
import type { SandboxRequest } from './sandbox-request.ts';

/** The account that a request is made in, and by whom. */
export interface AuthenticatedCaller {
  readonly account: string;
  readonly caller?: Caller;
}

export interface AuthenticationSettings {
  readonly auth: 'verify' | 'off';
  readonly state: SandboxState;
  readonly clock: Clock;
}

/** Who makes a request. Throws what the service's protocol answers to a signature that is not taken. */
export function authenticate(
  request: SandboxRequest,
  scope: CredentialScope | undefined,
  protocol: ProtocolName,
  { auth, state, clock }: AuthenticationSettings,
): AuthenticatedCaller {
  const keyOf = (accessKeyId: string): AccessKey | undefined =>
    accessKey(state, accessKeyId, partitionOf(scope?.region ?? ''));
  if (auth === 'off') return (scope && keyOf(scope.accessKeyId)) ?? { account: defaultAccount };
  const verification = verifyRequest({ ...request, secretFor: keyOf, now: Date.now() });
  if (!verification.ok) throw authenticationFault(protocol, verification.failure, verification.message);
  const key = keyOf(verification.accessKeyId);
  if (key?.expires !== undefined && key.expires <= clock.now()) {
    throw authenticationFault(protocol, 'expired-token', 'The security token included in the request is expired');
  }
  return key ?? { account: defaultAccount };
}
