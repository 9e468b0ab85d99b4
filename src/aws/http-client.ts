import type { Agent, IncomingMessage, RequestOptions } from 'node:http';
import { ConnectionError, connectionErrorOf } from './connection-error.ts';
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
}

const defaultTimeoutMilliseconds = 60_000;

/** Connections to one endpoint at most: AWS throttles long before it. */
const maximumSockets = 64;

export function createHttpClient(): HttpClient {
  const transports = new Map<string, Promise<Transport>>();
  const transportFor = (protocol: string): Promise<Transport> => {
    const known = transports.get(protocol) ?? loadTransport(protocol);
    transports.set(protocol, known);
    return known;
  };
  return {
    async sendRequest(url, request, options = {}) {
      const target = new URL(url);
      const transport = await transportFor(target.protocol);
      try {
        return await exchange(transport, target, request, options);
      } catch (error) {
        // The server closed an idle connection just as it was used again: it has not seen the request.
        if (error instanceof StaleConnection) return exchange({ ...transport }, target, request, options, true);
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
async function loadTransport(protocol: string): Promise<Transport> {
  const options = { keepAlive: true, maxSockets: maximumSockets };
  if (protocol === 'http:') {
    const http = await import('node:http');
    return { request: http.request, agent: new http.Agent(options) };
  }
  const https = await import('node:https');
  return { request: https.request, agent: new https.Agent(options) };
}

class StaleConnection extends Error {
  override readonly name = 'StaleConnection';
}

function exchange(
  { request: open, agent }: Transport,
  target: URL,
  request: HttpRequest,
  { signal, timeoutMilliseconds = defaultTimeoutMilliseconds }: SendOptions,
  onFreshConnection = false,
): Promise<HttpResponse> {
  signal?.throwIfAborted();
  const body = typeof request.body === 'string' ? Buffer.from(request.body, 'utf8') : request.body;
  return new Promise((resolve, reject) => {
    const outgoing = open(target, optionsOf(target, request, body, onFreshConnection ? undefined : agent));
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
      incoming.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      incoming.once('error', fail);
      incoming.once('end', () => {
        settle();
        resolve({ status: incoming.statusCode ?? 0, headers: headersOf(incoming), body: joined(chunks) });
      });
    });
    outgoing.end(body);
  });
}

function optionsOf(target: URL, request: HttpRequest, body: Uint8Array, agent: Agent | undefined): RequestOptions {
  const query = request.query.length === 0 ? '' : `?${formatQueryString(request.query)}`;
  const basePath = target.pathname.replace(/\/$/, '');
  return {
    method: request.method,
    path: `${basePath}${request.path}${query}`,
    headers: { ...request.headers, 'content-length': String(body.length) },
    // Without the agent the request gets a connection of its own, closed after it.
    agent: agent ?? false,
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
