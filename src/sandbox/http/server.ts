import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from '../sandbox.ts';
import type { SandboxService } from '../service.ts';
import { allServices } from '../services/all-services.ts';
import type { StateStore } from '../state/state-store.ts';
import { tableVersionsOf } from '../state/table-versions.ts';
import { readRequest } from './read-request.ts';
import { createRoom, type Room } from './room.ts';
import type { SandboxResponse } from './sandbox-request.ts';

export interface SandboxServerOptions extends Omit<SandboxOptions, 'store'> {
  /** The address to listen on; 127.0.0.1, which only this machine reaches, unless given. */
  readonly host?: string;
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  /** The directory that keeps the state; in memory alone unless given. */
  readonly data?: string;
  /** How long a request may take to arrive, in milliseconds. */
  readonly patience?: number;
  /** Lets the process end while nobody waits for an answer: of a sandbox that this process alone uses. */
  readonly background?: boolean;
}

export interface SandboxServer {
  /** `http://127.0.0.1:4566` */
  readonly url: string;
  readonly port: number;
  readonly sandbox: Sandbox;
  /** Whether other machines can reach it: it listens on something other than loopback. */
  readonly exposed: boolean;
  /** Stops at once: open connections are cut. */
  close(): Promise<void>;
}

/** Longer than clients keep idle connections, so that none sends on a connection that is just being closed. */
const keepAliveMilliseconds = 75_000;

/** Twice what AWS takes; Node's own limit is 16 KiB. */
const headerLimit = 65_536;

/**
 * Sent with every answer: what a bucket holds, opened in a browser, is a page without an origin, so that its scripts can
 * neither run nor reach the sandbox's own routes.
 */
const forBrowsers = { 'content-security-policy': 'sandbox', 'x-content-type-options': 'nosniff' };

const defaultPatience = 120_000;

/** Bytes of the bodies that are on their way at one time. */
const roomForBodies = 256 * 1_024 * 1_024;

/**
 * Starts a sandbox on a port.
 *
 * Throws `PORT_IN_USE`, and `CANNOT_LISTEN` for an address that is not this machine's or a port it may not use; with
 * `data` also `STORE_NOT_OPENED`, `STORE_IN_USE`, `STORE_DAMAGED`, `STORE_NEWER` and `STORE_NOT_MIGRATED`; and what
 * `populate` throws.
 *
 * @example
 * const server = await startSandbox({ port: 4566, clock: 'short' });
 * process.env.AWS_ENDPOINT_URL = server.url;
 */
export async function startSandbox({
  host = '127.0.0.1',
  port = 0,
  data,
  patience = defaultPatience,
  background = false,
  ...options
}: SandboxServerOptions = {}): Promise<SandboxServer> {
  const services = options.services ?? allServices();
  const store = data === undefined ? undefined : await openStoreAt(data, services);
  try {
    const sandbox = createSandbox({ ...options, services, store, hosts: [host, ...(options.hosts ?? [])] });
    await sandbox.ready;
    const room = createRoom(roomForBodies);
    const server = createServer(
      {
        keepAliveTimeout: keepAliveMilliseconds,
        maxHeaderSize: headerLimit,
        requestTimeout: patience,
        headersTimeout: Math.min(patience, 60_000),
        connectionsCheckingInterval: Math.min(patience, 5_000),
      },
      (incoming, outgoing) => {
        answer(sandbox, room, incoming, outgoing).catch(() => outgoing.destroy());
      },
    );
    server.on('clientError', refuseMalformed);
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error) => reject(cannotListen(error, host, port)));
      server.listen(port, host, resolve);
    });
    if (background) letProcessEnd(server);
    // Without TCP/IP (a Unix socket) there would be no port; listen() above always has one.
    const address = server.address() as AddressInfo;
    return {
      url: `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`,
      port: address.port,
      sandbox,
      exposed: !isLoopback(address.address),
      async close() {
        const closed = once(server, 'close');
        server.close();
        server.closeAllConnections();
        await closed;
        await sandbox.close();
      },
    };
  } catch (error) {
    await store?.close();
    throw error;
  }
}

/** Whoever waits for an answer holds the process by its own end of the connection. */
function letProcessEnd(server: Server): void {
  server.unref();
  server.on('connection', (socket: Socket) => socket.unref());
}

/** Loaded here alone: a sandbox in memory needs no store. */
async function openStoreAt(directory: string, services: readonly SandboxService[]): Promise<StateStore> {
  const { openStore } = await import('../state/open-store.ts');
  return openStore(directory, tableVersionsOf(services));
}

async function answer(
  sandbox: Sandbox,
  room: Room,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { request, release } = await readRequest(incoming, sandbox.receive, room);
  const response = await sandbox.handle(request).finally(release);
  if (response.cut === true) {
    incoming.socket.destroy();
    return;
  }
  if (response.chunks !== undefined) return sendChunks(response, response.chunks, outgoing);
  const headers = { ...response.headers, ...forBrowsers, ...contentLength(incoming.method, response) };
  outgoing.writeHead(response.status, request.bodyTooLarge === true ? { ...headers, connection: 'close' } : headers);
  outgoing.end(incoming.method === 'HEAD' ? undefined : response.body);
}

/** An answer to HEAD tells the length that one to GET would have, and one that nothing has changed tells none. */
function contentLength(method: string | undefined, { status, headers, body }: SandboxResponse): Record<string, string> {
  if (status === 304) return {};
  const told = method === 'HEAD' ? headers['content-length'] : undefined;
  return { 'content-length': told ?? String(body.length) };
}

async function sendChunks(
  { status, headers }: SandboxResponse,
  chunks: Iterable<Uint8Array>,
  outgoing: ServerResponse,
): Promise<void> {
  outgoing.writeHead(status, { ...headers, ...forBrowsers });
  const gone = once(outgoing, 'close').catch(() => undefined);
  for (const chunk of chunks) {
    if (outgoing.destroyed) return;
    if (!outgoing.write(chunk)) await Promise.race([once(outgoing, 'drain'), gone]);
  }
  outgoing.end();
}

/** What is not even HTTP never reaches a service: it is answered as AWS's front door does, in no service's protocol. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status = malformed[error.code ?? ''] ?? '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

const malformed: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
}

function cannotListen(cause: NodeJS.ErrnoException, host: string, port: number): SkyqlError {
  if (cause.code === 'EADDRINUSE') {
    return new SkyqlError('PORT_IN_USE', `Port ${port} on ${host} is in use.`, {
      hint: 'Choose another with --port, or --port 0 for any that is free.',
      cause,
    });
  }
  return new SkyqlError('CANNOT_LISTEN', `Cannot listen on ${host}:${port} (${cause.code ?? cause.message}).`, {
    hint: 'Give an address of this machine and a port above 1023.',
    cause,
  });
}
