import { copiedRecord } from '../../data/copied-record.ts';
import type { HttpRequest } from '../protocols/protocol.ts';
import { canonicalRequest, sha256Hex, signsAsS3 } from './canonical-request.ts';
import { type CredentialScope, scopeText, signatureOf, signingAlgorithm } from './signing-key.ts';
import { formatSigningTime } from './signing-time.ts';

export interface SigningCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface SigningRequest {
  readonly request: HttpRequest;
  /** As the `host` header has it: with the port, unless it is the protocol's own. */
  readonly host: string;
  readonly credentials: SigningCredentials;
  readonly region: string;
  /** The signing name of the service. */
  readonly service: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Leaves the body out of the signature, for operations that ask for it; over TLS alone. */
  readonly unsignedPayload?: boolean;
}

/** Headers that proxies on the way change or remove, so that they are never signed. */
const unsignedHeaders: ReadonlySet<string> = new Set([
  'authorization',
  'connection',
  'expect',
  'transfer-encoding',
  'user-agent',
  'x-amzn-trace-id',
]);

/** Which of some headers are signed, in their order, and all of them as one text. */
interface SignedNames {
  readonly names: readonly string[];
  readonly text: string;
}

/** By the names of all headers: the requests of a program have few different ones. */
const signedNames = new Map<string, SignedNames>();
const maximumKept = 1_000;

function signedOf(names: readonly string[]): SignedNames {
  const key = names.join(';');
  const known = signedNames.get(key);
  if (known !== undefined) return known;
  const signed = names.filter((name) => !unsignedHeaders.has(name)).toSorted();
  const found = { names: signed, text: signed.join(';') };
  if (signedNames.size >= maximumKept) signedNames.clear();
  // What could be taken for several names is none that can be sent.
  if (!names.some((name) => name.includes(';'))) signedNames.set(key, found);
  return found;
}

/** All headers that the request goes with, signed with AWS Signature Version 4. */
export function signRequest(signing: SigningRequest): Record<string, string> {
  const { request, credentials, service } = signing;
  const timestamp = formatSigningTime(signing.now);
  const scope: CredentialScope = { date: timestamp.slice(0, 8), region: signing.region, service };
  const payloadHash = signing.unsignedPayload === true ? 'UNSIGNED-PAYLOAD' : sha256Hex(request.body);
  const headers = copiedRecord(request.headers, 8);
  headers.host = signing.host;
  headers['x-amz-date'] = timestamp;
  if (credentials.sessionToken !== undefined) headers['x-amz-security-token'] = credentials.sessionToken;
  if (signsAsS3(service) || signing.unsignedPayload === true) headers['x-amz-content-sha256'] = payloadHash;
  const signedHeaders = signedOf(Object.keys(headers));
  const canonical = canonicalRequest({
    method: request.method,
    rawPath: request.path,
    query: request.query,
    headers,
    signedHeaders: signedHeaders.names,
    payloadHash,
    service,
  });
  const signature = signatureOf(credentials.secretAccessKey, scope, timestamp, sha256Hex(canonical));
  headers.authorization = `${signingAlgorithm} Credential=${credentials.accessKeyId}/${scopeText(scope)}, SignedHeaders=${signedHeaders.text}, Signature=${signature}`;
  return headers;
}
