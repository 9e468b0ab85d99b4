import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { PostgresError, protocolViolation } from '../errors/postgres-error.ts';
import type { Verifier } from './verifier.ts';

/** One log-in by SCRAM-SHA-256 (RFC 5802, RFC 7677), as the server sees it. */
export interface ScramExchange {
  /** The server's first message for the client's first. */
  first(message: string): string;
  /** The server's last message for the client's last. Throws 28P01 where the password is another. */
  last(message: string): string;
}

/** The mechanisms to offer: with channel binding where there is a certificate to bind to. */
export function mechanismsOf(binding: Buffer | undefined): readonly string[] {
  return binding === undefined ? ['SCRAM-SHA-256'] : ['SCRAM-SHA-256-PLUS', 'SCRAM-SHA-256'];
}

/** `binding` is the hash of the server's certificate that the client has to have seen too, under TLS. */
export function scramExchange(verifier: Verifier, mechanism: string, binding: Buffer | undefined): ScramExchange {
  const isBound = mechanism === 'SCRAM-SHA-256-PLUS';
  const nonce = randomBytes(18).toString('base64');
  let header = '';
  let clientFirst = '';
  let serverFirst = '';

  return {
    first(message) {
      const match = /^(([nyp])(?:=([^,]*))?,(?:a=[^,]*)?,)(n=[^,]*,r=([!-+\--~]+))(?:,.*)?$/.exec(message);
      if (match === null) throw protocolViolation('The first message of SCRAM is malformed.');
      const [, gs2 = '', flag, name, bare = '', clientNonce = ''] = match;
      if (isBound !== (flag === 'p') || (isBound && name !== 'tls-server-end-point'))
        throw protocolViolation('The channel binding is not of the mechanism that was chosen.');
      // The client could bind and believes that the server cannot: somebody between took the offer away.
      if (flag === 'y' && binding !== undefined) throw wrongPassword();
      header = gs2;
      clientFirst = bare;
      serverFirst = `r=${clientNonce}${nonce},s=${verifier.salt.toString('base64')},i=${verifier.iterations}`;
      return serverFirst;
    },
    last(message) {
      const match = /^((c=([A-Za-z0-9+/=]+),r=([^,]+))(?:,[^p][^,]*)*),p=([A-Za-z0-9+/=]+)$/.exec(message);
      if (match === null) throw protocolViolation('The last message of SCRAM is malformed.');
      const [, withoutProof = '', , bound = '', fullNonce = '', proof = ''] = match;
      const expected = Buffer.concat([Buffer.from(header), isBound && binding ? binding : Buffer.alloc(0)]);
      if (!serverFirst.startsWith(`r=${fullNonce},`)) throw protocolViolation('The nonce of SCRAM is another one.');
      if (bound !== expected.toString('base64')) throw wrongPassword();
      const text = `${clientFirst},${serverFirst},${withoutProof}`;
      const signature = createHmac('sha256', verifier.storedKey).update(text).digest();
      const given = Buffer.from(proof, 'base64');
      if (given.length !== signature.length) throw wrongPassword();
      const clientKey = Buffer.from(given.map((byte, index) => byte ^ (signature[index] ?? 0)));
      const isRight = timingSafeEqual(createHash('sha256').update(clientKey).digest(), verifier.storedKey);
      if (!isRight) throw wrongPassword();
      return `v=${createHmac('sha256', verifier.serverKey).update(text).digest('base64')}`;
    },
  };
}

/** The same for a user that there is none of: nobody learns which names there are. */
export function wrongPassword(): PostgresError {
  return new PostgresError('28P01', 'password authentication failed', {
    hint: 'The user and the password are those that skyql serve was started with.',
    fatal: true,
  });
}
