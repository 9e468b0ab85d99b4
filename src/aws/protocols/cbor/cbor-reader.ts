import { wholeNumber } from '../../../data/exact-json.ts';
import { type MutableStructure, setMember } from '../structure-values.ts';
import { WireError } from '../wire-error.ts';

const maximumDepth = 200;
const indefinite = 31;
const breakByte = 0xff;

/**
 * The value that CBOR (RFC 8949) holds, in the form that JSON would give it, besides blobs, which are bytes, and dates, which
 * are seconds since 1970. A WireError where it is no CBOR, or is nested more deeply than any real message.
 */
export function parseCbor(body: Uint8Array): unknown {
  const reader = new CborReader(body);
  const value = reader.item(0);
  reader.expectEnd();
  return value;
}

class CborReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(body: Uint8Array) {
    this.#bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  }

  expectEnd(): void {
    if (this.#at !== this.#bytes.length) throw malformed();
  }

  item(depth: number): unknown {
    if (depth > maximumDepth) throw new WireError('The message body is nested too deeply');
    const head = this.#byte();
    const type = head >> 5;
    const detail = head & 31;
    switch (type) {
      case 0:
        return exactly(this.#magnitude(detail));
      case 1: {
        const magnitude = this.#magnitude(detail);
        return exactly(typeof magnitude === 'bigint' ? -1n - magnitude : -1 - magnitude);
      }
      case 2:
        return new Uint8Array(this.#text(detail, 2));
      case 3:
        return this.#text(detail, 3).toString('utf8');
      case 4:
        return this.#list(detail, depth);
      case 5:
        return this.#map(detail, depth);
      case 6:
        // A tag says what the item means, which the model says as well.
        this.#length(detail);
        return this.item(depth + 1);
      default:
        return this.#simple(detail);
    }
  }

  #list(detail: number, depth: number): unknown[] {
    const items: unknown[] = [];
    const more = this.#counter(detail);
    while (more()) items.push(this.item(depth + 1));
    return items;
  }

  #map(detail: number, depth: number): MutableStructure {
    const map: MutableStructure = {};
    const more = this.#counter(detail);
    while (more()) {
      const key = this.item(depth + 1);
      if (typeof key !== 'string') throw malformed();
      setMember(map, key, this.item(depth + 1) as MutableStructure[string]);
    }
    return map;
  }

  /** Tells before each item whether there is one. */
  #counter(detail: number): () => boolean {
    if (detail === indefinite) return () => !this.#takesBreak();
    let left = this.#length(detail);
    return () => {
      left -= 1;
      return left >= 0;
    };
  }

  #text(detail: number, type: number): Buffer {
    if (detail !== indefinite) return this.#take(this.#length(detail));
    const pieces: Buffer[] = [];
    while (!this.#takesBreak()) {
      const head = this.#byte();
      if (head >> 5 !== type) throw malformed();
      pieces.push(this.#take(this.#length(head & 31)));
    }
    return Buffer.concat(pieces);
  }

  #simple(detail: number): unknown {
    switch (detail) {
      case 20:
        return false;
      case 21:
        return true;
      case 22:
      case 23:
        return null;
      case 25:
        return halfOf(this.#take(2).readUInt16BE());
      case 26:
        return this.#take(4).readFloatBE();
      case 27:
        return this.#take(8).readDoubleBE();
      default:
        throw malformed();
    }
  }

  #length(detail: number): number {
    return Number(this.#magnitude(detail));
  }

  #magnitude(detail: number): number | bigint {
    if (detail < 24) return detail;
    switch (detail) {
      case 24:
        return this.#byte();
      case 25:
        return this.#take(2).readUInt16BE();
      case 26:
        return this.#take(4).readUInt32BE();
      case 27:
        return this.#take(8).readBigUInt64BE();
      default:
        throw malformed();
    }
  }

  #takesBreak(): boolean {
    if (this.#bytes[this.#at] !== breakByte) return false;
    this.#at += 1;
    return true;
  }

  #byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw malformed();
    this.#at += 1;
    return byte;
  }

  #take(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw malformed();
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }
}

/** A number of 16 bits (RFC 8949, appendix D). */
function halfOf(bits: number): number {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 0x3ff;
  const sign = bits >> 15 === 1 ? -1 : 1;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (fraction + 1024) * 2 ** (exponent - 25);
}

function malformed(): WireError {
  return new WireError('The message body is not valid CBOR');
}

/** A text where a double would lose digits. */
function exactly(value: number | bigint): number | string | undefined {
  return typeof value === 'number' ? value : wholeNumber(value.toString());
}
