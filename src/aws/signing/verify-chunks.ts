import { createHmac, timingSafeEqual } from 'node:crypto';
import { sha256Hex } from './canonical-request.ts';
import type { SignatureClaim } from './signature-claim.ts';
import { scopeText, signingKey } from './signing-key.ts';

export interface ChunkedRequest {
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const signedPayloads = ['STREAMING-AWS4-HMAC-SHA256-PAYLOAD', 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER'];

/** Whether a request's body is signed chunk by chunk: then its head's signature says nothing of it. */
export function signsChunks({ headers }: Pick<ChunkedRequest, 'headers'>): boolean {
  return signedPayloads.includes(headers['x-amz-content-sha256'] ?? '');
}

/**
 * Whether each chunk of a body, and what comes behind the last, carries its signature
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html). The head's signature, which is `claim`, must have been verified.
 */
export function verifyChunks({ headers, body }: ChunkedRequest, claim: SignatureClaim, secret: string): boolean {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  let previous = claim.signature;
  let position = 0;
  for (;;) {
    const end = bytes.indexOf('\r\n', position);
    const head = end === -1 ? '' : bytes.toString('latin1', position, end);
    const [, size = '', signature = ''] = /^([0-9a-f]{1,8});chunk-signature=([0-9a-f]{64})$/i.exec(head) ?? [];
    if (signature === '') return false;
    const start = end + 2;
    const length = Number.parseInt(size, 16);
    const chunk = bytes.subarray(start, start + length);
    if (length > 0 && bytes.toString('latin1', start + length, start + length + 2) !== '\r\n') return false;
    const hashes = [sha256Hex(''), sha256Hex(chunk)];
    if (!same(signed(claim, secret, 'AWS4-HMAC-SHA256-PAYLOAD', [previous, ...hashes]), signature)) return false;
    previous = signature;
    if (length === 0) return verifyTrailer(claim, secret, previous, bytes.toString('latin1', start), headers);
    position = start + length + 2;
  }
}

function verifyTrailer(
  claim: SignatureClaim,
  secret: string,
  previous: string,
  text: string,
  headers: ChunkedRequest['headers'],
): boolean {
  // Nothing but the end of the last, empty chunk: what stood behind it would be nobody's.
  if (headers['x-amz-content-sha256']?.endsWith('-TRAILER') !== true) return text === '\r\n' || text === '';
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  const isSignature = (line: string) => line.toLowerCase().startsWith('x-amz-trailer-signature:');
  const [signature = '', ...others] = lines.filter(isSignature).map((line) => line.split(':')[1]?.trim() ?? '');
  if (others.length > 0) return false;
  const canonical = lines.filter((line) => !isSignature(line)).map(canonicalTrailer);
  return same(signed(claim, secret, 'AWS4-HMAC-SHA256-TRAILER', [previous, sha256Hex(canonical.join(''))]), signature);
}

function canonicalTrailer(line: string): string {
  const colon = line.indexOf(':');
  return `${line.slice(0, colon).trim().toLowerCase()}:${line.slice(colon + 1).trim()}\n`;
}

function signed(claim: SignatureClaim, secret: string, algorithm: string, parts: readonly string[]): string {
  const text = [algorithm, claim.timestamp, scopeText(claim.scope), ...parts].join('\n');
  return createHmac('sha256', signingKey(secret, claim.scope)).update(text).digest('hex');
}

function same(left: string, right: string): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));
}
