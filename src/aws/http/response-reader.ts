import type { HttpResponse } from '../protocols/protocol.ts';
import { WireError } from '../protocols/wire-error.ts';
import { ChunkedBody } from './chunked-body.ts';
import { type ResponseHead, responseHead } from './response-head.ts';

/** An answer that is whole. */
export interface ReceivedResponse {
  readonly response: HttpResponse;
  /** Whether the connection can be used again. */
  readonly keepsOpen: boolean;
}

/** The longest head of an answer that is read: four times what AWS sends. */
const longestHead = 65_536;
const headEnd = Buffer.from('\r\n\r\n', 'latin1');
const nothing = Buffer.alloc(0);

/** A body of a length that is told beforehand, and is no longer than this, is put where it belongs as it comes. */
const largestPlaced = 8 * 1024 * 1024;

/** Reads the answer to one request out of a connection's bytes, in whatever pieces they come. It copies what it keeps of them. */
export class ResponseReader {
  readonly #method: string;
  readonly #checkLength: (bytes: number) => void;
  #begun: Buffer | undefined;
  #head: ResponseHead | undefined;
  #chunked: ChunkedBody | undefined;
  readonly #body: Buffer[] = [];
  /** The whole body, where its length is known. */
  #placed: Buffer | undefined;
  #length = 0;

  /** `checkLength` throws when a body is longer than it may be. */
  constructor(method: string, checkLength: (bytes: number) => void) {
    this.#method = method;
    this.#checkLength = checkLength;
  }

  /** Whether any byte of the answer has come. */
  get hasBegun(): boolean {
    return this.#begun !== undefined || this.#head !== undefined;
  }

  /** The answer, once it is whole. Throws a WireError for what is not HTTP/1.1. */
  push(bytes: Buffer): ReceivedResponse | undefined {
    if (this.#head !== undefined) return this.#pushBody(this.#head, bytes);
    const all = this.#begun === undefined ? bytes : Buffer.concat([this.#begun, bytes]);
    const end = all.indexOf(headEnd);
    if (end === -1) {
      if (all.length > longestHead) throw new WireError("The answer's head is too long");
      this.#begun = all === bytes ? Buffer.from(bytes) : all;
      return undefined;
    }
    const head = responseHead(all.toString('latin1', 0, end), this.#method);
    const rest = all.subarray(end + headEnd.length);
    this.#begun = undefined;
    if (head.status >= 200) {
      this.#head = head;
      if (head.bodyEnd === 'chunked') this.#chunked = new ChunkedBody((data) => this.#keep(data));
      return this.#pushBody(head, rest);
    }
    // 100 Continue and its like come before the answer itself.
    if (head.status === 101) throw new WireError('The answer changes to another protocol');
    return rest.length === 0 ? undefined : this.push(rest);
  }

  /** The connection has ended: the answer, where that is what ends it. */
  end(): ReceivedResponse | undefined {
    return this.#head?.bodyEnd === 'close' ? this.#whole(this.#head, nothing) : undefined;
  }

  #pushBody(head: ResponseHead, bytes: Buffer): ReceivedResponse | undefined {
    if (this.#chunked !== undefined) {
      const rest = this.#chunked.push(bytes);
      return rest === undefined ? undefined : this.#whole(head, rest);
    }
    if (head.bodyEnd === 'close' || head.bodyEnd === 'chunked') {
      this.#keep(bytes);
      return undefined;
    }
    const missing = head.bodyEnd - this.#length;
    const isLast = bytes.length >= missing;
    if (!isLast) this.#checkLength(head.bodyEnd);
    if (head.bodyEnd <= largestPlaced) this.#placed ??= Buffer.allocUnsafe(head.bodyEnd);
    this.#keep(isLast ? bytes.subarray(0, missing) : bytes);
    return isLast ? this.#whole(head, bytes.subarray(missing)) : undefined;
  }

  #keep(data: Buffer): void {
    if (data.length === 0) return;
    const start = this.#length;
    this.#length += data.length;
    this.#checkLength(this.#length);
    if (this.#placed === undefined) this.#body.push(Buffer.from(data));
    else data.copy(this.#placed, start);
  }

  #whole({ status, headers, keepsOpen }: ResponseHead, rest: Buffer): ReceivedResponse {
    const body = this.#placed ?? Buffer.concat(this.#body, this.#length);
    // What comes unasked after an answer belongs to none.
    return { response: { status, headers, body }, keepsOpen: keepsOpen && rest.length === 0 };
  }
}
