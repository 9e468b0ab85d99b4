import { PostgresError } from '../errors/postgres-error.ts';
import type { CopyReader, CopyRow } from './copy-row.ts';
import { HeldBytes } from './held-bytes.ts';

const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
/** Behind the signature stand flags, and how long what follows them is. */
const header = signature.length + 8;
const hasOids = 1 << 16;

/** COPY's binary format: how many values, and each with its length. */
export class CopyBinary implements CopyReader {
  readonly #held = new HeldBytes();
  #rest: Buffer = Buffer.alloc(0);
  #row = 0;
  #hasBegun = false;
  #isEnded = false;

  *read(data: Buffer): Iterable<CopyRow> {
    const all = this.#held.with(data);
    if (all !== undefined) yield* this.#rows(all);
  }

  *end(): Iterable<CopyRow> {
    yield* this.#rows(this.#held.take());
    if (!this.#isEnded && (this.#held.take().length > 0 || !this.#hasBegun)) throw wrong('unexpected EOF in COPY data');
  }

  *#rows(bytes: Buffer): Iterable<CopyRow> {
    this.#rest = bytes;
    let start = 0;
    while ((this.#hasBegun || this.#begin()) && !this.#isEnded) {
      const row = this.#rowAt(start);
      if (row === undefined) break;
      start = row.end;
      yield { line: this.#row, values: row.values };
    }
    this.#held.hold(this.#isEnded ? Buffer.alloc(0) : this.#rest.subarray(start));
  }

  #begin(): boolean {
    const bytes = this.#rest;
    if (bytes.length < header) return false;
    if (!bytes.subarray(0, signature.length).equals(signature)) throw wrong('COPY file signature not recognized');
    const flags = bytes.readInt32BE(signature.length);
    if ((flags & hasOids) !== 0) throw wrong('invalid COPY file header (WITH OIDS)');
    if (flags >> 16 !== 0) throw wrong('unrecognized critical flags in COPY file header');
    const further = bytes.readInt32BE(signature.length + 4);
    if (further < 0) throw wrong('invalid COPY file header (missing length)');
    if (bytes.length < header + further) return false;
    this.#rest = bytes.subarray(header + further);
    this.#hasBegun = true;
    return true;
  }

  #rowAt(start: number): { readonly values: readonly (Buffer | null)[]; readonly end: number } | undefined {
    const bytes = this.#rest;
    let at = start + 2;
    if (bytes.length < at) return undefined;
    const count = bytes.readInt16BE(start);
    if (count === -1) {
      this.#isEnded = true;
      return undefined;
    }
    const values: (Buffer | null)[] = [];
    for (let index = 0; index < count; index += 1) {
      if (bytes.length < at + 4) return undefined;
      const length = bytes.readInt32BE(at);
      at += 4;
      if (length < -1) throw wrong('unexpected EOF in COPY data');
      if (length > 0 && bytes.length < at + length) return undefined;
      values.push(length === -1 ? null : bytes.subarray(at, at + Math.max(0, length)));
      at += Math.max(0, length);
    }
    this.#row += 1;
    return { values, end: at };
  }
}

function wrong(message: string): PostgresError {
  return new PostgresError('22P04', message);
}
