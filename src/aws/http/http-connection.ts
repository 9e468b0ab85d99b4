import type { Socket } from 'node:net';
import { WireError } from '../protocols/wire-error.ts';
import { ConnectionError, connectionErrorOf } from './connection-error.ts';
import type { OpenSocket } from './open-socket.ts';
import type { ReceivedResponse, ResponseReader } from './response-reader.ts';

/** The other side closed a connection that had been kept, just as it was used again: it has hardly seen the request, and may have. */
export class StaleConnection extends Error {
  override readonly name = 'StaleConnection';
}

interface Exchange {
  readonly reader: ResponseReader;
  readonly resolve: (received: ReceivedResponse) => void;
  readonly reject: (error: unknown) => void;
}

/** A connection to an endpoint: one request at a time, each after the answer to the one before. */
export class HttpConnection {
  readonly #socket: Socket;
  readonly #host: string;
  #exchange: Exchange | undefined;
  #uses = 0;
  #isClosed = false;
  #failure: NodeJS.ErrnoException | undefined;

  /** Takes over a socket that is connected; `onClose` is told once when it no longer is. */
  constructor({ socket, onBytes }: OpenSocket, host: string, onClose: (connection: HttpConnection) => void) {
    this.#socket = socket;
    this.#host = host;
    onBytes((bytes) => this.#receive(bytes));
    socket.on('end', () => this.#end());
    socket.on('error', (error) => {
      this.#failure = error;
    });
    socket.on('close', () => {
      this.#isClosed = true;
      onClose(this);
      this.#fail();
    });
  }

  get isClosed(): boolean {
    return this.#isClosed || this.#socket.destroyed;
  }

  /** Sends a request. Throws a ConnectionError, and StaleConnection where the connection had been used before. */
  send(bytes: readonly Uint8Array[], reader: ResponseReader): Promise<ReceivedResponse> {
    this.#uses += 1;
    this.#socket.ref();
    return new Promise((resolve, reject) => {
      this.#exchange = { reader, resolve, reject };
      const [only, ...others] = bytes;
      if (only === undefined) return;
      if (others.length === 0) {
        this.#socket.write(only);
        return;
      }
      this.#socket.cork();
      for (const piece of bytes) this.#socket.write(piece);
      this.#socket.uncork();
    });
  }

  /** Lets the process end while the connection is kept for later. */
  rest(): void {
    this.#socket.unref();
  }

  /** Closes it at once; a request under way fails with this error, or as a connection that broke. */
  close(error?: unknown): void {
    this.#uses = 0;
    if (error !== undefined) this.#settle()?.reject(error);
    this.#socket.destroy();
  }

  #receive(bytes: Buffer): void {
    if (this.#exchange === undefined) {
      // Nothing was asked for.
      this.close();
      return;
    }
    try {
      const received = this.#exchange.reader.push(bytes);
      if (received !== undefined) this.#settle()?.resolve(received);
    } catch (error) {
      const malformed = error instanceof WireError;
      this.close(malformed ? new ConnectionError('reset', this.#host, error.message, { cause: error }) : error);
    }
  }

  #end(): void {
    const received = this.#exchange?.reader.end();
    if (received !== undefined) this.#settle()?.resolve(received);
    this.#socket.destroy();
  }

  #fail(): void {
    const exchange = this.#settle();
    if (exchange === undefined) return;
    const error = this.#failure ?? Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    const isStale = this.#uses > 1 && !exchange.reader.hasBegun && /^(ECONNRESET|EPIPE)$/.test(error.code ?? '');
    exchange.reject(isStale ? new StaleConnection() : connectionErrorOf(error, this.#host));
  }

  #settle(): Exchange | undefined {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    return exchange;
  }
}
