import { hash } from 'node:crypto';
import { percentDecode, percentEncode } from '../protocols/percent-encoding.ts';

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
  return [
    parts.method,
    canonicalPath(parts.rawPath, parts.service),
    canonicalQuery(parts.query),
    headers,
    parts.signedHeaders.join(';'),
    parts.payloadHash,
  ].join('\n');
}

export function sha256Hex(data: Uint8Array | string): string {
  return hash('sha256', data, 'hex');
}

/** Escaped a second time over the escapes that it holds, after `.`, `..` and empty segments are resolved; not so for S3. */
function canonicalPath(rawPath: string, service: string): string {
  if (rawPath === '/') return rawPath;
  if (signsAsS3(service)) return rawPath === '' ? '/' : rawPath;
  const segments: string[] = [];
  for (const segment of rawPath.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(percentEncode(segment));
  }
  const slash = rawPath.endsWith('/') && segments.length > 0 ? '/' : '';
  return `/${segments.join('/')}${slash}`;
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

function canonicalValue(value: string): string {
  const trimmed = value.trim();
  return /\s\s|[^\S ]/.test(trimmed) ? trimmed.replace(/\s+/g, ' ') : trimmed;
}

/** The pairs of a raw query string as they are signed: unlike in forms, `+` is a plus. */
export function signedQueryPairs(rawQuery: string): readonly (readonly [string, string])[] {
  return rawQuery
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      if (equals === -1) return [percentDecode(part), ''] as const;
      return [percentDecode(part.slice(0, equals)), percentDecode(part.slice(equals + 1))] as const;
    });
}
