import type { OnReadOpts, Socket, TcpSocketConnectOpts } from 'node:net';
import type { ConnectionOptions, SecureContext, SecureContextOptions } from 'node:tls';
import { openTunnel, proxyError } from './http-proxy.ts';
import { isSocksProxy } from './is-socks-proxy.ts';
import type { Stop } from './stop.ts';

/** How an endpoint is reached. */
export interface Way {
  readonly target: URL;
  readonly proxy: URL | undefined;
  /** The certificates of those who are trusted, as PEM; those that Node trusts unless given. */
  readonly certificates?: string | undefined;
}

/** A socket that is connected. */
export interface OpenSocket {
  readonly socket: Socket;
  /** Who takes the bytes that come from now on: they are good until it returns. Until there is someone, what comes ends the connection. */
  onBytes(take: (bytes: Buffer) => void): void;
}

/** TLS sessions by host: later connections to it need half a handshake. */
export type TlsSessions = Map<string, Buffer>;

const maximumSessions = 100;

/** Connects to an endpoint, or to the proxy that passes plain requests on to it. Throws Node's own errors, and of a proxy that is not there `EPROXY`. */
export async function openSocket(way: Way, sessions: TlsSessions, stop: Stop): Promise<OpenSocket> {
  try {
    return await opened(way, sessions, stop);
  } catch (error) {
    throw way.proxy !== undefined && isUnreached(way.proxy, error)
      ? proxyError(way.proxy, `could not be reached: ${error.code}`)
      : error;
  }
}

/** Whether the proxy is what could not be reached: all that connects from here connects to it, and names alone may be another's. */
function isUnreached(proxy: URL, error: unknown): error is NodeJS.ErrnoException {
  const { code, hostname } = Object(error) as { readonly code?: unknown; readonly hostname?: unknown };
  if (code === 'ENOTFOUND') return hostname === proxy.hostname;
  return code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH';
}

async function opened(way: Way, sessions: TlsSessions, stop: Stop): Promise<OpenSocket> {
  const { target, proxy, certificates } = way;
  const isSecure = target.protocol === 'https:';
  if (proxy !== undefined && isSocksProxy(proxy)) {
    const { openSocksTunnel } = await import('./socks-proxy.ts');
    const tunnel = await openSocksTunnel(proxy, target, stop);
    return isSecure ? secured(target, tunnel, way, sessions, stop) : emitting(tunnel);
  }
  const next = isSecure ? target : (proxy ?? target);
  if (next.protocol === 'http:') {
    const { connect } = await import('node:net');
    const reading = new Reading();
    const socket = connect({ ...addressOf(next), noDelay: true, keepAlive: true, onread: reading.options });
    return reading.of(await connected(socket, 'connect', stop));
  }
  const tunnel = isSecure && proxy !== undefined ? await openTunnel(proxy, next, stop, certificates) : undefined;
  return secured(next, tunnel, way, sessions, stop);
}

async function secured(
  peer: URL,
  tunnel: Socket | undefined,
  { certificates }: Way,
  sessions: TlsSessions,
  stop: Stop,
): Promise<OpenSocket> {
  const [{ connect, createSecureContext }, { isIP }] = await Promise.all([import('node:tls'), import('node:net')]);
  const { host, port } = addressOf(peer);
  // Who was trusted by other certificates has to show its own again.
  const kept = `${peer.host} ${certificates ?? ''}`;
  const session = sessions.get(kept);
  // Node's types lack it here.
  const reading = new Reading();
  const options: ConnectionOptions & Pick<TcpSocketConnectOpts, 'onread'> = {
    host,
    port,
    // The name that the certificate must have; an address is none.
    servername: isIP(host) === 0 ? host : '',
    ALPNProtocols: ['http/1.1'],
    ...(certificates !== undefined && { secureContext: contextOf(certificates, createSecureContext) }),
    ...(session !== undefined && { session }),
    ...(tunnel === undefined ? { onread: reading.options } : { socket: tunnel }),
  };
  const socket = connect(options);
  socket.setNoDelay(true);
  socket.on('session', (fresh) => {
    if (sessions.size >= maximumSessions) sessions.clear();
    sessions.set(kept, fresh);
  });
  try {
    await connected(socket, 'secureConnect', stop);
    return tunnel === undefined ? reading.of(socket) : emitting(socket);
  } catch (error) {
    sessions.delete(kept);
    throw error;
  }
}

/** What all sockets read into, one after the other: a stream of Node's gives each piece memory of its own, and takes longer than HTTP itself. */
const received = Buffer.allocUnsafeSlow(65_536);

/** How a socket reads that has no stream of Node's before it. */
class Reading {
  readonly options: OnReadOpts = {
    buffer: received,
    callback: (length) => {
      this.#take(received.subarray(0, length));
      return true;
    },
  };
  #take: (bytes: Buffer) => void = () => undefined;

  of(socket: Socket): OpenSocket {
    this.#take = () => socket.destroy();
    return {
      socket,
      onBytes: (take) => {
        this.#take = take;
      },
    };
  }
}

/** A socket that another one stands below. */
function emitting(socket: Socket): OpenSocket {
  return { socket, onBytes: (take) => socket.on('data', take) };
}

/** Made once: reading the certificates of a whole system takes longer than a handshake. */
const contexts = new Map<string, SecureContext>();

function contextOf(ca: string, create: (options: SecureContextOptions) => SecureContext): SecureContext {
  const context = contexts.get(ca) ?? create({ ca });
  contexts.set(ca, context);
  return context;
}

function connected(socket: Socket, event: 'connect' | 'secureConnect', stop: Stop): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(error);
    const hangUp = () => reject(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
    stop.act = () => socket.destroy();
    socket.once('error', fail);
    socket.once('close', hangUp);
    socket.once(event, () => {
      socket.off('error', fail);
      socket.off('close', hangUp);
      resolve(socket);
    });
  });
}

function addressOf({ hostname, port, protocol }: URL): { readonly host: string; readonly port: number } {
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || (protocol === 'https:' ? 443 : 80)) };
}
