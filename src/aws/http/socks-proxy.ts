import { lookup } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import type { Stop } from './stop.ts';

const version = 5;
const withoutPassword = 0;
const byPassword = 2;
const connectCommand = 1;
const kinds = { ipv4: 1, name: 3, ipv6: 4 } as const;

/** What a proxy that refuses says (RFC 1928, 6). */
const refusals = [
  'failed',
  'does not allow it',
  'cannot reach the network',
  'cannot reach the host',
  'was refused',
  'took too long',
  'does not know the command',
  'does not know the kind of address',
];

/**
 * A connection to an endpoint through a SOCKS proxy (RFC 1928, with the passwords of RFC 1929). As everywhere, the proxy finds
 * the address of a name where it is called `socks5h`, this machine where it is called `socks5`.
 */
export async function openSocksTunnel(proxy: URL, target: URL, stop: Stop): Promise<Socket> {
  const host = target.hostname.replace(/^\[|\]$/g, '');
  const isFoundHere = proxy.protocol === 'socks5:' && isIP(host) === 0;
  const address = isFoundHere ? (await lookup(host)).address : host;
  const socket = connect({
    host: proxy.hostname.replace(/^\[|\]$/g, ''),
    port: Number(proxy.port || 1080),
    noDelay: true,
    keepAlive: true,
  });
  const fail = (what: string): Error => Object.assign(new Error(`the proxy ${proxy.host} ${what}`), { code: 'EPROXY' });
  const read = readerOf(socket, () => fail('closed the connection'));
  stop.act = () => socket.destroy(fail('was not waited for'));
  socket.setTimeout(30_000, () => socket.destroy(fail('did not answer')));
  try {
    const [user, password] = [decodeURIComponent(proxy.username), decodeURIComponent(proxy.password)];
    socket.write(Buffer.from(user === '' ? [version, 1, withoutPassword] : [version, 2, withoutPassword, byPassword]));
    const [spoken, method] = await read(2);
    if (spoken !== version) throw fail('does not speak SOCKS 5');
    if (method === byPassword) {
      socket.write(Buffer.concat([Buffer.from([1]), counted(user), counted(password)]));
      const [, status] = await read(2);
      if (status !== 0) throw fail('does not take the name and password');
    } else if (method !== withoutPassword) throw fail('wants to know who asks in a way that is not spoken here');
    const port = Number(target.port || (target.protocol === 'https:' ? 443 : 80));
    socket.write(Buffer.concat([Buffer.from([version, connectCommand, 0]), addressBytes(address), portBytes(port)]));
    const [, status = 1, , kind] = await read(4);
    if (status !== 0) throw fail(`${refusals[status - 1] ?? `answered ${status}`} to connect to ${target.host}`);
    // The address that it connects from, which nobody asks for.
    await read((kind === kinds.ipv4 ? 4 : kind === kinds.ipv6 ? 16 : ((await read(1))[0] ?? 0)) + 2);
    socket.setTimeout(0);
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    read.end();
  }
}

/** Reads so many bytes at a time, and leaves the rest to whoever reads on. */
function readerOf(socket: Socket, closed: () => Error) {
  let failure: Error | undefined;
  let wake: () => void = () => undefined;
  const end = (error: Error) => {
    failure ??= error;
    wake();
  };
  const hangUp = () => end(closed());
  const readable = () => wake();
  socket.on('error', end).on('close', hangUp).on('readable', readable);
  async function read(count: number): Promise<Buffer> {
    for (;;) {
      const bytes: Buffer | null = socket.read(count);
      if (bytes !== null) return bytes;
      if (failure !== undefined) throw failure;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  return Object.assign(read, {
    end: () => socket.off('error', end).off('close', hangUp).off('readable', readable),
  });
}

function counted(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8').subarray(0, 255);
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

function addressBytes(address: string): Buffer {
  const family = isIP(address);
  if (family === 4) return Buffer.from([kinds.ipv4, ...address.split('.').map(Number)]);
  if (family === 0) return Buffer.concat([Buffer.from([kinds.name]), counted(address)]);
  return Buffer.from([kinds.ipv6, ...ipv6Bytes(address)]);
}

function ipv6Bytes(address: string): readonly number[] {
  const [before = '', after] = address.replace(/%.*$/, '').split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)));
  const [head, tail] = [groups(before), after === undefined ? [] : groups(after)];
  const between = Array.from({ length: 8 - head.length - tail.length }, () => 0);
  return [...head, ...between, ...tail].flatMap((group) => [group >> 8, group & 255]);
}

function portBytes(port: number): Buffer {
  return Buffer.from([port >> 8, port & 255]);
}
