import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { totalmem } from 'node:os';
import { SkyqlError } from '../errors/skyql-error.ts';
import type { SessionHost } from '../session/session-host.ts';
import type { SessionOptions } from '../session/session-options.ts';
import { certificateOf, type TlsFiles } from './authentication/certificate-of.ts';
import { channelBinding } from './authentication/channel-binding.ts';
import { openTlsDoor } from './authentication/tls-door.ts';
import type { Verifier } from './authentication/verifier.ts';
import { PostgresCatalog } from './catalog/postgres-catalog.ts';
import type { Backend } from './connection/backend.ts';
import { Channel } from './connection/channel.ts';
import { type ConnectionHost, serveConnection } from './connection/serve-connection.ts';
import { PostgresError } from './errors/postgres-error.ts';

export interface PostgresServerOptions {
  /** What its sessions stand on. It stays open when the server stops. */
  readonly host: SessionHost;
  /** Of each connection's session, which is always locked. */
  readonly session?: Omit<SessionOptions, 'locked' | 'externalAccess' | 'database'>;
  /** The address to listen on; 127.0.0.1 unless given. Others need a verifier, or certificates of clients. */
  readonly address?: string;
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  /** The only user that gets in; anybody unless given. */
  readonly user?: string;
  readonly verifier?: Verifier;
  readonly tls?: TlsFiles;
  readonly maxConnections?: number;
  /** How long a statement may take, in milliseconds; 0, the default: as long as it needs. */
  readonly statementTimeout?: number;
  /** The most bytes that a statement answers, rows as they are sent; what has more ends with the code TOO_MANY_BYTES. As many as there are unless given. */
  readonly maxBytes?: number | undefined;
  /** Opens the catalog when a client logs in: half a second's work, which else the first one waits for that asks it. */
  readonly preparesCatalog?: boolean;
  /** How long a client is waited for that does not log in, or does not read what it asked for, in milliseconds. */
  readonly clientTimeout?: number;
}

export interface PostgresServer {
  readonly address: string;
  readonly port: number;
  /** Takes no more connections and ends those there are: at once where they are idle, else after the statement that runs, which after `patience` milliseconds is stopped. */
  stop(patience: number): Promise<void>;
}

const longestMessage = 64 * 1024 * 1024;
const mostPrepared = 10_000;
/** A server that has been there for so long, in milliseconds, opens its catalog, for which the first client would wait. */
const preparesAfter = 500;

/**
 * Serves sessions of a host to clients of PostgreSQL. Throws PORT_IN_USE, CANNOT_LISTEN, and NO_PASSWORD where it would serve other
 * machines without one.
 */
export async function startPostgresServer(options: PostgresServerOptions): Promise<PostgresServer> {
  const { address = '127.0.0.1', port = 0, tls, verifier, user } = options;
  const certificates = tls?.ca !== undefined;
  if (verifier === undefined && !certificates && !isLoopback(address)) throw noPassword(address);
  const certificate = tls && certificateOf(tls);
  const most = options.maxConnections ?? 100;
  const connections = new Connections(most);
  const clientTimeout = options.clientTimeout ?? 60_000;
  const locked = { threads: 1, memory: `${megabytesOfSession(most)}MB` };
  const catalog = new PostgresCatalog();
  const host: ConnectionHost = {
    door: tls && openTlsDoor(tls),
    access: {
      user,
      verifier,
      certificates,
      ...(certificate !== undefined && { binding: channelBinding(certificate) }),
    },
    limits: {
      statement: options.statementTimeout ?? 0,
      prepared: mostPrepared,
      answer: { rows: options.session?.maxRows, bytes: options.maxBytes },
    },
    logInTime: clientTimeout,
    openSession: () => options.host.session({ ...options.session, locked, schema: 'public' }),
    enter: (key) => connections.enter(key),
    nextProcess: () => connections.nextProcess(),
    cancel: (process, secret) => connections.cancel(process, secret),
    catalog,
    preparesCatalog: options.preparesCatalog ?? false,
    signal: (process, action) => connections.signal(process, action),
    backends: () => connections.backends(),
  };
  const serving = new Set<Promise<void>>();
  const channels = new Set<Channel>();
  const server = createServer({ allowHalfOpen: true }, (socket: Socket) => {
    const channel = new Channel(socket, { longestMessage, stalled: clientTimeout });
    channels.add(channel);
    const served = serveConnection(channel, host).finally(() => {
      serving.delete(served);
      channels.delete(channel);
    });
    serving.add(served);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(error, address, port)));
    server.listen(port, address, resolve);
  });
  // Those that have not logged in yet, and those that come to cancel, are not many either.
  server.maxConnections = most + 128;
  const bound = server.address() as AddressInfo;
  const preparing = host.preparesCatalog ? setTimeout(() => catalog.prepare(), preparesAfter).unref() : undefined;
  return {
    address: bound.address,
    port: bound.port,
    async stop(patience) {
      clearTimeout(preparing);
      const closed = once(server, 'close');
      server.close();
      connections.stop(false);
      const impatient = setTimeout(() => connections.stop(true), patience);
      for (const channel of channels) if (!connections.holds(channel)) channel.destroy();
      await Promise.all(serving);
      clearTimeout(impatient);
      for (const channel of channels) channel.destroy();
      await closed;
      await catalog.close();
    },
  };
}

/** The connections that there are, by the numbers that clients know them by. */
class Connections {
  readonly #most: number;
  readonly #places = new Map<number, { readonly secret: Buffer; backend?: Backend }>();
  #last = 0;
  #isStopping = false;

  constructor(most: number) {
    this.#most = most;
  }

  nextProcess(): number {
    // A number of 31 bits, which no two connections have at once.
    do this.#last = (this.#last % (2 ** 31 - 1)) + 1;
    while (this.#places.has(this.#last));
    return this.#last;
  }

  enter({ process, secret }: { readonly process: number; readonly secret: Buffer }) {
    if (this.#isStopping) throw terminated();
    if (this.#places.size >= this.#most)
      throw new PostgresError('53300', 'sorry, too many clients already', {
        hint: `The server takes ${this.#most} connections: skyql serve --max-connections.`,
        fatal: true,
      });
    const place: { readonly secret: Buffer; backend?: Backend } = { secret };
    this.#places.set(process, place);
    return {
      leave: () => {
        this.#places.delete(process);
      },
      hold: (backend: Backend) => {
        place.backend = backend;
        if (this.#isStopping) backend.end(terminated(), false);
      },
    };
  }

  backends(): readonly Backend[] {
    return [...this.#places.values()].flatMap(({ backend }) => backend ?? []);
  }

  holds(channel: Channel): boolean {
    return [...this.#places.values()].some(({ backend }) => backend === undefined || backend.channel === channel);
  }

  cancel(process: number, secret: Buffer): void {
    const place = this.#places.get(process);
    if (place === undefined || place.secret.length !== secret.length) return;
    if (timingSafeEqual(place.secret, secret)) place.backend?.cancel();
  }

  signal(process: number, action: 'cancel' | 'terminate'): boolean {
    const backend = this.#places.get(process)?.backend;
    if (action === 'cancel') backend?.cancel();
    else backend?.end(terminated(), true);
    return backend !== undefined;
  }

  stop(stops: boolean): void {
    this.#isStopping = true;
    for (const { backend } of this.#places.values()) backend?.end(terminated(), stops);
  }
}

function terminated(): PostgresError {
  return new PostgresError('57P01', 'terminating connection due to administrator command', { fatal: true });
}

/** All sessions together take no more than half of the machine's memory; one needs 64 MB to be of use. */
function megabytesOfSession(sessions: number): number {
  const all = process.constrainedMemory() || totalmem();
  const share = Math.min(all, totalmem()) / 2 / sessions / 1_048_576;
  return Math.floor(Math.min(1024, Math.max(64, share)));
}

function isLoopback(address: string): boolean {
  return address === '::1' || address === 'localhost' || /^127\./.test(address);
}

function noPassword(address: string): SkyqlError {
  return new SkyqlError(
    'NO_PASSWORD',
    `Without a password nothing is served on ${address}, where other machines are.`,
    {
      hint: 'Give --user and --password-file, or --client-ca with TLS; or leave --host away.',
    },
  );
}

function cannotListen(error: NodeJS.ErrnoException, address: string, port: number): SkyqlError {
  const isUsed = error.code === 'EADDRINUSE';
  return new SkyqlError(
    isUsed ? 'PORT_IN_USE' : 'CANNOT_LISTEN',
    isUsed ? `The port ${port} is in use.` : `Cannot listen on ${address}:${port}: ${error.message}`,
    { hint: 'Choose another one with --port; 0 takes any that is free.', cause: error },
  );
}
