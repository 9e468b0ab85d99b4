import { WireError } from '../protocols/wire-error.ts';

/** The longest line that tells a chunk's length or holds a trailer. */
const longestLine = 16_384;

type Part = 'length' | 'data' | 'data end' | 'trailers' | 'over';

/** Takes a body apart that is sent in chunks (RFC 9112, 7.1), in whatever pieces its bytes come. */
export class ChunkedBody {
  readonly #take: (data: Buffer) => void;
  #part: Part = 'length';
  /** Bytes of a line that has not ended yet. */
  #begun: Buffer | undefined;
  /** What is still to come of the chunk's data. */
  #remaining = 0;

  /** Hands over the data as it comes, whose bytes are those that are pushed. */
  constructor(take: (data: Buffer) => void) {
    this.#take = take;
  }

  /** The bytes after the body's end, once it is reached. Throws a WireError for what is no such body. */
  push(given: Buffer): Buffer | undefined {
    let bytes = this.#begun === undefined ? given : Buffer.concat([this.#begun, given]);
    this.#begun = undefined;
    while (this.#part !== 'over') {
      if (this.#part === 'data') {
        const data = bytes.subarray(0, this.#remaining);
        this.#remaining -= data.length;
        bytes = bytes.subarray(data.length);
        if (data.length > 0) this.#take(data);
        if (this.#remaining > 0) return undefined;
        this.#part = 'data end';
      }
      const end = bytes.indexOf('\r\n');
      if (end === -1) {
        if (bytes.length > longestLine) throw new WireError('The body holds a chunk without a length');
        this.#begun = Buffer.from(bytes);
        return undefined;
      }
      this.#readLine(bytes.toString('latin1', 0, end));
      bytes = bytes.subarray(end + 2);
    }
    return bytes;
  }

  #readLine(line: string): void {
    if (this.#part === 'length') {
      const [, length] = /^([0-9a-f]{1,12})[\t ]*(?:;|$)/i.exec(line) ?? [];
      if (length === undefined) throw new WireError('The body holds a chunk without a length');
      this.#remaining = Number.parseInt(length, 16);
      this.#part = this.#remaining === 0 ? 'trailers' : 'data';
    } else if (this.#part === 'data end') {
      if (line !== '') throw new WireError('The body holds a chunk that is longer than it says');
      this.#part = 'length';
    } else if (line === '') this.#part = 'over';
  }
}
