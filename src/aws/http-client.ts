import type { Agent, IncomingMessage, RequestOptions } from 'node:http';
import { SkyqlError } from '../errors/skyql-error.ts';
import { ConnectionError, connectionErrorOf } from './connection-error.ts';
import { proxyAuthorization, proxyFor, tunnelAgent } from './http-proxy.ts';
import { formatQueryString } from './protocols/percent-encoding.ts';
import type { HttpRequest, HttpResponse } from './protocols/protocol.ts';

export interface SendOptions {
  readonly signal?: AbortSignal;
  /** How long the whole answer may take; a minute unless given. */
  readonly timeoutMilliseconds?: number;
}

/** Sends requests over connections that it keeps open. */
export interface HttpClient {
  /**
   * Sends a request, its headers already signed, to an endpoint such as `https://ec2.us-east-1.amazonaws.com`.
   * Every status is an answer. Throws a ConnectionError where none comes, and the signal's reason when aborted.
   */
  sendRequest(url: string, request: HttpRequest, options?: SendOptions): Promise<HttpResponse>;
  /** Closes the connections; requests under way fail. */
  close(): void;
}

interface Transport {
  readonly request: typeof import('node:http').request;
  readonly agent: Agent;
  /** For a request that needs a connection of its own, closed after it. */
  readonly freshAgent: Agent | false;
  /** The proxy that passes plain requests on. Those over TLS go through a tunnel, which the agent makes. */
  readonly proxy?: URL;
}

export interface HttpClientOptions {
  /** Where `HTTPS_PROXY` and its like are read. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** The longest body that is read; 512 MB unless given. */
  readonly maximumBodyBytes?: number;
}

const defaultTimeoutMilliseconds = 60_000;

/** All of an answer is held in memory; no text of Node's can be longer. */
const defaultMaximumBodyBytes = 512 * 1024 * 1024;

/** Connections to one endpoint at most: AWS throttles long before it. */
const maximumSockets = 64;

export function createHttpClient({
  environment = process.env,
  maximumBodyBytes = defaultMaximumBodyBytes,
}: HttpClientOptions = {}): HttpClient {
  const transports = new Map<string, Promise<Transport>>();
  const transportFor = (target: URL): Promise<Transport> => {
    const proxy = proxyFor(target, environment);
    const key = `${target.protocol} ${proxy?.href ?? ''}`;
    const known = transports.get(key) ?? loadTransport(target.protocol, proxy);
    transports.set(key, known);
    return known;
  };
  const limit = { maximumBodyBytes };
  return {
    async sendRequest(url, request, options = {}) {
      const target = new URL(url);
      const transport = await transportFor(target);
      try {
        return await exchange(transport, target, request, { ...options, ...limit });
      } catch (error) {
        // The server closed an idle connection just as it was used again: it has not seen the request.
        if (error instanceof StaleConnection)
          return exchange(transport, target, request, { ...options, ...limit }, true);
        throw error;
      }
    },

    close() {
      for (const transport of transports.values()) {
        transport.then(
          ({ agent }) => agent.destroy(),
          () => undefined,
        );
      }
      transports.clear();
    },
  };
}

/** Node's HTTP and TLS take longer to load than all the rest: only what is used is loaded, when it is used. */
async function loadTransport(protocol: string, proxy: URL | undefined): Promise<Transport> {
  const options = { keepAlive: true, maxSockets: maximumSockets };
  if (protocol === 'http:' && proxy?.protocol !== 'https:') {
    const http = await import('node:http');
    return { request: http.request, agent: new http.Agent(options), freshAgent: false, ...(proxy && { proxy }) };
  }
  const https = await import('node:https');
  if (proxy && protocol === 'https:') {
    const [agent, freshAgent] = await Promise.all([tunnelAgent(proxy, options), tunnelAgent(proxy, {})]);
    return { request: https.request, agent, freshAgent };
  }
  return { request: https.request, agent: new https.Agent(options), freshAgent: false, ...(proxy && { proxy }) };
}

class StaleConnection extends Error {
  override readonly name = 'StaleConnection';
}

function exchange(
  { request: open, agent, freshAgent, proxy }: Transport,
  target: URL,
  request: HttpRequest,
  { signal, timeoutMilliseconds = defaultTimeoutMilliseconds, maximumBodyBytes }: SendOptions & ReadLimit,
  onFreshConnection = false,
): Promise<HttpResponse> {
  signal?.throwIfAborted();
  const body = typeof request.body === 'string' ? Buffer.from(request.body, 'utf8') : request.body;
  return new Promise((resolve, reject) => {
    const requestOptions = optionsOf(target, request, body, onFreshConnection ? freshAgent : agent, proxy);
    const outgoing = open(proxy ?? target, requestOptions);
    const abort = () => outgoing.destroy(new Error('aborted'));
    let isOverdue = false;
    const timer = setTimeout(() => {
      isOverdue = true;
      outgoing.destroy(new Error('timeout'));
    }, timeoutMilliseconds);
    const settle = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
    const fail = (error: NodeJS.ErrnoException) => {
      settle();
      if (signal?.aborted === true) reject(signal.reason);
      else if (isOverdue) reject(new ConnectionError('timeout', target.host, `${timeoutMilliseconds} ms`, error));
      else if (outgoing.reusedSocket && !onFreshConnection && isClosed(error)) reject(new StaleConnection());
      else reject(connectionErrorOf(error, target.host));
    };
    signal?.addEventListener('abort', abort, { once: true });
    outgoing.once('error', fail);
    outgoing.once('response', (incoming) => {
      const chunks: Uint8Array[] = [];
      let length = 0;
      incoming.on('data', (chunk: Uint8Array) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length <= maximumBodyBytes) return;
        settle();
        reject(tooLarge(target.host, maximumBodyBytes));
        outgoing.destroy();
      });
      incoming.once('error', fail);
      incoming.once('end', () => {
        settle();
        resolve({ status: incoming.statusCode ?? 0, headers: headersOf(incoming), body: joined(chunks) });
      });
    });
    outgoing.end(body);
  });
}

interface ReadLimit {
  readonly maximumBodyBytes: number;
}

function tooLarge(host: string, maximumBodyBytes: number): SkyqlError {
  const megabytes = Math.floor(maximumBodyBytes / 1024 / 1024);
  return new SkyqlError('RESPONSE_TOO_LARGE', `The answer of ${host} is longer than ${megabytes} MB.`, {
    hint: 'Ask for less at once: a smaller page, or a range of the object.',
  });
}

function optionsOf(
  target: URL,
  request: HttpRequest,
  body: Uint8Array,
  agent: Agent | false,
  proxy: URL | undefined,
): RequestOptions {
  const query = request.query.length === 0 ? '' : `?${formatQueryString(request.query)}`;
  const basePath = target.pathname.replace(/\/$/, '');
  const authorization = proxy === undefined ? undefined : proxyAuthorization(proxy);
  return {
    method: request.method,
    // A proxy that passes plain requests on is told the whole address.
    path: `${proxy === undefined ? '' : target.origin}${basePath}${request.path}${query}`,
    headers: {
      ...(proxy !== undefined && { host: target.host }),
      ...request.headers,
      ...(authorization !== undefined && { 'proxy-authorization': authorization }),
      'content-length': String(body.length),
    },
    agent,
    // What a proxy's address says of its user is for the proxy alone.
    ...(proxy !== undefined && { auth: null }),
  };
}

function isClosed(error: NodeJS.ErrnoException): boolean {
  return error.code === 'ECONNRESET' || error.code === 'EPIPE';
}

function headersOf(incoming: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [first] = chunks;
  return chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
}
