import type { Socket } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import type { TlsFiles } from './certificate-of.ts';

/** Encrypts connections. A client that has no certificate, or not one of the authority, comes through and is not `authorized`. */
export interface TlsDoor {
  /** The encrypted connection over a plain one; undefined where the two do not agree. */
  accept(plain: Socket): Promise<TLSSocket | undefined>;
}

/** What a client that begins encrypted has to say that it wants. */
export const alpnProtocol = 'postgresql';

/** Throws where certificate and key are none, or not of each other. */
export function openTlsDoor({ cert, key, ca }: TlsFiles): TlsDoor {
  const waiting = new Map<string, (secure: TLSSocket) => void>();
  // Only a server of Node's verifies certificates of clients by the rules; it takes connections that somebody else has accepted.
  const server = createServer({
    cert,
    key,
    ca,
    requestCert: ca !== undefined,
    rejectUnauthorized: false,
    ALPNProtocols: [alpnProtocol],
    minVersion: 'TLSv1.2',
  });
  server.on('secureConnection', (secure) => {
    const accept = waiting.get(nameOf(secure));
    if (accept === undefined) secure.destroy();
    else accept(secure);
  });
  // The connection itself is closed, which is all that there is to do.
  server.on('tlsClientError', () => undefined);

  return {
    accept: (plain) =>
      new Promise((resolve) => {
        const name = nameOf(plain);
        const done = (secure: TLSSocket | undefined): void => {
          waiting.delete(name);
          plain.off('close', fail);
          resolve(secure);
        };
        const fail = (): void => done(undefined);
        plain.once('close', fail);
        waiting.set(name, done);
        server.emit('connection', plain);
      }),
  };
}

function nameOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}
