/**
 * The bytes of which no whole row was there. They are looked at again once there are twice as many, so that a long row in small pieces
 * takes as long as one in large ones.
 */
export class HeldBytes {
  #pieces: Buffer[] = [];
  #length = 0;
  #least = 0;

  /** All that is held and these; undefined while there are too few. */
  with(data: Buffer): Buffer | undefined {
    this.#pieces.push(data);
    this.#length += data.length;
    return this.#length < this.#least ? undefined : this.take();
  }

  /** Keeps what holds no whole row. */
  hold(rest: Buffer): void {
    this.#pieces = rest.length === 0 ? [] : [rest];
    this.#length = rest.length;
    this.#least = 2 * rest.length;
  }

  /** All that is held. */
  take(): Buffer {
    const [first, second] = this.#pieces;
    const all = first !== undefined && second === undefined ? first : Buffer.concat(this.#pieces);
    this.hold(Buffer.alloc(0));
    return all;
  }
}
