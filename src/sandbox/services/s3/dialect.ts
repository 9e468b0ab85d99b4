import { signsChunks, verifyChunks } from '../../../aws/signing/verify-chunks.ts';
import { verifyRequest } from '../../../aws/signing/verify-request.ts';
import { isS3V2, verifyS3V2 } from '../../../aws/signing/verify-s3-v2.ts';
import type { AuthenticationFailure, ClaimedRequest, Dialect, VerifiedSigner } from '../../dialect.ts';
import { SandboxFault } from '../../service.ts';
import { s3Fault } from './faults.ts';
import { bucketInHost } from './http/bucket-in-host.ts';
import { receiveUpload } from './http/receive-upload.ts';
import { invalidInput } from './invalid-input.ts';
import { bucketOfPost, isPostForm, readPostForm } from './posts/read-post-form.ts';
import { verifyPost } from './posts/verify-post.ts';

/** Codes, statuses and texts of https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export const s3Dialect: Dialect = {
  // Its path could be meant for another service: a bucket may be called `rules`.
  claims: (request) =>
    isPostForm(request) || (isS3V2(request) && !request.query.some(([name]) => name === 'SignatureVersion')),
  verify: verifySigner,
  receive: receiveUpload,
  statuses: { PutBucketTagging: 204 },
  headers: { HeadBucket: { 'content-type': 'application/xml' } },
  faults: {
    authentication: authenticationFault,
    unknownOperation: () => s3Fault('MethodNotAllowed'),
    notImplemented: (message) => new SandboxFault('NotImplemented', message, 501),
    bodyTooLarge: () =>
      new SandboxFault('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', 400),
    invalidInput,
    throttled: () => new SandboxFault('SlowDown', 'Please reduce your request rate.', 503),
    internalFailure: () =>
      new SandboxFault('InternalError', 'The request processing has failed because of an unknown error.', 500),
  },
};

/** S3 still takes the addresses that clients presign as of old, and bodies that are signed chunk by chunk. */
function verifySigner(request: ClaimedRequest): VerifiedSigner {
  const { claim, headers, secretFor } = request;
  if (bucketOfPost({ ...request, path: request.rawPath, query: claim.query }) !== undefined)
    return verifyPost(readPostForm(request), request);
  if (claim.signer === undefined && isS3V2(claim)) {
    const verified = verifyS3V2({ ...request, query: claim.query, bucketInHost: bucketInHost(headers.host) });
    return verified.ok ? verified : { ...verified, message: '' };
  }
  const verified = verifyRequest(request);
  if (!verified.ok || !signsChunks(request) || 'failure' in claim.signature) return verified;
  const { secret = '' } = secretFor(verified.accessKeyId, verified.sessionToken) ?? {};
  return request.upload?.trail && verifyChunks({ headers, trail: request.upload.trail }, claim.signature, secret)
    ? verified
    : { ok: false, failure: 'wrong-signature', message: wrongSignature };
}

const codes = {
  missing: 'AccessDenied',
  incomplete: 'AuthorizationHeaderMalformed',
  'incomplete-query': 'AuthorizationQueryParametersError',
  'unknown-key': 'InvalidAccessKeyId',
  'wrong-signature': 'SignatureDoesNotMatch',
  'wrong-scope': 'AuthorizationHeaderMalformed',
  'unsigned-headers': 'AccessDenied',
  'expired-request': 'RequestTimeTooSkewed',
  'expired-query': 'AccessDenied',
  'expired-token': 'ExpiredToken',
} as const satisfies Readonly<Record<AuthenticationFailure, string>>;

const wrongSignature =
  'The request signature we calculated does not match the signature you provided. Check your key and signing method.';

/** What S3 says otherwise than the check of the signature does. */
const texts: Readonly<Partial<Record<AuthenticationFailure, string>>> = {
  missing: 'Access Denied',
  'unknown-key': 'The AWS Access Key Id you provided does not exist in our records.',
  'wrong-signature': wrongSignature,
  'expired-request': 'The difference between the request time and the current time is too large.',
  'expired-query': 'Request has expired',
  'expired-token': 'The provided token has expired.',
};

const badRequests: ReadonlySet<string> = new Set([
  'AuthorizationHeaderMalformed',
  'AuthorizationQueryParametersError',
  'ExpiredToken',
]);

function authenticationFault(
  failure: AuthenticationFailure,
  message: string,
  unsigned: readonly string[] = [],
): SandboxFault {
  const code = codes[failure];
  const members = unsigned.length === 0 ? {} : { HeadersNotSigned: unsigned.join(', ') };
  return new SandboxFault(code, texts[failure] ?? message, badRequests.has(code) ? 400 : 403, members);
}
