import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { isSocksProxy } from './is-socks-proxy.ts';
import type { Stop } from './stop.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that requests to this address go through: `HTTPS_PROXY`, `HTTP_PROXY` or `ALL_PROXY`, unless `NO_PROXY` has the
 * host. Names in small letters count as well. This machine itself is never reached through a proxy. Throws `INVALID_PROXY`.
 */
export function proxyFor(target: URL, environment: Environment = process.env): URL | undefined {
  const read = (name: string) => environment[name.toLowerCase()] || environment[name] || undefined;
  if (isThisMachine(target.hostname) || isExcepted(target, read('NO_PROXY') ?? '')) return undefined;
  const address = read(target.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') ?? read('ALL_PROXY');
  if (address === undefined) return undefined;
  const text = address.includes('://') ? address : `http://${address}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && (/^https?:$/.test(url.protocol) || isSocksProxy(url))) return url;
  // Going past a proxy that was asked for could tell the outside world what it must not know. It may hold a password: it is not repeated.
  throw new SkyqlError('INVALID_PROXY', `The environment names a proxy for ${target.host} that cannot be used.`, {
    hint: 'HTTPS_PROXY, HTTP_PROXY and ALL_PROXY take http://HOST:PORT, https://, socks5:// and socks5h://; NO_PROXY excepts hosts.',
  });
}

/** The header by which a proxy knows who asks; undefined where its address names nobody. */
export function proxyAuthorization({ username, password }: URL): string | undefined {
  if (username === '') return undefined;
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(credentials, 'utf8').toString('base64')}`;
}

/** A connection to an endpoint through a proxy, which opens it when it is asked with CONNECT (RFC 9110, 9.3.6). */
export async function openTunnel(proxy: URL, target: URL, stop: Stop, ca: string | undefined): Promise<Socket> {
  const { request } = await import(proxy.protocol === 'https:' ? 'node:https' : 'node:http');
  const authority = `${target.hostname}:${target.port || '443'}`;
  const authorization = proxyAuthorization(proxy);
  return new Promise((resolve, reject) => {
    const asked: ClientRequest = request(proxy, {
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...(authorization !== undefined && { 'proxy-authorization': authorization }) },
      agent: false,
      ca,
      auth: null,
    });
    stop.act = () => asked.destroy(proxyError(proxy, 'was not waited for'));
    asked.setTimeout(connectMilliseconds, () => asked.destroy(proxyError(proxy, 'did not answer')));
    asked.once('error', reject);
    asked.once('connect', ({ statusCode }: IncomingMessage, socket: Socket) => {
      asked.setTimeout(0);
      if (statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(proxyError(proxy, `answered ${statusCode}`));
    });
    asked.end();
  });
}

const connectMilliseconds = 30_000;

/** What a proxy did that ended a connection through it. */
export function proxyError(proxy: URL, what: string): Error {
  return Object.assign(new Error(`the proxy ${proxy.host} ${what}`), { code: 'EPROXY' });
}

function isThisMachine(hostname: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\]|.+\.localhost)$/i.test(hostname);
}

function isExcepted({ hostname, port, protocol }: URL, exceptions: string): boolean {
  const targetPort = port || (protocol === 'https:' ? '443' : '80');
  return exceptions.split(/[\s,]+/).some((exception) => {
    const [, name = '', onlyPort] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(exception) ?? [];
    if (exception === '*') return true;
    if (name === '' || (onlyPort !== undefined && onlyPort !== targetPort)) return false;
    return hostname === name.toLowerCase() || hostname.endsWith(`.${name.toLowerCase()}`);
  });
}
