import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { TlsDoor } from '../authentication/tls-door.ts';
import { ByteWriter } from '../wire/byte-writer.ts';
import { type Frame, type FrameKind, MessageFrames } from '../wire/message-frames.ts';
import { packetBytes } from '../wire/packet-bytes.ts';

/** More than this is not read ahead of what is being done. */
const readAhead = 1_048_576;

export interface ChannelLimits {
  /** The longest message, in bytes. */
  readonly longestMessage: number;
  /** How long a client that reads nothing is waited for, in milliseconds. */
  readonly stalled: number;
}

/** The bytes of one connection: messages that come, and one buffer of those that go. */
export class Channel {
  readonly out = new ByteWriter();
  readonly #limits: ChannelLimits;
  readonly #frames: MessageFrames;
  #socket: Socket;
  #isEnded = false;
  #wake: (() => void) | undefined;
  /** Told when the client has gone, whatever is being done. */
  onGone: () => void = () => undefined;

  constructor(socket: Socket, limits: ChannelLimits) {
    this.#socket = socket;
    this.#limits = limits;
    this.#frames = new MessageFrames(limits.longestMessage);
    this.#listen(socket);
  }

  get isGone(): boolean {
    return this.#isEnded || this.#socket.destroyed;
  }

  get tls(): TLSSocket | undefined {
    return this.#socket instanceof TLSSocket ? this.#socket : undefined;
  }

  /** The first byte that was not read yet, once one is there; undefined when the client has gone. */
  async peek(): Promise<number | undefined> {
    for (;;) {
      const { first } = this.#frames;
      if (first !== undefined || this.isGone) return first;
      await this.#more();
    }
  }

  /** The next message; undefined when the client has gone. Throws 08P01 and 54000. */
  async receive(kind: FrameKind): Promise<Frame | undefined> {
    for (;;) {
      const frame = this.#frames.next(kind);
      if (frame !== undefined) {
        this.#keepReading();
        return frame;
      }
      if (this.isGone) return undefined;
      this.#socket.resume();
      await this.#more();
    }
  }

  /** Sends what is written once it is worth a packet. */
  async sendIfMuch(): Promise<void> {
    if (this.out.length >= packetBytes) await this.send();
  }

  /** Sends what is written, and waits while the client reads slowly. */
  async send(): Promise<void> {
    if (this.out.length === 0 || this.#socket.destroyed) {
      this.out.truncate(0);
      return;
    }
    const socket = this.#socket;
    const taken = this.out.take();
    if (socket.write(taken, () => this.out.giveBack(taken))) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => socket.destroy(), this.#limits.stalled);
      const done = (): void => {
        clearTimeout(timer);
        socket.off('drain', done);
        socket.off('close', done);
        resolve();
      };
      socket.on('drain', done);
      socket.on('close', done);
      if (socket.destroyed) done();
    });
  }

  /** One byte outside of all messages: the answer to a request for encryption. */
  sendByte(letter: string): void {
    if (!this.#socket.destroyed) this.#socket.write(letter);
  }

  /**
   * Goes on encrypted. Bytes that came unencrypted behind the request could be anybody's: they are dropped, but for those of a
   * client that began encrypted.
   */
  async encrypt(door: TlsDoor, begins: boolean): Promise<void> {
    const plain = this.#socket;
    plain.removeAllListeners('data');
    plain.removeAllListeners('end');
    plain.removeAllListeners('close');
    plain.pause();
    const held = this.#frames.take();
    if (begins) plain.unshift(held);
    const secure = await door.accept(plain);
    if (secure === undefined) plain.destroy();
    else this.#socket = secure;
    this.#listen(this.#socket);
  }

  /** Sends what is written and ends the connection. */
  async end(): Promise<void> {
    await this.send();
    this.#socket.end();
    // Whoever does not close its side is not waited for.
    setTimeout(() => this.#socket.destroy(), 1_000).unref();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #listen(socket: Socket): void {
    const gone = (): void => {
      if (this.#isEnded) return;
      this.#isEnded = true;
      this.onGone();
      this.#wake?.();
    };
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => {
      this.#frames.push(chunk);
      if (this.#frames.waiting > readAhead) socket.pause();
      this.#wake?.();
    });
    socket.on('end', gone);
    socket.on('close', gone);
    socket.on('error', () => socket.destroy());
  }

  #keepReading(): void {
    if (this.#frames.waiting <= readAhead && this.#socket.isPaused()) this.#socket.resume();
  }

  #more(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = () => {
        this.#wake = undefined;
        resolve();
      };
    });
  }
}
