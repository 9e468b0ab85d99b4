import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SignatureFailure } from './verify-request.ts';

/** What S3's clients sign with Signature Version 2: presigned addresses, which boto3 still makes unless told otherwise. */
export interface S3V2Request {
  readonly method: string;
  /** As it stands in the request line. */
  readonly rawPath: string;
  /** Names and values, no longer escaped. */
  readonly query: readonly (readonly [string, string])[];
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The bucket in the host's name, where it is not in the path. */
  readonly bucketInHost: string | undefined;
  readonly secretFor: (
    accessKeyId: string,
    sessionToken?: string,
  ) => { readonly secret: string; readonly sessionToken?: string } | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export type S3V2Verification =
  | { readonly ok: true; readonly accessKeyId: string; readonly sessionToken?: string | undefined }
  | { readonly ok: false; readonly failure: SignatureFailure };

/** Parameters that name what is asked for, and so are signed: those that AWS's own clients sign. */
const signedParameters: ReadonlySet<string> = new Set([
  ...['accelerate', 'acl', 'analytics', 'cors', 'defaultObjectAcl', 'delete', 'inventory', 'lifecycle', 'location'],
  ...['logging', 'metrics', 'notification', 'object-lock', 'partNumber', 'policy', 'replication', 'requestPayment'],
  ...['restore', 'select', 'select-type', 'storageClass', 'tagging', 'torrent', 'uploadId', 'uploads', 'versionId'],
  ...['versioning', 'versions', 'website'],
  ...['response-cache-control', 'response-content-disposition', 'response-content-encoding'],
  ...['response-content-language', 'response-content-type', 'response-expires'],
]);

/** Parameters that nobody signs, and that choose nothing but a part of a list, or are the claim itself. */
const unsignedParameters: ReadonlySet<string> = new Set([
  ...['AWSAccessKeyId', 'Signature', 'Expires'],
  ...[
    'delimiter',
    'encoding-type',
    'key-marker',
    'list-type',
    'marker',
    'max-keys',
    'max-parts',
    'max-uploads',
    'prefix',
  ],
  ...[
    'part-number-marker',
    'start-after',
    'continuation-token',
    'fetch-owner',
    'upload-id-marker',
    'version-id-marker',
  ],
]);

/** What is neither could make another request of it: `?encryption` asks for something else than the object does. */
function isKnown(name: string): boolean {
  return signedParameters.has(name) || unsignedParameters.has(name) || name.startsWith('x-amz-');
}

/** Whether a request's query string claims such a signature. */
export function isS3V2({ query }: Pick<S3V2Request, 'query'>): boolean {
  return ['AWSAccessKeyId', 'Signature', 'Expires'].every((name) => query.some(([given]) => given === name));
}

/** https://docs.aws.amazon.com/AmazonS3/latest/developerguide/RESTAuthentication.html#RESTAuthenticationQueryStringAuth */
export function verifyS3V2(request: S3V2Request): S3V2Verification {
  const parameters = new Map(request.query);
  const accessKeyId = parameters.get('AWSAccessKeyId') ?? '';
  const expires = parameters.get('Expires') ?? '';
  const token = parameters.get('x-amz-security-token') ?? request.headers['x-amz-security-token'];
  const known = request.secretFor(accessKeyId, token);
  if (known === undefined || (known.sessionToken ?? '') !== (token ?? '')) return { ok: false, failure: 'unknown-key' };
  if (!(Number(expires) * 1_000 > request.now)) return { ok: false, failure: 'expired-query' };
  const names = request.query.map(([name]) => name);
  if (new Set(names).size < names.length || !names.every(isKnown)) return { ok: false, failure: 'wrong-signature' };
  const expected = createHmac('sha1', known.secret).update(signedText(request, expires)).digest('base64');
  const [left, right] = [Buffer.from(expected), Buffer.from(parameters.get('Signature') ?? '')];
  const isSame = left.length === right.length && timingSafeEqual(left, right);
  return isSame ? { ok: true, accessKeyId, sessionToken: token } : { ok: false, failure: 'wrong-signature' };
}

function signedText({ method, rawPath, query, headers, bucketInHost }: S3V2Request, expires: string): string {
  const amz = [
    ...Object.entries(headers).filter(([name]) => name.startsWith('x-amz-')),
    ...query.filter(([name]) => name.startsWith('x-amz-')),
  ];
  const lines = amz.map(([name, value]) => `${name}:${value.trim()}\n`).toSorted();
  const named = query
    .filter(([name]) => signedParameters.has(name))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
    .toSorted();
  const resource = `${bucketInHost === undefined ? '' : `/${bucketInHost}`}${rawPath}`;
  const head = [method, headers['content-md5'] ?? '', headers['content-type'] ?? '', expires].join('\n');
  return `${head}\n${lines.join('')}${resource}${named.length === 0 ? '' : `?${named.join('&')}`}`;
}
