import { PostgresError, protocolViolation } from '../errors/postgres-error.ts';

/** Reads the body of a message and never beyond it. Throws what ends the connection where it is not as it says. */
export class ByteReader {
  readonly #bytes: Buffer;
  #offset = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#offset;
  }

  int8(): number {
    return this.#bytes.readUInt8(this.#advance(1));
  }

  int16(): number {
    return this.#bytes.readInt16BE(this.#advance(2));
  }

  uint16(): number {
    return this.#bytes.readUInt16BE(this.#advance(2));
  }

  int32(): number {
    return this.#bytes.readInt32BE(this.#advance(4));
  }

  uint32(): number {
    return this.#bytes.readUInt32BE(this.#advance(4));
  }

  int64(): bigint {
    return this.#bytes.readBigInt64BE(this.#advance(8));
  }

  float(): number {
    return this.#bytes.readFloatBE(this.#advance(4));
  }

  double(): number {
    return this.#bytes.readDoubleBE(this.#advance(8));
  }

  bytes(length: number): Buffer {
    if (length < 0) throw tooShort();
    const start = this.#advance(length);
    return this.#bytes.subarray(start, start + length);
  }

  /** A text that ends with a NUL. */
  cString(): string {
    const end = this.#bytes.indexOf(0, this.#offset);
    if (end === -1) throw protocolViolation('A text of the message does not end.');
    const text = utf8(this.#bytes.subarray(this.#offset, end));
    this.#offset = end + 1;
    return text;
  }

  /** Throws where something is left. */
  end(): void {
    if (this.left > 0) throw protocolViolation('The message is longer than what it holds.');
  }

  #advance(length: number): number {
    if (length > this.left) throw tooShort();
    const start = this.#offset;
    this.#offset += length;
    return start;
  }
}

function tooShort(): PostgresError {
  return protocolViolation('The message is shorter than what it says that it holds.');
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A text of the client. Throws 22021 where it is no UTF-8. */
export function utf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new PostgresError('22021', 'The text is no valid UTF-8.', { hint: 'SET client_encoding = UTF8.' });
  }
}
