import { type Content, pieceLength } from './content.ts';

/** Puts bytes together to content as they come. They are copied once, so that nothing else of what they came in is kept. */
export class ContentCollector {
  readonly #pieces: Uint8Array[] = [];
  #waiting: Uint8Array[] = [];
  #waitingLength = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(bytes: Uint8Array): void {
    this.#length += bytes.length;
    for (let start = 0; start < bytes.length; ) {
      const part = bytes.subarray(start, start + pieceLength - this.#waitingLength);
      this.#waiting.push(part);
      this.#waitingLength += part.length;
      start += part.length;
      if (this.#waitingLength === pieceLength) this.#endPiece();
    }
  }

  /** Forgets what was added. */
  clear(): void {
    this.#pieces.length = 0;
    this.#waiting = [];
    this.#waitingLength = 0;
    this.#length = 0;
  }

  /** Everything that was added. */
  end(): Content {
    if (this.#waitingLength > 0) this.#endPiece();
    return this.#pieces;
  }

  #endPiece(): void {
    const piece = new Uint8Array(this.#waitingLength);
    let at = 0;
    for (const part of this.#waiting) {
      piece.set(part, at);
      at += part.length;
    }
    this.#pieces.push(piece);
    this.#waiting = [];
    this.#waitingLength = 0;
  }
}

/** Content of bytes that are there as a whole. */
export function contentOf(bytes: Uint8Array): Content {
  const collector = new ContentCollector();
  collector.add(bytes);
  return collector.end();
}
