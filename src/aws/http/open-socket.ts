import type { Socket } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { openTunnel } from './http-proxy.ts';
import type { Stop } from './stop.ts';

/** How an endpoint is reached. */
export interface Way {
  readonly target: URL;
  readonly proxy: URL | undefined;
}

/** TLS sessions by host: later connections to it need half a handshake. */
export type TlsSessions = Map<string, Buffer>;

const maximumSessions = 100;

/** Connects to an endpoint, or to the proxy that passes plain requests on to it. Throws Node's own errors. */
export async function openSocket({ target, proxy }: Way, sessions: TlsSessions, stop: Stop): Promise<Socket> {
  const isSecure = target.protocol === 'https:';
  const next = isSecure ? target : (proxy ?? target);
  if (next.protocol === 'http:') {
    const { connect } = await import('node:net');
    return connected(connect({ ...addressOf(next), noDelay: true, keepAlive: true }), 'connect', stop);
  }
  const tunnel = isSecure && proxy !== undefined ? await openTunnel(proxy, next, stop) : undefined;
  return secured(next, tunnel, sessions, stop);
}

async function secured(peer: URL, tunnel: Socket | undefined, sessions: TlsSessions, stop: Stop): Promise<Socket> {
  const [{ connect }, { isIP }] = await Promise.all([import('node:tls'), import('node:net')]);
  const { host, port } = addressOf(peer);
  const session = sessions.get(peer.host);
  const options: ConnectionOptions = {
    host,
    port,
    // The name that the certificate must have; an address is none.
    servername: isIP(host) === 0 ? host : '',
    ALPNProtocols: ['http/1.1'],
    ...(session !== undefined && { session }),
    ...(tunnel !== undefined && { socket: tunnel }),
  };
  const socket = connect(options);
  socket.setNoDelay(true);
  socket.on('session', (fresh) => {
    if (sessions.size >= maximumSessions) sessions.clear();
    sessions.set(peer.host, fresh);
  });
  try {
    return await connected(socket, 'secureConnect', stop);
  } catch (error) {
    sessions.delete(peer.host);
    throw error;
  }
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
