import type { IncomingMessage } from 'node:http';
import type { AgentOptions, Agent as SecureAgent } from 'node:https';
import type { Duplex } from 'node:stream';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that requests to this address go through: `HTTPS_PROXY`, `HTTP_PROXY` or `ALL_PROXY`, unless `NO_PROXY` has the
 * host. Names in small letters count as well. This machine itself is never reached through a proxy.
 */
export function proxyFor(target: URL, environment: Environment = process.env): URL | undefined {
  const read = (name: string) => environment[name.toLowerCase()] || environment[name] || undefined;
  if (isThisMachine(target.hostname) || isExcepted(target, read('NO_PROXY') ?? '')) return undefined;
  const address = read(target.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY') ?? read('ALL_PROXY');
  if (address === undefined) return undefined;
  const url = address.includes('://') ? address : `http://${address}`;
  return URL.canParse(url) && /^https?:/.test(url) ? new URL(url) : undefined;
}

/** The header by which a proxy knows who asks; undefined where its address names nobody. */
export function proxyAuthorization({ username, password }: URL): string | undefined {
  if (username === '') return undefined;
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(credentials, 'utf8').toString('base64')}`;
}

/** An agent whose TLS connections go through a tunnel that the proxy opens with CONNECT (RFC 9110, 9.3.6). */
export async function tunnelAgent(proxy: URL, options: AgentOptions): Promise<SecureAgent> {
  const [https, tls] = await Promise.all([import('node:https'), import('node:tls')]);
  const { request } = proxy.protocol === 'https:' ? https : await import('node:http');
  const createConnection: CreateConnection = (target, done) => {
    const authority = `${target.host}:${target.port ?? 443}`;
    const authorization = proxyAuthorization(proxy);
    const asked = request(proxy, {
      method: 'CONNECT',
      path: authority,
      headers: { host: authority, ...(authorization !== undefined && { 'proxy-authorization': authorization }) },
      agent: false,
      auth: null,
    });
    asked.setTimeout(connectMilliseconds, () => asked.destroy(proxyError(proxy, 'did not answer')));
    asked.once('error', (error) => done(error));
    asked.once('connect', ({ statusCode }: IncomingMessage, socket: Duplex) => {
      asked.setTimeout(0);
      if (statusCode !== 200) {
        socket.destroy();
        done(proxyError(proxy, `answered ${statusCode}`));
        return;
      }
      const port = Number(target.port ?? 443);
      done(null, tls.connect({ ...target, port, servername: target.servername ?? target.host, socket }));
    });
    asked.end();
  };
  return Object.assign(new https.Agent(options), { createConnection });
}

const connectMilliseconds = 30_000;

type CreateConnection = (
  target: { readonly host: string; readonly port?: number | string; readonly servername?: string },
  done: (error: Error | null, socket?: Duplex) => void,
) => void;

function proxyError(proxy: URL, what: string): Error {
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
