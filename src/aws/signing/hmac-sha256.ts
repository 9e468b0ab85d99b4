import { hash } from 'node:crypto';

/** Bytes of a block of SHA-256, and of what it makes. */
const blockBytes = 64;
const hashBytes = 32;

/**
 * HMAC (RFC 2104) with one key for many texts, by two hashes: Node's own makes a stream for each text, which takes twice as long.
 */
export class HmacSha256 {
  /** The key's first block, with room for a text behind it. */
  #inner: Buffer;
  /** The key's second block, with the hash of the first behind it. */
  readonly #outer: Buffer;

  constructor(key: Buffer) {
    const block = Buffer.alloc(blockBytes);
    (key.length > blockBytes ? hash('sha256', key, 'buffer') : key).copy(block);
    this.#inner = Buffer.from(block.map((byte) => byte ^ 0x36));
    this.#outer = Buffer.concat([block.map((byte) => byte ^ 0x5c), Buffer.alloc(hashBytes)]);
  }

  /** The code of a text, in hexadecimal. */
  of(text: string): string {
    const most = blockBytes + 3 * text.length;
    if (this.#inner.length < most) this.#inner = Buffer.concat([this.#inner.subarray(0, blockBytes)], most);
    const end = blockBytes + this.#inner.write(text, blockBytes, 'utf8');
    this.#outer.set(hash('sha256', this.#inner.subarray(0, end), 'buffer'), blockBytes);
    return hash('sha256', this.#outer, 'hex');
  }
}
