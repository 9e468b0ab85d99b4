import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SkyqlError } from '../../errors/skyql-error.ts';
import { createSandbox, type Sandbox, type SandboxOptions } from '../sandbox.ts';
import type { SandboxRequest } from './sandbox-request.ts';

export interface SandboxServerOptions extends SandboxOptions {
  /** The address to listen on; 127.0.0.1, which only this machine reaches, unless given. */
  readonly host?: string;
  /** 0, the default, lets the system choose. */
  readonly port?: number;
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

/** Bytes that a request's body may have: more than any of the services takes. */
const bodyLimit = 20 * 1_024 * 1_024;

/** A body beyond this is not even read to its end. */
const drainLimit = 4 * bodyLimit;

/** Longer than clients keep idle connections, so that none sends on a connection that is just being closed. */
const keepAliveMilliseconds = 75_000;

/**
 * Starts a sandbox on a port.
 *
 * Throws `PORT_IN_USE`, and `CANNOT_LISTEN` for an address that is not this machine's or a port it may not use.
 *
 * @example
 * const server = await startSandbox({ port: 4566, clock: 'fast' });
 * const client = new ImagebuilderClient({ endpoint: server.url, region: 'us-east-1', credentials });
 */
export async function startSandbox({
  host = '127.0.0.1',
  port = 0,
  ...options
}: SandboxServerOptions = {}): Promise<SandboxServer> {
  const sandbox = createSandbox(options);
  const server = createServer({ keepAliveTimeout: keepAliveMilliseconds }, (incoming, outgoing) => {
    answer(sandbox, incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(error, host, port)));
    server.listen(port, host, resolve);
  });
  // Without TCP/IP (a Unix socket) there would be no port; listen() above always has one.
  const address = server.address() as AddressInfo;
  return {
    url: `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`,
    port: address.port,
    sandbox,
    exposed: !isLoopback(address.address),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(sandbox: Sandbox, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const request = await readRequest(incoming);
  const response = await sandbox.handle(request);
  if (response.cut === true) {
    incoming.socket.destroy();
    return;
  }
  const headers = { ...response.headers, 'content-length': String(response.body.length) };
  outgoing.writeHead(response.status, request.bodyTooLarge === true ? { ...headers, connection: 'close' } : headers);
  outgoing.end(incoming.method === 'HEAD' ? undefined : response.body);
}

function readRequest(incoming: IncomingMessage): Promise<SandboxRequest> {
  return new Promise((resolve, reject) => {
    let chunks: Uint8Array[] = [];
    let length = 0;
    incoming.on('data', (chunk: Uint8Array) => {
      length += chunk.length;
      if (length <= bodyLimit) chunks.push(chunk);
      else chunks = [];
      if (length > drainLimit) incoming.destroy(new Error('request body too large'));
    });
    incoming.on('error', reject);
    incoming.on('end', () =>
      resolve({ ...requestHead(incoming), body: Buffer.concat(chunks), bodyTooLarge: length > bodyLimit }),
    );
  });
}

function requestHead(incoming: IncomingMessage): Omit<SandboxRequest, 'body'> {
  const target = incoming.url ?? '/';
  const question = target.indexOf('?');
  return {
    method: incoming.method ?? 'GET',
    rawPath: question === -1 ? target : target.slice(0, question),
    rawQuery: question === -1 ? '' : target.slice(question + 1),
    headers: Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(',') : (value ?? ''),
      ]),
    ),
  };
}

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
