const firstSize = 4096;
const shortText = 40;

/** Bytes that are written one after the other into one buffer, which grows. */
export class ByteWriter {
  #buffer = Buffer.allocUnsafe(firstSize);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  int8(value: number): void {
    this.#reserve(1);
    this.#length = this.#buffer.writeUInt8(value & 0xff, this.#length);
  }

  int16(value: number): void {
    this.#reserve(2);
    this.#length = this.#buffer.writeUInt16BE(value & 0xffff, this.#length);
  }

  int32(value: number): void {
    this.#reserve(4);
    this.#length = this.#buffer.writeInt32BE(value | 0, this.#length);
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
    this.#buffer.writeInt32BE(length, this.#length);
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
    this.#buffer.writeInt32BE(this.#length - start - (includesItself ? 0 : 4), start);
  }

  /** Takes back what was written after the writer was this long. */
  truncate(length: number): void {
    this.#length = length;
  }

  /** All that was written; the writer begins anew. */
  take(): Buffer {
    const taken = this.#buffer.subarray(0, this.#length);
    // The bytes are on their way: nothing may be written over them.
    this.#buffer = Buffer.allocUnsafe(Math.max(firstSize, Math.min(this.#length * 2, 131_072)));
    this.#length = 0;
    return taken;
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

  #reserve(more: number): void {
    if (this.#length + more <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#length + more));
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }
}
