import { hash } from 'node:crypto';
import { percentEncode } from '../protocols/percent-encoding.ts';

/** What SigV4 signs of a request (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html). */
export interface CanonicalParts {
  readonly method: string;
  /** As it stands in the request line. */
  readonly rawPath: string;
  /** Names and values, no longer escaped. */
  readonly query: readonly (readonly [string, string])[];
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Lower-case names in the order in which they are signed. */
  readonly signedHeaders: readonly string[];
  readonly payloadHash: string;
  /** The signing name of the service: S3 and its kin sign their paths as they are. */
  readonly service: string;
}

export function canonicalRequest(parts: CanonicalParts): string {
  let headers = '';
  for (const name of parts.signedHeaders) headers += `${name}:${canonicalValue(parts.headers[name] ?? '')}\n`;
  const path = canonicalPath(parts.rawPath, parts.service);
  const target = `${parts.method}\n${path}\n${canonicalQuery(parts.query)}`;
  return `${target}\n${headers}\n${parts.signedHeaders.join(';')}\n${parts.payloadHash}`;
}

export function sha256Hex(data: Uint8Array | string): string {
  return hash('sha256', data, 'hex');
}

/** The path that a signature is over: without `.`, `..` and empty segments, except where a service signs as S3 does. */
export function signedPath(rawPath: string, service: string): string {
  if (rawPath === '/') return rawPath;
  if (signsAsS3(service)) return rawPath === '' ? '/' : rawPath;
  const segments: string[] = [];
  for (const segment of rawPath.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  const slash = rawPath.endsWith('/') && segments.length > 0 ? '/' : '';
  return `/${segments.join('/')}${slash}`;
}

/** Escaped a second time over the escapes that it holds; not so for S3. */
function canonicalPath(rawPath: string, service: string): string {
  const path = signedPath(rawPath, service);
  return path === '/' || signsAsS3(service) ? path : path.split('/').map(percentEncode).join('/');
}

/** Whether a service, by its signing name, signs as S3 does: paths as they are, and the body's hash in a header. */
export function signsAsS3(service: string): boolean {
  return service === 's3' || service.startsWith('s3-') || service === 's3express';
}

function canonicalQuery(query: readonly (readonly [string, string])[]): string {
  if (query.length === 0) return '';
  return query
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    .toSorted(([leftName, leftValue], [rightName, rightValue]) =>
      leftName === rightName ? order(leftValue, rightValue) : order(leftName, rightName),
    )
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** By code unit: after escaping all is ASCII. */
function order(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

/** Spaces and tabs alone: any other character that looks empty, as a no-break space, is part of the value. */
function canonicalValue(value: string): string {
  // Most values have nothing of the kind.
  if (!value.includes(' ') && !value.includes('\t')) return value;
  const trimmed = value.replace(/^[ \t]+|[ \t]+$/g, '');
  return /[ \t]{2}|\t/.test(trimmed) ? trimmed.replace(/[ \t]+/g, ' ') : trimmed;
}
