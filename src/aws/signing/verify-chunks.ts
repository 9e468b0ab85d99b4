import { createHmac, timingSafeEqual } from 'node:crypto';
import { sha256Hex } from './canonical-request.ts';
import type { ChunkTrail } from './chunk-reader.ts';
import type { SignatureClaim } from './signature-claim.ts';
import { scopeText, signingKey } from './signing-key.ts';

interface ChunkedRequest {
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly trail: ChunkTrail;
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
export function verifyChunks({ headers, trail }: ChunkedRequest, claim: SignatureClaim, secret: string): boolean {
  if (trail.problem !== undefined) return false;
  const key = signingKey(secret, claim.scope);
  const signed = (algorithm: string, parts: readonly string[]) => {
    const text = [algorithm, claim.timestamp, scopeText(claim.scope), ...parts].join('\n');
    return createHmac('sha256', key).update(text).digest('hex');
  };
  const nothing = sha256Hex('');
  let previous = claim.signature;
  for (const { signature, hash } of trail.chunks) {
    if (!same(signed('AWS4-HMAC-SHA256-PAYLOAD', [previous, nothing, hash]), signature)) return false;
    previous = signature;
  }
  // Nothing but the end of the last, empty chunk: what stood behind it would be nobody's.
  if (headers['x-amz-content-sha256']?.endsWith('-TRAILER') !== true) {
    return trail.trailer === '\r\n' || trail.trailer === '';
  }
  const lines = trail.trailer.split(/\r?\n/).filter((line) => line !== '');
  const isSignature = (line: string) => line.toLowerCase().startsWith('x-amz-trailer-signature:');
  const [signature = '', ...others] = lines.filter(isSignature).map((line) => line.split(':')[1]?.trim() ?? '');
  if (others.length > 0) return false;
  const canonical = lines.filter((line) => !isSignature(line)).map(canonicalTrailer);
  return same(signed('AWS4-HMAC-SHA256-TRAILER', [previous, sha256Hex(canonical.join(''))]), signature);
}

function canonicalTrailer(line: string): string {
  const colon = line.indexOf(':');
  return `${line.slice(0, colon).trim().toLowerCase()}:${line.slice(colon + 1).trim()}\n`;
}

function same(left: string, right: string): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));
}
