import { partitionOf } from '../../aws/endpoints.ts';
import type { ProtocolName } from '../../aws/service-model.ts';
import { signedQueryPairs } from '../../aws/signing/canonical-request.ts';
import { signsChunks, verifyChunks } from '../../aws/signing/verify-chunks.ts';
import { verifyRequest } from '../../aws/signing/verify-request.ts';
import { isS3V2, verifyS3V2 } from '../../aws/signing/verify-s3-v2.ts';
import type { Caller, Clock, SandboxState } from '../service.ts';
import { bucketInHost } from '../services/s3/http/bucket-in-host.ts';
import { type AccessKey, accessKey, defaultAccount, type ListedKey } from '../state/access-keys.ts';
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
  readonly credentials: readonly ListedKey[];
  readonly state: SandboxState;
  readonly clock: Clock;
}

/** Who makes a request. Throws what the service's protocol answers to a signature that is not taken. */
export function authenticate(
  request: SandboxRequest,
  scope: CredentialScope | undefined,
  protocol: ProtocolName,
  { auth, credentials, state, clock }: AuthenticationSettings,
): AuthenticatedCaller {
  const keyOf: KeyOf = (accessKeyId) => accessKey(state, accessKeyId, partitionOf(scope?.region ?? ''), credentials);
  if (auth === 'off') return (scope && keyOf(scope.accessKeyId)) ?? { account: defaultAccount };
  const accessKeyId = isPresignedForS3(request, scope, protocol)
    ? signerForS3(request, protocol, keyOf)
    : signer(request, protocol, keyOf);
  const key = keyOf(accessKeyId);
  if (key?.expires !== undefined && key.expires <= clock.now()) {
    throw authenticationFault(protocol, 'expired-token', 'The security token included in the request is expired');
  }
  return key ?? { account: defaultAccount };
}

type KeyOf = (accessKeyId: string) => AccessKey | undefined;

function signer(request: SandboxRequest, protocol: ProtocolName, secretFor: KeyOf): string {
  const verification = verifyRequest({ ...request, secretFor, now: Date.now() });
  if (!verification.ok) throw authenticationFault(protocol, verification.failure, verification.message);
  const { accessKeyId } = verification;
  if (signsChunks(request) && !verifyChunks(request, secretFor(accessKeyId)?.secret ?? '')) {
    throw authenticationFault(
      protocol,
      'wrong-signature',
      'A chunk of the body does not have the signature that it claims.',
    );
  }
  return accessKeyId;
}

/** S3 still takes the addresses that clients presign as of old. */
function isPresignedForS3(
  { rawQuery }: SandboxRequest,
  scope: CredentialScope | undefined,
  protocol: ProtocolName,
): boolean {
  return protocol === 'rest-xml' && scope === undefined && isS3V2({ query: signedQueryPairs(rawQuery) });
}

function signerForS3(request: SandboxRequest, protocol: ProtocolName, secretFor: KeyOf): string {
  const query = signedQueryPairs(request.rawQuery);
  const bucket = bucketInHost(request.headers.host);
  const verification = verifyS3V2({ ...request, query, bucketInHost: bucket, secretFor, now: Date.now() });
  if (!verification.ok) throw authenticationFault(protocol, verification.failure, '');
  return verification.accessKeyId;
}
