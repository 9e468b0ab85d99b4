import { PostgresError, protocolViolation } from '../errors/postgres-error.ts';

/** A message as it came: its letter, NUL of the first ones that have none, and its body. */
export interface Frame {
  readonly letter: number;
  readonly body: Buffer;
}

/** Where in a connection a message comes. */
export type FrameKind = 'first' | 'password' | 'lettered';

/** PostgreSQL's own bounds for messages before a client has logged in. */
const longestBefore = { first: 10_000, password: 65_535 };

/** Puts the bytes of a connection together as messages; none is longer than it may be. */
export class MessageFrames {
  readonly #longest: number;
  #chunks: Buffer[] = [];
  #length = 0;

  constructor(longest: number) {
    this.#longest = longest;
  }

  /** How many bytes wait to be read. */
  get waiting(): number {
    return this.#length;
  }

  push(chunk: Buffer): void {
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#length += chunk.length;
  }

  /** All that came and was not read yet. */
  take(): Buffer {
    const all = Buffer.concat(this.#chunks);
    this.#chunks = [];
    this.#length = 0;
    return all;
  }

  /** The first byte, where there is one. */
  get first(): number | undefined {
    return this.#chunks[0]?.[0];
  }

  /** The next message once it is whole: the first has no letter. Who has not logged in yet sends short ones alone. */
  next(kind: FrameKind): Frame | undefined {
    const header = kind === 'first' ? 4 : 5;
    if (this.#length < header) return undefined;
    const start = this.#joined(header);
    const length = start.readInt32BE(header - 4);
    if (length < 4) throw protocolViolation(`A message says that it is ${length} bytes long.`);
    const longest = kind === 'lettered' ? this.#longest : longestBefore[kind];
    if (length > longest) throw tooLong(length, longest);
    const whole = length + header - 4;
    if (this.#length < whole) return undefined;
    const message = this.#take(whole);
    return { letter: kind === 'first' ? 0 : (message[0] ?? 0), body: message.subarray(header) };
  }

  /** The first bytes in one piece. */
  #joined(length: number): Buffer {
    const [first] = this.#chunks;
    if (first !== undefined && first.length >= length) return first;
    return this.#join();
  }

  #take(length: number): Buffer {
    const [first = Buffer.alloc(0)] = this.#chunks;
    const whole = first.length >= length ? first : this.#join();
    const rest = whole.subarray(length);
    if (rest.length > 0) this.#chunks[0] = rest;
    else this.#chunks.shift();
    this.#length -= length;
    return whole.subarray(0, length);
  }

  #join(): Buffer {
    const whole = Buffer.concat(this.#chunks);
    this.#chunks = [whole];
    return whole;
  }
}

function tooLong(length: number, longest: number): PostgresError {
  return new PostgresError('54000', `A message of ${length} bytes is longer than the ${longest} that are taken.`, {
    hint: 'Write a shorter statement; put long values into parameters of several statements.',
    fatal: true,
  });
}
