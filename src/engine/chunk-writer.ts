import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { SqlType } from '../catalog/sql-type.ts';
import { canonicalJson } from '../data/canonical-json.ts';
import type { Row, Value } from '../data/value.ts';
import { duckdb } from './duckdb.ts';
import { duckdbLibrary, type NativeVector } from './duckdb-library.ts';

/** How many rows a chunk of DuckDB holds. */
export const chunkRows = 2048;

const { VARCHAR, BIGINT, DOUBLE, BOOLEAN, TIMESTAMPTZ } = duckdb;
const chunkTypes = { VARCHAR, BIGINT, DOUBLE, BOOLEAN, TIMESTAMPTZ, JSON: VARCHAR };

/** The part of a row that a chunk takes. */
export interface WrittenColumn {
  readonly name: string;
  readonly type: SqlType;
}

/**
 * Writes rows into a chunk of DuckDB one by one: texts go to DuckDB's own memory at once, so that a row is of use to nobody when it is
 * written. What is kept until a chunk is full is what the collector of garbage copies again and again.
 */
export class ChunkWriter {
  readonly #chunk: DuckDBDataChunk;
  readonly #columns: readonly ColumnWriter[];
  #rows = 0;

  constructor(columns: readonly WrittenColumn[]) {
    const chunk = duckdb.DuckDBDataChunk.create(columns.map(({ type }) => chunkTypes[type]));
    const library = duckdbLibrary();
    this.#chunk = chunk;
    this.#columns = columns.map(({ name, type }, index) => {
      const vector = library.data_chunk_get_vector(chunk.chunk, index);
      if (type === 'VARCHAR') return new TextWriter(name, vector, textOf);
      if (type === 'JSON') return new TextWriter(name, vector, canonicalJson);
      return new NumberWriter(name, vector, type);
    });
  }

  get isFull(): boolean {
    return this.#rows === chunkRows;
  }

  add(row: Row): void {
    const index = this.#rows;
    this.#rows += 1;
    for (const column of this.#columns) column.write(index, row[column.name] ?? null);
  }

  /** The chunk with the rows that were written; no more can be. */
  end(): DuckDBDataChunk {
    for (const column of this.#columns) column.end(this.#rows);
    this.#chunk.rowCount = this.#rows;
    return this.#chunk;
  }
}

interface ColumnWriter {
  readonly name: string;
  write(index: number, value: Value): void;
  end(rows: number): void;
}

/** Which rows have a value: a bit each, as DuckDB has them, that is set. */
class Validity {
  #bits: Uint8Array | undefined;

  setNull(index: number): void {
    this.#bits ??= new Uint8Array(chunkRows / 8).fill(0xff);
    const byte = index >> 3;
    this.#bits[byte] = (this.#bits[byte] ?? 0) & ~(1 << (index & 7));
  }

  copyTo(vector: NativeVector): void {
    if (this.#bits === undefined) return;
    const library = duckdbLibrary();
    library.vector_ensure_validity_writable(vector);
    library.copy_data_to_vector_validity(vector, 0, this.#bits.buffer, 0, this.#bits.byteLength);
  }
}

class TextWriter implements ColumnWriter {
  readonly name: string;
  readonly #vector: NativeVector;
  readonly #textOf: (value: Exclude<Value, null>) => string;
  readonly #validity = new Validity();
  readonly #library = duckdbLibrary();

  constructor(name: string, vector: NativeVector, textOf: (value: Exclude<Value, null>) => string) {
    this.name = name;
    this.#vector = vector;
    this.#textOf = textOf;
  }

  write(index: number, value: Value): void {
    if (value === null) this.#validity.setNull(index);
    else this.#library.vector_assign_string_element(this.#vector, index, this.#textOf(value));
  }

  end(): void {
    this.#validity.copyTo(this.#vector);
  }
}

class NumberWriter implements ColumnWriter {
  readonly name: string;
  readonly #vector: NativeVector;
  readonly #valueOf: (value: Exclude<Value, null>) => number | bigint | null;
  readonly #values: BigInt64Array | Float64Array | Uint8Array;
  readonly #validity = new Validity();

  constructor(name: string, vector: NativeVector, type: keyof typeof numbers) {
    this.name = name;
    this.#vector = vector;
    this.#valueOf = numbers[type].valueOf;
    this.#values = new numbers[type].Values(chunkRows);
  }

  write(index: number, value: Value): void {
    const number = value === null ? null : this.#valueOf(value);
    if (number === null) this.#validity.setNull(index);
    else this.#values[index] = number;
  }

  end(rows: number): void {
    const { buffer, BYTES_PER_ELEMENT: bytes } = this.#values;
    duckdbLibrary().copy_data_to_vector(this.#vector, 0, buffer, 0, rows * bytes);
    this.#validity.copyTo(this.#vector);
  }
}

const numbers = {
  BIGINT: { Values: BigInt64Array, valueOf: integerOf },
  TIMESTAMPTZ: { Values: BigInt64Array, valueOf: microsecondsOf },
  DOUBLE: { Values: Float64Array, valueOf: doubleOf },
  BOOLEAN: { Values: Uint8Array, valueOf: booleanOf },
};

function textOf(value: Exclude<Value, null>): string {
  return typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function integerOf(value: Value): bigint | null {
  if (typeof value === 'number') return Number.isFinite(value) ? BigInt(Math.trunc(value)) : null;
  return typeof value === 'string' && /^-?\d+$/.test(value) ? BigInt(value) : null;
}

function doubleOf(value: Value): number | null {
  return Number.isNaN(Number(value)) ? null : Number(value);
}

function booleanOf(value: Value): number | null {
  return value === true || value === 'true' ? 1 : value === false || value === 'false' ? 0 : null;
}

function microsecondsOf(value: Value): bigint | null {
  const milliseconds =
    typeof value === 'number' ? value * 1000 : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(milliseconds) ? null : BigInt(Math.round(milliseconds)) * 1000n;
}
