import type { Socket } from 'node:net';
import type { ConnectionOptions, SecureContext, SecureContextOptions } from 'node:tls';
import { openTunnel } from './http-proxy.ts';
import { isSocksProxy } from './is-socks-proxy.ts';
import type { Stop } from './stop.ts';

/** How an endpoint is reached. */
export interface Way {
  readonly target: URL;
  readonly proxy: URL | undefined;
  /** The certificates of those who are trusted, as PEM; those that Node trusts unless given. */
  readonly certificates?: string | undefined;
}

/** TLS sessions by host: later connections to it need half a handshake. */
export type TlsSessions = Map<string, Buffer>;

const maximumSessions = 100;

/** Connects to an endpoint, or to the proxy that passes plain requests on to it. Throws Node's own errors. */
export async function openSocket(way: Way, sessions: TlsSessions, stop: Stop): Promise<Socket> {
  const { target, proxy, certificates } = way;
  const isSecure = target.protocol === 'https:';
  if (proxy !== undefined && isSocksProxy(proxy)) {
    const { openSocksTunnel } = await import('./socks-proxy.ts');
    const tunnel = await openSocksTunnel(proxy, target, stop);
    return isSecure ? secured(target, tunnel, way, sessions, stop) : tunnel;
  }
  const next = isSecure ? target : (proxy ?? target);
  if (next.protocol === 'http:') {
    const { connect } = await import('node:net');
    return connected(connect({ ...addressOf(next), noDelay: true, keepAlive: true }), 'connect', stop);
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
): Promise<Socket> {
  const [{ connect, createSecureContext }, { isIP }] = await Promise.all([import('node:tls'), import('node:net')]);
  const { host, port } = addressOf(peer);
  // Who was trusted by other certificates has to show its own again.
  const kept = `${peer.host} ${certificates ?? ''}`;
  const session = sessions.get(kept);
  const options: ConnectionOptions = {
    host,
    port,
    // The name that the certificate must have; an address is none.
    servername: isIP(host) === 0 ? host : '',
    ALPNProtocols: ['http/1.1'],
    ...(certificates !== undefined && { secureContext: contextOf(certificates, createSecureContext) }),
    ...(session !== undefined && { session }),
    ...(tunnel !== undefined && { socket: tunnel }),
  };
  const socket = connect(options);
  socket.setNoDelay(true);
  socket.on('session', (fresh) => {
    if (sessions.size >= maximumSessions) sessions.clear();
    sessions.set(kept, fresh);
  });
  try {
    return await connected(socket, 'secureConnect', stop);
  } catch (error) {
    sessions.delete(kept);
    throw error;
  }
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
