import { createHmac } from 'node:crypto';
import { formatQueryString, parseQueryString, percentEncode } from '../protocols/percent-encoding.ts';
import type { HttpRequest } from '../protocols/protocol.ts';
import type { SigningCredentials } from './sign-request.ts';

export interface SigningRequestV2 {
  /** A form, as the query protocol makes it. */
  readonly request: HttpRequest;
  readonly host: string;
  readonly credentials: SigningCredentials;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * The request signed with AWS Signature Version 2, which SimpleDB still takes alone: the form holds the signature
 * (https://docs.aws.amazon.com/AmazonSimpleDB/latest/DeveloperGuide/HMACAuth.html).
 */
export function signRequestV2({ request, host, credentials, now }: SigningRequestV2): HttpRequest {
  const body = typeof request.body === 'string' ? request.body : Buffer.from(request.body).toString('utf8');
  const pairs: (readonly [string, string])[] = [
    ...parseQueryString(body),
    ['AWSAccessKeyId', credentials.accessKeyId],
    ['SignatureMethod', 'HmacSHA256'],
    ['SignatureVersion', '2'],
    ['Timestamp', `${new Date(now).toISOString().slice(0, 19)}Z`],
  ];
  if (credentials.sessionToken !== undefined) pairs.push(['SecurityToken', credentials.sessionToken]);
  const canonical = pairs
    .toSorted(([left], [right]) => (left < right ? -1 : Number(left > right)))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
  const text = [request.method, host.toLowerCase(), request.path, canonical].join('\n');
  const signature = createHmac('sha256', credentials.secretAccessKey).update(text).digest('base64');
  return {
    ...request,
    headers: { ...request.headers, host },
    body: formatQueryString([...pairs, ['Signature', signature]]),
  };
}
