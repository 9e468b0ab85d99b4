const heads = { unsigned: 0, negative: 1, bytes: 2, text: 3, list: 4, map: 5, tag: 6 } as const;
const falseByte = 0xf4;
const trueByte = 0xf5;
const nullByte = 0xf6;
const doubleByte = 0xfb;
/** Seconds since 1970 (RFC 8949, 3.4.2). */
const epochTag = 1;

/** Writes CBOR (RFC 8949), one item after the other, all of known lengths. */
export class CborWriter {
  readonly #pieces: Uint8Array[] = [];

  integer(value: number | bigint): void {
    if (value >= 0) this.#head(heads.unsigned, value);
    else this.#head(heads.negative, typeof value === 'bigint' ? -1n - value : -1 - value);
  }

  double(value: number): void {
    const bytes = Buffer.alloc(9);
    bytes[0] = doubleByte;
    bytes.writeDoubleBE(value, 1);
    this.#pieces.push(bytes);
  }

  boolean(value: boolean): void {
    this.#pieces.push(Uint8Array.of(value ? trueByte : falseByte));
  }

  null(): void {
    this.#pieces.push(Uint8Array.of(nullByte));
  }

  text(value: string): void {
    const bytes = Buffer.from(value, 'utf8');
    this.#head(heads.text, bytes.length);
    this.#pieces.push(bytes);
  }

  bytes(value: Uint8Array): void {
    this.#head(heads.bytes, value.length);
    this.#pieces.push(value);
  }

  /** As many items follow. */
  list(length: number): void {
    this.#head(heads.list, length);
  }

  /** As many pairs of items follow. */
  map(length: number): void {
    this.#head(heads.map, length);
  }

  /** Seconds since 1970. */
  timestamp(seconds: number): void {
    this.#head(heads.tag, epochTag);
    if (Number.isInteger(seconds)) this.integer(seconds);
    else this.double(seconds);
  }

  finish(): Uint8Array {
    return Buffer.concat(this.#pieces);
  }

  #head(kind: number, given: number | bigint): void {
    const type = kind << 5;
    const value = Number(given);
    if (value < 24) this.#pieces.push(Uint8Array.of(type | value));
    else if (value < 0x100) this.#pieces.push(Uint8Array.of(type | 24, value));
    else if (value < 0x10000) this.#pieces.push(Uint8Array.of(type | 25, value >> 8, value & 0xff));
    else {
      const bytes = Buffer.alloc(value < 0x1_0000_0000 ? 5 : 9);
      bytes[0] = type | (bytes.length === 5 ? 26 : 27);
      if (bytes.length === 5) bytes.writeUInt32BE(value, 1);
      else bytes.writeBigUInt64BE(BigInt(given), 1);
      this.#pieces.push(bytes);
    }
  }
}
