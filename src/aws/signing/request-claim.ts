import { WireError } from '../protocols/wire-error.ts';
import { signedQueryPairs } from './canonical-request.ts';
import { type ClaimProblem, readSignatureClaim, type SignatureClaim } from './signature-claim.ts';
import { type CredentialScope, scopeTerminator, signingAlgorithm } from './signing-key.ts';

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
  /** Names and values as they are signed, no longer escaped; none where they cannot be read. */
  readonly query: readonly (readonly [string, string])[];
}

interface ClaimingRequest {
  /** As it stands in the request line, without its question mark. */
  readonly rawQuery: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Reads the claim of the Authorization header, or else of a presigned query. */
export function readRequestClaim({ headers, rawQuery }: ClaimingRequest): RequestClaim {
  const query = queryOf(rawQuery);
  if (query instanceof WireError) {
    const signature = { failure: 'incomplete', message: query.message } as const;
    return { signer: signerIn(headers, rawQuery), signature, query: [] };
  }
  const signature = readSignatureClaim(headers, query);
  const signer = 'failure' in signature ? signerIn(headers, rawQuery) : wholeSigner(signature);
  return { signer, signature, query };
}

function queryOf(rawQuery: string): RequestClaim['query'] | WireError {
  try {
    return signedQueryPairs(rawQuery);
  } catch (error) {
    if (error instanceof WireError) return error;
    throw error;
  }
}

/** Of a claim that is not whole: what it says of its signer tells still which service has to refuse it. */
function signerIn(headers: ClaimingRequest['headers'], rawQuery: string): Signer | undefined {
  const credential =
    authorized.exec(headers.authorization ?? '')?.[1] ?? new URLSearchParams(rawQuery).get('X-Amz-Credential');
  const parts = credential?.split('/') ?? [];
  // An access key id may itself hold slashes: the scope is the last four parts.
  const [date = '', region = '', service = '', terminator] = parts.slice(-4);
  if (terminator !== scopeTerminator) return undefined;
  return wholeSigner({ accessKeyId: parts.slice(0, -4).join('/'), scope: { date, region, service } });
}

const authorized = new RegExp(`^${signingAlgorithm}\\s.*?Credential=([^\\s,]+)`);

function wholeSigner({ accessKeyId, scope }: Signer): Signer | undefined {
  const isWhole = accessKeyId !== '' && scope.date !== '' && scope.region !== '' && scope.service !== '';
  return isWhole ? { accessKeyId, scope } : undefined;
}
