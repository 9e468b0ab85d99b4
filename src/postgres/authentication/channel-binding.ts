import { createHash } from 'node:crypto';

/**
 * What `tls-server-end-point` (RFC 5929) binds to: the hash of the server's certificate, by the function that its signature uses,
 * SHA-256 in place of MD5 and SHA-1. Undefined of a signature that names none, as Ed25519 does.
 */
export function channelBinding(certificate: Buffer): Buffer | undefined {
  const hash = hashOf(signatureAlgorithm(certificate));
  return hash === undefined ? undefined : createHash(hash).update(certificate).digest();
}

/** The object identifier of the signature, in hexadecimal: a certificate is its contents, then the algorithm, then the signature. */
function signatureAlgorithm(certificate: Buffer): string {
  const outer = elementAt(certificate, 0);
  const contents = elementAt(certificate, outer.start);
  const algorithm = elementAt(certificate, contents.end);
  const identifier = elementAt(certificate, algorithm.start);
  return certificate.subarray(identifier.start, identifier.end).toString('hex');
}

/** Where the contents of an element of DER begin and end. */
function elementAt(bytes: Buffer, offset: number): { readonly start: number; readonly end: number } {
  const first = bytes[offset + 1] ?? 0;
  if (first < 0x80) return { start: offset + 2, end: offset + 2 + first };
  const count = first & 0x7f;
  const start = offset + 2 + count;
  return { start, end: start + bytes.readUIntBE(offset + 2, Math.min(count, 6)) };
}

const rsa = '2a864886f70d0101';
const ecdsa = '2a8648ce3d04';

function hashOf(identifier: string): string | undefined {
  switch (identifier) {
    // With MD5, SHA-1 and SHA-256.
    case `${rsa}04`:
    case `${rsa}05`:
    case `${rsa}0b`:
    case `${ecdsa}01`:
    case `${ecdsa}0302`:
      return 'sha256';
    case `${rsa}0c`:
    case `${ecdsa}0303`:
      return 'sha384';
    case `${rsa}0d`:
    case `${ecdsa}0304`:
      return 'sha512';
    default:
      return undefined;
  }
}
