import { parseQueryString } from '../protocols/percent-encoding.ts';
import { WireError } from '../protocols/wire-error.ts';
import { readAuthorizationHeader } from './authorization-header.ts';
import { signedPath } from './canonical-request.ts';
import { type ClaimProblem, readSignatureClaim, type SignatureClaim } from './signature-claim.ts';
import { type CredentialScope, scopeTerminator } from './signing-key.ts';

/** Who a request says has signed it, for which day, region and service. */
export interface Signer {
  readonly accessKeyId: string;
  readonly scope: CredentialScope;
}

/** What a request says of its own signature: read once, for whoever asks. */
export interface RequestClaim {
  /** Also where the rest of the claim is wrong; undefined for a request that nobody signed. */
  readonly signer: Signer | undefined;
  readonly signature: SignatureClaim | ClaimProblem;
  /**
   * Names and values as they are signed, no longer escaped, and the path: who verified these must act on these. Where a
   * query's escapes are no UTF-8 the signature is refused, and U+FFFD stands for them.
   */
  readonly query: readonly (readonly [string, string])[];
  readonly path: string;
}

interface ClaimingRequest {
  /** As it stands in the request line, without the query string. */
  readonly rawPath: string;
  /** As it stands in the request line, without its question mark. */
  readonly rawQuery: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Reads the claim of the Authorization header, or else of a presigned query. */
export function readRequestClaim({ headers, rawPath, rawQuery }: ClaimingRequest): RequestClaim {
  const readable = queryOf(rawQuery);
  const isUnreadable = readable instanceof WireError;
  const query = isUnreadable ? [...new URLSearchParams(rawQuery)] : readable;
  const signature = isUnreadable
    ? ({ failure: 'incomplete', message: readable.message } as const)
    : readSignatureClaim(headers, query);
  const signer = 'failure' in signature ? signerIn(headers, query) : signature;
  const path = signer === undefined ? rawPath : signedPath(rawPath, signer.scope.service);
  return { signer, signature, query, path };
}

function queryOf(rawQuery: string): RequestClaim['query'] | WireError {
  try {
    return parseQueryString(rawQuery);
  } catch (error) {
    if (error instanceof WireError) return error;
    throw error;
  }
}

/** Of a claim that is not whole: what it says of its signer tells still which service has to refuse it. */
function signerIn(headers: ClaimingRequest['headers'], query: RequestClaim['query']): Signer | undefined {
  const { authorization } = headers;
  const credential =
    authorization === undefined
      ? query.find(([name]) => name === 'X-Amz-Credential')?.[1]
      : readAuthorizationHeader(authorization).parameters.get('Credential');
  const parts = credential?.split('/') ?? [];
  // An access key id may itself hold slashes: the scope is the last four parts.
  const [date = '', region = '', service = '', terminator] = parts.slice(-4);
  const accessKeyId = parts.slice(0, -4).join('/');
  if (terminator !== scopeTerminator || [accessKeyId, date, region, service].includes('')) return undefined;
  return { accessKeyId, scope: { date, region, service } };
}
