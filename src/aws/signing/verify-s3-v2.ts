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
  readonly secretFor: (accessKeyId: string) => { readonly secret: string; readonly sessionToken?: string } | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export type S3V2Verification =
  | { readonly ok: true; readonly accessKeyId: string }
  | { readonly ok: false; readonly failure: SignatureFailure };

/** Parameters that name what is asked for, and so are signed. */
const signedParameters: ReadonlySet<string> = new Set([
  ...['acl', 'cors', 'delete', 'lifecycle', 'location', 'logging', 'notification', 'partNumber', 'policy', 'tagging'],
  ...['requestPayment', 'torrent', 'uploadId', 'uploads', 'versionId', 'versioning', 'versions', 'website', 'restore'],
  ...['response-cache-control', 'response-content-disposition', 'response-content-encoding'],
  ...['response-content-language', 'response-content-type', 'response-expires'],
]);

/** Whether a request's query string claims such a signature. */
export function isS3V2({ query }: Pick<S3V2Request, 'query'>): boolean {
  return ['AWSAccessKeyId', 'Signature', 'Expires'].every((name) => query.some(([given]) => given === name));
}

/** https://docs.aws.amazon.com/AmazonS3/latest/developerguide/RESTAuthentication.html#RESTAuthenticationQueryStringAuth */
export function verifyS3V2(request: S3V2Request): S3V2Verification {
  const parameters = new Map(request.query);
  const accessKeyId = parameters.get('AWSAccessKeyId') ?? '';
  const expires = parameters.get('Expires') ?? '';
  const known = request.secretFor(accessKeyId);
  const token = parameters.get('x-amz-security-token') ?? request.headers['x-amz-security-token'];
  if (known === undefined || (known.sessionToken ?? '') !== (token ?? '')) return { ok: false, failure: 'unknown-key' };
  if (!(Number(expires) * 1_000 > request.now)) return { ok: false, failure: 'missing' };
  const expected = createHmac('sha1', known.secret).update(signedText(request, expires)).digest();
  const claimed = Buffer.from(parameters.get('Signature') ?? '', 'base64');
  const isSame = claimed.length === expected.length && timingSafeEqual(claimed, expected);
  return isSame ? { ok: true, accessKeyId } : { ok: false, failure: 'wrong-signature' };
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
