import { createHash, createHmac, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

/** What a server keeps of a password: enough to check it, not enough to log in with. */
export interface Verifier {
  readonly iterations: number;
  readonly salt: Buffer;
  readonly storedKey: Buffer;
  readonly serverKey: Buffer;
}

const pattern = /^SCRAM-SHA-256\$(\d{1,7}):([A-Za-z0-9+/=]+)\$([A-Za-z0-9+/=]+):([A-Za-z0-9+/=]+)$/;
const usualIterations = 4096;
const keyBytes = 32;

/** A verifier as PostgreSQL stores it, `SCRAM-SHA-256$4096:salt$StoredKey:ServerKey`; undefined of another text. */
export function parseVerifier(text: string): Verifier | undefined {
  const [, iterations, salt = '', stored = '', server = ''] = pattern.exec(text) ?? [];
  if (iterations === undefined) return undefined;
  const verifier = {
    iterations: Number(iterations),
    salt: Buffer.from(salt, 'base64'),
    storedKey: Buffer.from(stored, 'base64'),
    serverKey: Buffer.from(server, 'base64'),
  };
  const isWhole =
    verifier.iterations > 0 && verifier.storedKey.length === keyBytes && verifier.serverKey.length === keyBytes;
  return isWhole ? verifier : undefined;
}

/** The verifier of a password, with a salt of its own. */
export async function verifierOf(password: string): Promise<Verifier> {
  const salt = randomBytes(16);
  const salted = await promisify(pbkdf2)(prepared(password), salt, usualIterations, keyBytes, 'sha256');
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  return {
    iterations: usualIterations,
    salt,
    storedKey: createHash('sha256').update(clientKey).digest(),
    serverKey: createHmac('sha256', salted).update('Server Key').digest(),
  };
}

/** SASLprep (RFC 4013), as far as it maps: what it forbids PostgreSQL takes as it is. */
function prepared(password: string): string {
  return password
    .replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(/\u00ad|\u034f|\u1806|[\u180b-\u180d]|[\u200b-\u200d]|\u2060|[\ufe00-\ufe0f]|\ufeff/g, '')
    .normalize('NFKC');
}
