import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { mechanismsOf, scramExchange, wrongPassword } from '../authentication/scram.ts';
import type { Verifier } from '../authentication/verifier.ts';
import { PostgresError, protocolViolation } from '../errors/postgres-error.ts';
import { ByteReader, utf8 } from '../wire/byte-reader.ts';
import { readClientMessage } from '../wire/client-message.ts';
import { authentication } from '../wire/server-messages.ts';
import type { Channel } from './channel.ts';

/** Who gets in. */
export interface Access {
  /** The only user there is; anybody unless given. */
  readonly user?: string;
  readonly verifier?: Verifier;
  /** Whether a client has to have a certificate; its common name then is the user's name. */
  readonly certificates: boolean;
  /** What a password is bound to under TLS. */
  readonly binding?: Buffer;
}

const ok = 0;
const sasl = 10;
const saslContinue = 11;
const saslFinal = 12;

/** Lets a client in, or throws: 28000 and 28P01. */
export async function authenticate(channel: Channel, access: Access, user: string): Promise<void> {
  if (access.certificates) checkCertificate(channel.tls, user);
  if (access.verifier === undefined) {
    if (access.user !== undefined && user !== access.user) throw unknownUser(user);
  } else await askPassword(channel, access.verifier, access, user);
  authentication(channel.out, ok);
}

function checkCertificate(socket: (TLSSocket & Socket) | undefined, user: string): void {
  const name = socket?.authorized === true ? socket.getPeerCertificate().subject?.CN : undefined;
  if (name === undefined)
    throw new PostgresError('28000', 'The server wants a certificate of its clients.', {
      hint: 'Connect with sslmode=require, sslcert and sslkey.',
      fatal: true,
    });
  if (String(name) !== user)
    throw new PostgresError('28000', `The certificate is of "${name}", not of the user "${user}".`, { fatal: true });
}

function unknownUser(user: string): PostgresError {
  return new PostgresError('28000', `There is no user "${user}".`, {
    hint: 'The user is the one that skyql serve was started with.',
    fatal: true,
  });
}

async function askPassword(channel: Channel, verifier: Verifier, access: Access, user: string): Promise<void> {
  const binding = channel.tls === undefined ? undefined : access.binding;
  const mechanisms = mechanismsOf(binding);
  authentication(channel.out, sasl, () => {
    for (const name of mechanisms) channel.out.cString(name);
    channel.out.int8(0);
  });
  const first = new ByteReader(await answer(channel));
  const mechanism = first.cString();
  if (!mechanisms.includes(mechanism)) throw protocolViolation(`There is no mechanism ${JSON.stringify(mechanism)}.`);
  const exchange = scramExchange(verifier, mechanism, binding);
  const length = first.int32();
  const message = utf8(first.bytes(length));
  first.end();
  authentication(channel.out, saslContinue, () => channel.out.text(exchange.first(message)));
  const last = utf8(await answer(channel));
  const final = exchange.last(last);
  // Only now: whoever asks does not learn which users there are.
  if (access.user !== undefined && user !== access.user) throw wrongPassword();
  authentication(channel.out, saslFinal, () => channel.out.text(final));
}

async function answer(channel: Channel): Promise<Buffer> {
  await channel.send();
  const frame = await channel.receive('password');
  if (frame === undefined) throw new PostgresError('08006', 'The client has gone.', { fatal: true });
  const message = readClientMessage(frame);
  if (message.kind !== 'password') throw protocolViolation('A password was asked for.');
  return message.body;
}
