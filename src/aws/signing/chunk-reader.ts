import { createHash, type Hash } from 'node:crypto';

/** What the chunks of a body say of themselves (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html). */
export interface ChunkTrail {
  /** In their order, the last and empty one too; none of chunks that nobody signed. */
  readonly chunks: readonly ReadChunk[];
  /** What stands behind the last chunk. */
  readonly trailer: string;
  /** `incomplete`: it ended early; `malformed`: it is not in chunks; `small chunk`: smaller than signed ones may be. */
  readonly problem?: ChunkProblem;
}

export type ChunkProblem = 'incomplete' | 'malformed' | 'small chunk';

export interface ReadChunk {
  /** Empty where the chunk has none, or more than that. */
  readonly signature: string;
  /** SHA-256 of its bytes, in hexadecimal. */
  readonly hash: string;
}

/** Bytes of each signed chunk but the last that has any (documented). */
const smallestSigned = 8_192;
const lineFeed = 10;
/** Longer than the head of any chunk, and than all checksums that may stand behind the last. */
const longestText = 16_384;
/** A head with nothing in it but a size and, where chunks are signed, a signature. */
const sizeOf = /^([0-9a-f]{1,8})(?=;|$)/i;
const signatureOf = /^[0-9a-f]{1,8};chunk-signature=([0-9a-f]{64})$/i;

/** Reads a body in AWS's own chunks as it comes: of chunks themselves nothing is kept. */
export class ChunkReader {
  readonly #areSigned: boolean;
  readonly #take: (bytes: Uint8Array) => void;
  readonly #chunks: ReadChunk[] = [];
  #expects: 'head' | 'bytes' | 'end of bytes' | 'trailer' = 'head';
  #text = '';
  #left = 0;
  #signature = '';
  #hash: Hash | undefined;
  #isLastSmall = false;
  #problem: ChunkProblem | undefined;

  /** @param take is told the bytes of the chunks. */
  constructor(areSigned: boolean, take: (bytes: Uint8Array) => void) {
    this.#areSigned = areSigned;
    this.#take = take;
  }

  add(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length && this.#problem === undefined; ) {
      at = this.#expects === 'bytes' ? this.#addBytes(bytes, at) : this.#addText(bytes, at);
    }
  }

  end(): ChunkTrail {
    const isWhole = this.#expects === 'trailer';
    const problem = this.#problem ?? (isWhole ? undefined : 'incomplete');
    const trail = { chunks: this.#chunks, trailer: isWhole ? this.#text : '' };
    return problem === undefined ? trail : { ...trail, problem };
  }

  #addBytes(bytes: Uint8Array, at: number): number {
    const part = bytes.subarray(at, at + this.#left);
    this.#hash?.update(part);
    this.#take(part);
    this.#left -= part.length;
    if (this.#left === 0) this.#expects = 'end of bytes';
    return at + part.length;
  }

  #addText(bytes: Uint8Array, at: number): number {
    const isBehindBytes = this.#expects === 'end of bytes';
    const found = this.#expects === 'trailer' ? -1 : bytes.indexOf(lineFeed, at);
    const line = found === -1 ? bytes.length : found + 1;
    const next = isBehindBytes ? Math.min(line, at + 2 - this.#text.length) : line;
    this.#text += Buffer.from(bytes.buffer, bytes.byteOffset + at, next - at).toString('latin1');
    if (this.#text.length > longestText) this.#problem = 'malformed';
    else if (isBehindBytes) this.#endBytes();
    else if (this.#expects === 'head' && this.#text.endsWith('\r\n')) this.#beginChunk();
    return next;
  }

  #beginChunk(): void {
    const line = this.#text.slice(0, -2);
    const size = sizeOf.exec(line)?.[1];
    this.#text = '';
    this.#left = Number.parseInt(size ?? '0', 16);
    this.#signature = signatureOf.exec(line)?.[1] ?? '';
    if (this.#areSigned) this.#hash = createHash('sha256');
    if (size === undefined) this.#problem = 'malformed';
    else if (this.#areSigned && this.#left > 0 && this.#isLastSmall) this.#problem = 'small chunk';
    else if (this.#left > 0) this.#expects = 'bytes';
    else this.#endChunk('trailer');
    this.#isLastSmall = this.#left < smallestSigned;
  }

  #endBytes(): void {
    if (this.#text === '\r') return;
    if (this.#text !== '\r\n') this.#problem = 'incomplete';
    this.#text = '';
    this.#endChunk('head');
  }

  #endChunk(next: 'head' | 'trailer'): void {
    if (this.#hash !== undefined) this.#chunks.push({ signature: this.#signature, hash: this.#hash.digest('hex') });
    this.#expects = next;
  }
}
