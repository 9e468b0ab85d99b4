import { createHmac } from 'node:crypto';
import { HmacSha256 } from './hmac-sha256.ts';

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
const kept = new Map<string, KeptKey>();

interface KeptKey {
  readonly key: Buffer;
  readonly code: HmacSha256;
}

/** The key of a scope. */
export function signingKey(secretAccessKey: string, scope: CredentialScope): Buffer {
  return keptKey(secretAccessKey, scope).key;
}

/** Derived once, for it stays the same all day. */
function keptKey(secretAccessKey: string, { date, region, service }: CredentialScope): KeptKey {
  const name = `${secretAccessKey}\0${date}\0${region}\0${service}`;
  const known = kept.get(name);
  if (known !== undefined) return known;
  const key = [date, region, service, scopeTerminator].reduce<Buffer | string>(
    (previous, part) => hmac(previous, part),
    `AWS4${secretAccessKey}`,
  ) as Buffer;
  if (kept.size >= maximumKept) kept.clear();
  const made = { key, code: new HmacSha256(key) };
  kept.set(name, made);
  return made;
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
  return keptKey(secretAccessKey, scope).code.of(
    `${signingAlgorithm}\n${timestamp}\n${scopeText(scope)}\n${canonicalHash}`,
  );
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
