import { createHash, createHmac } from 'node:crypto';
import type { KeySession } from './access-keys.ts';

/** A key that was issued for a while. Nothing of it is kept: the id holds the account, the token all else, as on AWS. */
export interface IssuedSession extends KeySession {
  /** Milliseconds since 1970, by the clock's `wall()`. */
  readonly expires: number;
}

export interface SessionKey {
  readonly accessKeyId: string;
  readonly secret: string;
  readonly sessionToken: string;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const idForm = /^ASIA([A-Z2-7]{16})$/;
const tokenStart = 'FwoGZXIvYXdzE';
/** Bytes. */
const sealLength = 16;

/** @param random 64 bits, in hexadecimal. */
export function issueSession(session: IssuedSession, random: string): SessionKey {
  const accessKeyId = `ASIA${idDigits(session.account, BigInt(`0x${random}`))}`;
  return keyOf(accessKeyId, session);
}

/** What a token says of its key; undefined for a token that was not issued with it. */
export function readSession(accessKeyId: string, sessionToken: string): (IssuedSession & SessionKey) | undefined {
  if (!sessionToken.startsWith(tokenStart) || !idForm.test(accessKeyId)) return undefined;
  const text = Buffer.from(sessionToken.slice(tokenStart.length), 'base64url').toString('utf8', sealLength);
  const session = sessionIn(text);
  if (session === undefined) return undefined;
  const key = keyOf(accessKeyId, session);
  return key.sessionToken === sessionToken ? { ...session, ...key } : undefined;
}

/** The account in the id of an issued key, where AWS has it too. */
export function accountIn(accessKeyId: string): string | undefined {
  const digits = idForm.exec(accessKeyId)?.[1];
  if (digits === undefined) return undefined;
  const bits = [...digits].reduce((sum, letter) => (sum << 5n) | BigInt(letters.indexOf(letter)), 0n);
  const account = String((bits >> 39n) & 0xff_ffff_ffffn).padStart(12, '0');
  return account.length === 12 ? account : undefined;
}

/** Eighty bits: a one, the account in forty, and 39 of what is random. */
function idDigits(account: string, random: bigint): string {
  const bits = (1n << 79n) | (BigInt(account) << 39n) | (random & 0x7f_ffff_ffffn);
  return Array.from({ length: 16 }, (_, index) => letters[Number((bits >> BigInt(75 - 5 * index)) & 31n)]).join('');
}

function keyOf(accessKeyId: string, { account, arn, userId, expires }: IssuedSession): SessionKey {
  const text = JSON.stringify([account, arn, userId, expires]);
  // It keeps nobody out, for whoever has this code can make one; it tells a token that was changed from one that was issued.
  const seal = createHmac('sha256', 'skyql').update(accessKeyId).update(text).digest().subarray(0, sealLength);
  return {
    accessKeyId,
    secret: createHash('sha512').update(accessKeyId).digest('hex').slice(0, 40),
    sessionToken: tokenStart + Buffer.concat([seal, Buffer.from(text)]).toString('base64url'),
  };
}

function sessionIn(text: string): IssuedSession | undefined {
  try {
    const [account, arn, userId, expires]: readonly unknown[] = JSON.parse(text);
    if (typeof account !== 'string' || typeof arn !== 'string' || typeof userId !== 'string') return undefined;
    return typeof expires === 'number' ? { account, arn, userId, expires } : undefined;
  } catch {
    return undefined;
  }
}
