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
  const signedHeaders = Object.keys(headers)
    .filter((name) => !unsignedHeaders.has(name))
    .toSorted();
  const canonical = canonicalRequest({
    method: request.method,
    rawPath: request.path,
    query: request.query,
    headers,
    signedHeaders,
    payloadHash,
    service,
  });
  const signature = signatureOf(credentials.secretAccessKey, scope, timestamp, sha256Hex(canonical));
  headers.authorization = `${signingAlgorithm} Credential=${credentials.accessKeyId}/${scopeText(scope)}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`;
  return headers;
}
