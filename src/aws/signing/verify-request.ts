import { timingSafeEqual } from 'node:crypto';
import { canonicalRequest, sha256Hex, signsAsS3 } from './canonical-request.ts';
import { type RequestClaim, readRequestClaim } from './request-claim.ts';
import type { SignatureClaim } from './signature-claim.ts';
import { signatureOf } from './signing-key.ts';
import { formatSigningTime, parseSigningTime } from './signing-time.ts';

export interface SignedRequest {
  readonly method: string;
  /** As it stands in the request line, without the query string. */
  readonly rawPath: string;
  /** As it stands in the request line, without its question mark. */
  readonly rawQuery: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
  /** SHA-256 of the body in hexadecimal, where it was made as the body came; `body` is not looked at then. */
  readonly bodyHash?: string | undefined;
  /** The secret of an access key, and the session token that its requests must carry; undefined when there is no such key. */
  readonly secretFor: (accessKeyId: string, sessionToken?: string) => KnownSecret | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What the scope must name, where the server knows. */
  readonly expected?: { readonly region?: string; readonly service?: string };
  /** What `readRequestClaim` says of the request, where it has been read already. */
  readonly claim?: RequestClaim;
}

export interface KnownSecret {
  readonly secret: string;
  readonly sessionToken?: string;
}

export type Verification =
  | {
      readonly ok: true;
      readonly accessKeyId: string;
      readonly region: string;
      readonly service: string;
      readonly sessionToken?: string;
    }
  | {
      readonly ok: false;
      readonly failure: SignatureFailure;
      readonly code: string;
      readonly message: string;
      /** Names of headers that had to be signed. */
      readonly unsigned?: readonly string[];
    };

/** Why a signature is not taken. */
export type SignatureFailure =
  | 'missing'
  | 'incomplete'
  /** Of a signature in the query string. */
  | 'incomplete-query'
  | 'unknown-key'
  | 'wrong-signature'
  | 'wrong-scope'
  /** Headers that decide what is asked for stand beside a signature in the query string that says nothing of them. */
  | 'unsigned-headers'
  | 'expired-request'
  /** Of a signature in the query string. */
  | 'expired-query';

/** How far a request's date may be from the server's. */
const allowedSkewMinutes = 15;
/** A week: the longest that AWS lets a signature in a query string last. */
const maximumExpiresSeconds = 604_800;

const codes: Readonly<Record<SignatureFailure, string>> = {
  missing: 'MissingAuthenticationTokenException',
  incomplete: 'IncompleteSignatureException',
  'incomplete-query': 'IncompleteSignatureException',
  'unknown-key': 'UnrecognizedClientException',
  'wrong-signature': 'InvalidSignatureException',
  'wrong-scope': 'InvalidSignatureException',
  'unsigned-headers': 'AccessDeniedException',
  'expired-request': 'InvalidSignatureException',
  'expired-query': 'InvalidSignatureException',
};

const invalidToken = 'The security token included in the request is invalid.';
const wrongSignature =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

/** Whether a request is signed, with AWS Signature Version 4, by who it says: in its headers or in its query string. */
export function verifyRequest(request: SignedRequest): Verification {
  const { signature: claim, query } = request.claim ?? readRequestClaim(request);
  if ('failure' in claim) return refuse(claim.failure, claim.message);
  const known = request.secretFor(claim.accessKeyId, claim.sessionToken);
  if (known === undefined || !sameText(known.sessionToken ?? '', claim.sessionToken ?? '')) {
    return refuse('unknown-key', invalidToken);
  }
  const refusal = timeProblem(claim, request.now) ?? scopeProblem(claim, request);
  if (refusal !== undefined) return refusal;
  if (!sameText(expectedSignature(claim, request, query, known.secret), claim.signature)) {
    return refuse('wrong-signature', wrongSignature);
  }
  const { region, service } = claim.scope;
  return { ok: true, accessKeyId: claim.accessKeyId, region, service, sessionToken: claim.sessionToken };
}

function expectedSignature(
  claim: SignatureClaim,
  request: SignedRequest,
  query: readonly (readonly [string, string])[],
  secret: string,
): string {
  const canonical = canonicalRequest({
    method: request.method,
    rawPath: request.rawPath,
    query: query.filter(([name]) => claim.place === 'header' || name !== 'X-Amz-Signature'),
    headers: request.headers,
    signedHeaders: claim.signedHeaders,
    payloadHash: payloadHash(claim, request),
    service: claim.scope.service,
  });
  return signatureOf(secret, claim.scope, claim.timestamp, sha256Hex(canonical));
}

/** Always of the body that came, whatever hash the request claims; only S3's clients may leave their bodies unsigned. */
function payloadHash(claim: SignatureClaim, request: SignedRequest): string {
  if (signsAsS3(claim.scope.service)) {
    const claimed = request.headers['x-amz-content-sha256'];
    if (claimed?.startsWith('UNSIGNED-') === true || claimed?.startsWith('STREAMING-') === true) return claimed;
    if (claim.place === 'query' && claimed === undefined) return 'UNSIGNED-PAYLOAD';
  }
  return request.bodyHash ?? sha256Hex(request.body);
}

function timeProblem(claim: SignatureClaim, now: number): Verification | undefined {
  const signed = parseSigningTime(claim.timestamp);
  if (signed === undefined) {
    const message = `Date must be in ISO-8601 'basic format'. Got '${claim.timestamp.slice(0, 50)}'. See http://en.wikipedia.org/wiki/ISO_8601`;
    return refuse('incomplete', message);
  }
  const skew = allowedSkewMinutes * 60_000;
  const expires = claim.expires;
  if (expires !== undefined && !(expires >= 1 && expires <= maximumExpiresSeconds)) {
    return refuse('incomplete-query', `X-Amz-Expires must be between 1 and ${maximumExpiresSeconds} seconds`);
  }
  const lasts = expires === undefined ? skew : expires * 1000;
  const today = formatSigningTime(now);
  if (now > signed + lasts) {
    const earliest = formatSigningTime(now - lasts);
    const span = expires === undefined ? `${allowedSkewMinutes} min.` : `${expires} s.`;
    return refuse(
      expires === undefined ? 'expired-request' : 'expired-query',
      `Signature expired: ${claim.timestamp} is now earlier than ${earliest} (${today} - ${span})`,
    );
  }
  if (signed > now + skew) {
    const latest = formatSigningTime(now + skew);
    const message = `Signature not yet current: ${claim.timestamp} is still later than ${latest} (${today} + ${allowedSkewMinutes} min.)`;
    return refuse('expired-request', message);
  }
  return undefined;
}

function scopeProblem(claim: SignatureClaim, { expected, headers }: SignedRequest): Verification | undefined {
  const { date, region, service } = claim.scope;
  if (date !== claim.timestamp.slice(0, 8)) {
    const message = `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date}' != '${claim.timestamp.slice(0, 8)}', from '${claim.timestamp}'.`;
    return refuse('wrong-scope', message);
  }
  if (expected?.service !== undefined && expected.service !== service) {
    return refuse('wrong-scope', `Credential should be scoped to correct service: '${expected.service}'.`);
  }
  if (expected?.region !== undefined && expected.region !== region) {
    return refuse('wrong-scope', `Credential should be scoped to a valid region, not '${region}'.`);
  }
  const signed = new Set(claim.signedHeaders);
  // A header of AWS's that is not signed could have been put in by anyone.
  const unsigned = Object.keys(headers).filter((name) => mustBeSigned(name, claim) && !signed.has(name));
  if (claim.place === 'query' && unsigned.length > 0) {
    const message = 'There were headers present in the request which were not signed';
    return { ...refuse('unsigned-headers', message), unsigned };
  }
  const [loose] = unsigned;
  if (loose === undefined && signed.has('host')) return undefined;
  return refuse('wrong-signature', `'${loose ?? 'Host'}' must be a 'SignedHeader' in the AWS Authorization.`);
}

/**
 * Seen in requests of AWS's own clients: these headers they add after signing. The hash of the body is signed all the same,
 * in a line of its own.
 */
const addedAfterSigning: ReadonlySet<string> = new Set(['x-amz-user-agent', 'x-amz-content-sha256']);

/** Whoever presigns a request gives it away: nothing that decides what it asks for is left open. */
function mustBeSigned(name: string, claim: SignatureClaim): boolean {
  return name.startsWith('x-amz-') && (claim.place === 'query' || !addedAfterSigning.has(name));
}

function refuse(failure: SignatureFailure, message: string): Extract<Verification, { ok: false }> {
  return { ok: false, failure, code: codes[failure], message };
}

function sameText(left: string, right: string): boolean {
  const leftBytes = Buffer.from(left);
  const rightBytes = Buffer.from(right);
  return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes);
}
