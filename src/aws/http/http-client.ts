import { SkyqlError } from '../../errors/skyql-error.ts';
import { formatQueryString } from '../protocols/percent-encoding.ts';
import type { HttpRequest, HttpResponse } from '../protocols/protocol.ts';
import { ConnectionError } from './connection-error.ts';
import { ConnectionPool } from './connection-pool.ts';
import { StaleConnection } from './http-connection.ts';
import { proxyAuthorization, proxyFor } from './http-proxy.ts';
import { isSocksProxy } from './is-socks-proxy.ts';
import type { TlsSessions } from './open-socket.ts';
import { readCertificates } from './read-certificates.ts';
import { requestBytes } from './request-bytes.ts';
import { ResponseReader } from './response-reader.ts';
import { Stop } from './stop.ts';

export interface SendOptions {
  readonly signal?: AbortSignal;
  /** How long the whole answer may take; a minute unless given. */
  readonly timeoutMilliseconds?: number;
  /** A file with the certificates of those who are trusted, as PEM; those that Node trusts unless given. */
  readonly caBundle?: string;
  /**
   * Sends it once at most, for what must not be done twice: over a connection that was not used before, since the other side
   * may close one that was kept just as it is used, and nobody can tell whether the request arrived.
   */
  readonly once?: boolean;
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

export interface HttpClientOptions {
  /** Where `HTTPS_PROXY` and its like are read. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** The longest body that is read; 512 MB unless given. */
  readonly maximumBodyBytes?: number;
  /** Connections to one endpoint at most; 256 unless given. */
  readonly maximumConnections?: number;
}

const defaultTimeoutMilliseconds = 60_000;

/** All of an answer is held in memory; no text of Node's can be longer. */
const defaultMaximumBodyBytes = 512 * 1024 * 1024;

/**
 * Connections to one endpoint at most: AWS throttles long before it. One that answers for all regions, as a sandbox, is asked by
 * each of them at once.
 */
const defaultMaximumConnections = 256;

/** Endpoints whose addresses are remembered, taken apart. */
const maximumEndpoints = 1_000;

interface Endpoint {
  readonly host: string;
  /** What comes before a request's path: the endpoint's own, and for a proxy that passes requests on the whole address. */
  readonly prefix: string;
  /** Headers that a request goes with unless it has them itself. */
  readonly headers: Readonly<Record<string, string>>;
  readonly pool: ConnectionPool;
}

export function createHttpClient({
  environment = process.env,
  maximumBodyBytes = defaultMaximumBodyBytes,
  maximumConnections = defaultMaximumConnections,
}: HttpClientOptions = {}): HttpClient {
  const endpoints = new Map<string, Endpoint>();
  const pools = new Map<string, ConnectionPool>();
  const sessions: TlsSessions = new Map();
  const underWay = new Map<Stop, Endpoint>();

  function endpointOf(url: string, caBundle: string | undefined): Endpoint {
    const name = caBundle === undefined ? url : `${url} ${caBundle}`;
    const known = endpoints.get(name);
    if (known !== undefined) return known;
    const target = new URL(url);
    const proxy = proxyFor(target, environment);
    const forwards = proxy !== undefined && target.protocol === 'http:' && !isSocksProxy(proxy);
    const certificates = caBundle === undefined ? undefined : readCertificates(caBundle);
    const authorization = forwards ? proxyAuthorization(proxy) : undefined;
    const key = `${forwards ? '' : target.origin} ${proxy?.href ?? ''} ${caBundle ?? ''}`;
    const pool = pools.get(key) ?? new ConnectionPool({ target, proxy, certificates }, sessions, maximumConnections);
    const endpoint: Endpoint = {
      host: target.host,
      prefix: `${forwards ? target.origin : ''}${target.pathname.replace(/\/$/, '')}`,
      headers: { host: target.host, ...(authorization !== undefined && { 'proxy-authorization': authorization }) },
      pool,
    };
    if (endpoints.size >= maximumEndpoints) endpoints.clear();
    endpoints.set(name, endpoint);
    pools.set(key, pool);
    return endpoint;
  }

  async function exchange(
    { host, prefix, headers, pool }: Endpoint,
    request: HttpRequest,
    stop: Stop,
    { fresh, onWrite }: { readonly fresh: boolean; readonly onWrite: () => void },
  ): Promise<HttpResponse> {
    const query = request.query.length === 0 ? '' : `?${formatQueryString(request.query)}`;
    const bytes = requestBytes(request, `${prefix}${request.path}${query}`, headers);
    // Most requests find one that is free, and have nothing to wait for.
    const connection = (fresh ? undefined : pool.takeIdle()) ?? (await pool.take(stop, fresh));
    if (stop.reason !== undefined) {
      pool.give(connection);
      throw stop.reason.of;
    }
    stop.act = (reason) => connection.close(reason);
    const reader = new ResponseReader(request.method, (length) => {
      if (length > maximumBodyBytes) throw tooLarge(host, maximumBodyBytes);
    });
    onWrite();
    const { response, keepsOpen } = await connection.send(bytes, reader);
    if (keepsOpen) pool.give(connection);
    else connection.close();
    return response;
  }

  return {
    async sendRequest(
      url,
      request,
      { signal, timeoutMilliseconds = defaultTimeoutMilliseconds, caBundle, once = false } = {},
    ) {
      signal?.throwIfAborted();
      const endpoint = endpointOf(url, caBundle);
      let mayHaveArrived = false;
      const onWrite = () => {
        mayHaveArrived = true;
      };
      const overdue = () =>
        new ConnectionError('timeout', endpoint.host, `${timeoutMilliseconds} ms`, { mayHaveArrived });
      const stop = new Stop(signal, timeoutMilliseconds, overdue);
      underWay.set(stop, endpoint);
      try {
        return await exchange(endpoint, request, stop, { fresh: once, onWrite });
      } catch (error) {
        if (stop.reason !== undefined) throw stop.reason.of;
        // The server closed an idle connection just as it was used again: most likely it has not seen the request.
        if (error instanceof StaleConnection) return await exchange(endpoint, request, stop, { fresh: true, onWrite });
        throw error;
      } finally {
        stop.end();
        underWay.delete(stop);
      }
    },

    close() {
      for (const [stop, { host }] of underWay) stop.now(new ConnectionError('reset', host, 'closed'));
      for (const pool of pools.values()) pool.close();
      pools.clear();
      endpoints.clear();
    },
  };
}

function tooLarge(host: string, maximumBodyBytes: number): SkyqlError {
  const megabytes = Math.floor(maximumBodyBytes / 1024 / 1024);
  return new SkyqlError('RESPONSE_TOO_LARGE', `The answer of ${host} is longer than ${megabytes} MB.`, {
    hint: 'Ask for less at once: a smaller page, or a range of the object.',
  });
}
