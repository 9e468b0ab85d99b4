import { duckdbLibrary } from './duckdb-library.ts';

/** A text of DuckDB's takes 16 bytes: its length, and up to twelve bytes of it or a pointer to where they are. */
const size = 16;
const longestInline = 12;
const inlineAt = 4;
const pointerAt = 8;

/** Rows whose long texts lie one behind the other. */
interface Stretch {
  readonly firstRow: number;
  /** The lower half of the address at which it begins. */
  readonly address: number;
  bytes: number;
}

/**
 * Where the bytes of texts are. DuckDB puts the long ones of a column of a result one behind the other, so that a call of the library
 * reads very many of them: one for each takes longer than all else that is done with it.
 */
export class RawTexts {
  /** The place that `find` has found. */
  source: Uint8Array;
  start = 0;
  length = 0;
  readonly #inline: Uint8Array;
  readonly #words: Uint32Array;
  readonly #stretches: readonly Stretch[];
  readonly #sources: (Uint8Array | undefined)[] = [];
  #current = 0;

  constructor(inline: Uint8Array, rows: number, isNull: (row: number) => boolean) {
    this.#inline = inline;
    this.source = inline;
    this.#words = new Uint32Array(inline.buffer, inline.byteOffset, inline.byteLength / 4);
    this.#stretches = stretchesOf(this.#words, rows, isNull);
  }

  /** Finds the text of a row that is not NULL. */
  find(row: number): void {
    const words = this.#words;
    const length = words[row * 4] ?? 0;
    this.length = length;
    if (length <= longestInline) {
      this.source = this.#inline;
      this.start = row * size + inlineAt;
      return;
    }
    const stretches = this.#stretches;
    let current = this.#current;
    if (row < (stretches[current]?.firstRow ?? 0)) current = 0;
    while (row >= (stretches[current + 1]?.firstRow ?? Number.POSITIVE_INFINITY)) current += 1;
    this.#current = current;
    this.source = this.#sources[current] ?? this.#read(current);
    this.start = ((words[row * 4 + 2] ?? 0) - (stretches[current]?.address ?? 0)) >>> 0;
  }

  #read(index: number): Uint8Array {
    const { firstRow = 0, bytes = 0 } = this.#stretches[index] ?? {};
    const { buffer, byteOffset } = this.#inline;
    const read = duckdbLibrary().get_data_from_pointer(buffer, byteOffset + firstRow * size + pointerAt, bytes);
    this.#sources[index] = read;
    return read;
  }
}

/** Only what lies without a gap is one stretch: every byte of it is a byte of one of the texts. */
function stretchesOf(words: Uint32Array, rows: number, isNull: (row: number) => boolean): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let current: Stretch | undefined;
  let endLow = 0;
  let endHigh = 0;
  for (let row = 0; row < rows; row += 1) {
    const length = words[row * 4] ?? 0;
    if (length <= longestInline || isNull(row)) continue;
    const low = words[row * 4 + 2] ?? 0;
    const high = words[row * 4 + 3] ?? 0;
    if (current !== undefined && low === endLow && high === endHigh) current.bytes += length;
    else {
      current = { firstRow: row, address: low, bytes: length };
      stretches.push(current);
    }
    const end = low + length;
    endLow = end >>> 0;
    endHigh = end > 0xffffffff ? high + 1 : high;
  }
  return stretches;
}
