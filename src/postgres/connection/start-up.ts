import { alpnProtocol, type TlsDoor } from '../authentication/tls-door.ts';
import { PostgresError } from '../errors/postgres-error.ts';
import { type FirstMessage, readFirstMessage } from '../wire/first-message.ts';
import { negotiateProtocol } from '../wire/server-messages.ts';
import type { Channel } from './channel.ts';

export type Start = Extract<FirstMessage, { kind: 'start' }>;

/** What a connection turned out to be. */
export type Begun =
  | { readonly kind: 'start'; readonly start: Start }
  | { readonly kind: 'cancel'; readonly process: number; readonly secret: Buffer }
  /** It ended, or is no client of ours: nothing is answered. */
  | { readonly kind: 'gone' };

const tlsHandshake = 0x16;
const newestMinor = 2;

/** Reads what a connection begins with, up to what it wants: encrypts it where it asks for that. Throws what ends it. */
export async function beginConnection(channel: Channel, door: TlsDoor | undefined): Promise<Begun> {
  if ((await channel.peek()) === tlsHandshake) {
    // Who begins like this wants nothing else: there is no answer that it would understand.
    if (door === undefined) return { kind: 'gone' };
    await channel.encrypt(door, true);
    if (channel.tls?.alpnProtocol !== alpnProtocol) return { kind: 'gone' };
  } else if (isText(await channel.peek())) return { kind: 'gone' };
  for (let asked = 0; ; asked += 1) {
    const frame = await channel.receive('first');
    if (frame === undefined) return { kind: 'gone' };
    const first = readFirstMessage(frame.body);
    if (first.kind === 'cancel') return first;
    if (first.kind === 'start') return { kind: 'start', start: first };
    // One request of each kind; who asks on and on is no client.
    if (asked >= 2) throw new PostgresError('08P01', 'Encryption was asked for again.', { fatal: true });
    if (first.kind === 'gss' || door === undefined || channel.tls !== undefined) channel.sendByte('N');
    else {
      channel.sendByte('S');
      await channel.encrypt(door, false);
    }
  }
}

/** A first message is at most 10,000 bytes long, so its first byte is 0: a letter is another protocol, HTTP most often. */
function isText(byte: number | undefined): boolean {
  return byte !== undefined && byte !== 0;
}

/** Agrees on a version, and tells which options there are none of. Throws 0A000 for protocols before and after 3. */
export function negotiate(channel: Channel, { major, minor, parameters }: Start): { readonly minor: number } {
  if (major !== 3)
    throw new PostgresError('0A000', `unsupported frontend protocol ${major}.${minor}: server supports 3.0 to 3.2`, {
      fatal: true,
    });
  const options = [...parameters.keys()].filter((name) => name.startsWith('_pq_.'));
  // 3.1 was never used; what is newer than we know is our newest.
  const agreed = minor >= newestMinor ? newestMinor : 0;
  if (minor > newestMinor || minor === 1 || options.length > 0) negotiateProtocol(channel.out, agreed, options);
  return { minor: agreed };
}
