import { connectionErrorOf } from './connection-error.ts';
import { HttpConnection } from './http-connection.ts';
import { openSocket, type TlsSessions, type Way } from './open-socket.ts';
import type { Stop } from './stop.ts';

/** The connections to one endpoint, kept open between requests. */
export class ConnectionPool {
  readonly #way: Way;
  readonly #sessions: TlsSessions;
  readonly #maximum: number;
  readonly #idle: HttpConnection[] = [];
  /** Requests that wait for a connection: they get one, or the room to open one. */
  readonly #waiting: ((free: HttpConnection | undefined) => void)[] = [];
  #open = 0;

  constructor(way: Way, sessions: TlsSessions, maximum: number) {
    this.#way = way;
    this.#sessions = sessions;
    this.#maximum = maximum;
  }

  /** A connection that is kept and free. */
  takeIdle(): HttpConnection | undefined {
    for (let idle = this.#idle.pop(); idle !== undefined; idle = this.#idle.pop()) if (!idle.isClosed) return idle;
    return undefined;
  }

  /**
   * A connection for one request where none is free, or `fresh` when it must not have been used before. Throws a
   * ConnectionError.
   */
  async take(stop: Stop, fresh: boolean): Promise<HttpConnection> {
    // In the place of one that is kept: whoever always wants fresh ones would else keep more and more of them.
    if (fresh) this.#idle.shift()?.close();
    if (!fresh && this.#open >= this.#maximum) {
      const free = await this.#turn(stop);
      if (free !== undefined) return free;
    }
    return this.#opened(stop);
  }

  /** Takes a connection back whose answer is whole. */
  give(connection: HttpConnection): void {
    if (connection.isClosed) return;
    const next = this.#waiting.shift();
    if (next === undefined) {
      connection.rest();
      this.#idle.push(connection);
    } else next(connection);
  }

  /** Closes the connections that are not in use. */
  close(): void {
    for (const connection of this.#idle.splice(0)) connection.close();
  }

  async #opened(stop: Stop): Promise<HttpConnection> {
    this.#open += 1;
    try {
      const socket = await openSocket(this.#way, this.#sessions, stop);
      return new HttpConnection(socket, this.#way.target.host, (closed) => {
        const place = this.#idle.indexOf(closed);
        if (place !== -1) this.#idle.splice(place, 1);
        this.#leave();
      });
    } catch (error) {
      this.#leave();
      throw connectionErrorOf(error as NodeJS.ErrnoException, this.#way.target.host, { mayHaveArrived: false });
    }
  }

  #leave(): void {
    this.#open -= 1;
    this.#waiting.shift()?.(undefined);
  }

  #turn(stop: Stop): Promise<HttpConnection | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(resolve);
      stop.act = (reason) => {
        const place = this.#waiting.indexOf(resolve);
        if (place !== -1) this.#waiting.splice(place, 1);
        reject(reason);
      };
    });
  }
}
