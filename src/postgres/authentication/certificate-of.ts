import { X509Certificate } from 'node:crypto';
import { SkyqlError } from '../../errors/skyql-error.ts';

/** What a server needs for TLS: PEM texts. */
export interface TlsFiles {
  readonly cert: Buffer;
  readonly key: Buffer;
  /** The authority of clients' certificates, which are then asked for. */
  readonly ca?: Buffer;
}

/** The server's own certificate, as DER. Throws INVALID_CERTIFICATE. */
export function certificateOf({ cert }: TlsFiles): Buffer {
  try {
    return new X509Certificate(cert).raw;
  } catch (error) {
    throw new SkyqlError('INVALID_CERTIFICATE', 'The file of the certificate holds none.', {
      hint: 'Give --tls-cert a PEM file that begins with -----BEGIN CERTIFICATE-----.',
      cause: error,
    });
  }
}
