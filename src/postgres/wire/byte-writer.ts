const firstSize = 4096;
const shortText = 40;
/** A buffer that was sent is used again, unless it is longer: nobody keeps much of one large value. */
const longestSpare = 262_144;
const zero = 48;
const minus = 45;
const billion = 1_000_000_000;

/** Bytes that are written one after the other into one buffer, which grows. */
export class ByteWriter {
  #buffer: Buffer = Buffer.allocUnsafe(firstSize);
  #length = 0;
  #spare: Buffer | undefined;

  get length(): number {
    return this.#length;
  }

  int8(value: number): void {
    this.#reserve(1);
    this.#buffer[this.#length] = value;
    this.#length += 1;
  }

  int16(value: number): void {
    this.#reserve(2);
    this.#buffer[this.#length] = value >> 8;
    this.#buffer[this.#length + 1] = value;
    this.#length += 2;
  }

  int32(value: number): void {
    this.#reserve(4);
    this.#putInt32(value, this.#length);
    this.#length += 4;
  }

  int64(value: bigint): void {
    this.#reserve(8);
    this.#length = this.#buffer.writeBigInt64BE(value, this.#length);
  }

  float(value: number): void {
    this.#reserve(4);
    this.#length = this.#buffer.writeFloatBE(value, this.#length);
  }

  double(value: number): void {
    this.#reserve(8);
    this.#length = this.#buffer.writeDoubleBE(value, this.#length);
  }

  bytes(value: Uint8Array): void {
    this.#reserve(value.length);
    this.#buffer.set(value, this.#length);
    this.#length += value.length;
  }

  /** The text as UTF-8, with nothing around it. */
  text(value: string): void {
    this.#reserve(value.length * 3);
    this.#length += this.#put(value, this.#length);
  }

  /** The text with a NUL after it. No text of PostgreSQL holds one: what would end it early is left out. */
  cString(value: string): void {
    this.text(value.includes('\0') ? value.replaceAll('\0', '') : value);
    this.int8(0);
  }

  /** The text with the length of its UTF-8 in front. */
  sizedText(value: string): void {
    this.#reserve(4 + value.length * 3);
    const length = this.#put(value, this.#length + 4);
    this.#putInt32(length, this.#length);
    this.#length += 4 + length;
  }

  /** What `write` writes, with its length in front, which counts itself where `includesItself`. */
  sized(write: () => void, includesItself: boolean): void {
    const start = this.beginSized();
    write();
    this.endSized(start, includesItself);
  }

  /** Leaves room for a length. Answers where, for `endSized`. */
  beginSized(): number {
    const start = this.#length;
    this.int32(0);
    return start;
  }

  endSized(start: number, includesItself: boolean): void {
    this.#putInt32(this.#length - start - (includesItself ? 0 : 4), start);
  }

  /** Takes back what was written after the writer was this long. */
  truncate(length: number): void {
    this.#length = length;
  }

  /** A whole number in its decimal digits: one that a number holds exactly. */
  integer(value: number): void {
    if (value < 0) {
      this.int8(minus);
      this.#whole(-value);
    } else this.#whole(value);
  }

  /** A whole number below a billion in so many decimal digits, with zeros in front. */
  digits(value: number, count: number): void {
    this.#reserve(count);
    putDigits(this.#buffer, this.#length, value, count);
    this.#length += count;
  }

  /** Some bytes out of others. */
  copy(source: Uint8Array, start: number, length: number): void {
    this.#reserve(length);
    const buffer = this.#buffer;
    const at = this.#length;
    this.#length = at + length;
    if (length > shortText) buffer.set(source.subarray(start, start + length), at);
    else for (let index = 0; index < length; index += 1) buffer[at + index] = source[start + index] ?? 0;
  }

  /** Whether a byte that was written from there on is one of those that are marked. */
  holds(marked: Uint8Array, start: number): boolean {
    const buffer = this.#buffer;
    const end = this.#length;
    for (let index = start; index < end; index += 1) if (marked[buffer[index] ?? 0] === 1) return true;
    return false;
  }

  /** What was written from there on, as a text. */
  textFrom(start: number): string {
    return this.#buffer.toString('utf8', start, this.#length);
  }

  /** All that was written; the writer begins anew. */
  take(): Buffer {
    const taken = this.#buffer.subarray(0, this.#length);
    // The bytes are on their way: nothing may be written over them.
    this.#buffer = this.#spare ?? Buffer.allocUnsafe(Math.max(firstSize, Math.min(this.#length * 2, longestSpare)));
    this.#spare = undefined;
    this.#length = 0;
    return taken;
  }

  /** Takes back what `take` gave: nobody reads it any more. */
  giveBack(taken: Buffer): void {
    const { buffer, byteOffset } = taken;
    // Short ones are a part of one that Node shares among many.
    const isOwn = byteOffset === 0 && buffer.byteLength > firstSize;
    if (isOwn && buffer.byteLength <= longestSpare) this.#spare = Buffer.from(buffer);
  }

  #whole(value: number): void {
    if (value < billion) {
      this.digits(value, digitsOf(value));
      return;
    }
    const rest = Math.floor(value / billion);
    this.#whole(rest);
    this.digits(value - rest * billion, 9);
  }

  /** Writes a text, for which there is room. Answers its bytes. */
  #put(value: string, offset: number): number {
    const { length } = value;
    if (length > shortText) return this.#buffer.write(value, offset);
    // Most values are short and ASCII: the way to Node's own writer and back takes longer than they do.
    const buffer = this.#buffer;
    for (let index = 0; index < length; index += 1) {
      const code = value.charCodeAt(index);
      if (code > 0x7f) return buffer.write(value, offset);
      buffer[offset + index] = code;
    }
    return length;
  }

  // Node's own way checks each value once more.
  #putInt32(value: number, at: number): void {
    const buffer = this.#buffer;
    buffer[at] = value >> 24;
    buffer[at + 1] = value >> 16;
    buffer[at + 2] = value >> 8;
    buffer[at + 3] = value;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#length + more));
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }
}

function putDigits(buffer: Buffer, at: number, value: number, count: number): void {
  let left = value | 0;
  for (let index = at + count - 1; index >= at; index -= 1) {
    const rest = (left / 10) | 0;
    buffer[index] = zero + left - rest * 10;
    left = rest;
  }
}

/** How many digits a number below a billion has. */
function digitsOf(value: number): number {
  if (value < 10) return 1;
  if (value < 100) return 2;
  if (value < 1000) return 3;
  if (value < 10_000) return 4;
  if (value < 100_000) return 5;
  if (value < 1_000_000) return 6;
  if (value < 10_000_000) return 7;
  return value < 100_000_000 ? 8 : 9;
}
