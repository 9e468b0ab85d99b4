import { createHmac } from 'node:crypto';

export const signingAlgorithm = 'AWS4-HMAC-SHA256';
export const scopeTerminator = 'aws4_request';

/** What a signature is good for: one day, one region, one service. */
export interface CredentialScope {
  /** `20260131` */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

const maximumKept = 200;
const kept = new Map<string, Buffer>();

/** The key of a scope: derived once, for it stays the same all day. */
export function signingKey(secretAccessKey: string, { date, region, service }: CredentialScope): Buffer {
  const name = `${secretAccessKey}\0${date}\0${region}\0${service}`;
  const known = kept.get(name);
  if (known !== undefined) return known;
  const key = [date, region, service, scopeTerminator].reduce<Buffer | string>(
    (previous, part) => hmac(previous, part),
    `AWS4${secretAccessKey}`,
  ) as Buffer;
  if (kept.size >= maximumKept) kept.clear();
  kept.set(name, key);
  return key;
}

export function scopeText({ date, region, service }: CredentialScope): string {
  return `${date}/${region}/${service}/${scopeTerminator}`;
}

/** The signature, in hexadecimal, of a canonical request's hash. */
export function signatureOf(
  secretAccessKey: string,
  scope: CredentialScope,
  timestamp: string,
  canonicalHash: string,
): string {
  const text = [signingAlgorithm, timestamp, scopeText(scope), canonicalHash].join('\n');
  return hmac(signingKey(secretAccessKey, scope), text).toString('hex');
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
