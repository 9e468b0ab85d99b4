import type { DuckDBDataChunk } from '@duckdb/node-api';
import { duckdb } from './duckdb.ts';
import { duckdbLibrary } from './duckdb-library.ts';
import { RawTexts } from './raw-texts.ts';

const { DuckDBTypeId } = duckdb;

/** How many bytes a value has, by its type; that of a decimal depends on its digits. */
const sizes: Readonly<Record<number, number>> = {
  [DuckDBTypeId.BOOLEAN]: 1,
  [DuckDBTypeId.TINYINT]: 1,
  [DuckDBTypeId.UTINYINT]: 1,
  [DuckDBTypeId.SMALLINT]: 2,
  [DuckDBTypeId.USMALLINT]: 2,
  [DuckDBTypeId.INTEGER]: 4,
  [DuckDBTypeId.UINTEGER]: 4,
  [DuckDBTypeId.FLOAT]: 4,
  [DuckDBTypeId.DATE]: 4,
  [DuckDBTypeId.BIGINT]: 8,
  [DuckDBTypeId.UBIGINT]: 8,
  [DuckDBTypeId.DOUBLE]: 8,
  [DuckDBTypeId.TIME]: 8,
  [DuckDBTypeId.TIMESTAMP]: 8,
  [DuckDBTypeId.TIMESTAMP_TZ]: 8,
  [DuckDBTypeId.HUGEINT]: 16,
  [DuckDBTypeId.UHUGEINT]: 16,
  [DuckDBTypeId.UUID]: 16,
  [DuckDBTypeId.VARCHAR]: 16,
  [DuckDBTypeId.BLOB]: 16,
};

/** A column of a chunk as it lies in DuckDB's memory, for whoever writes its values on without making an object of each. */
export class RawColumn {
  readonly typeId: number;
  /** How many digits of a decimal stand behind its point. */
  readonly scale: number;
  /** How many bytes a value has. */
  readonly size: number;
  /** The values one after the other, the lowest byte of each first. */
  readonly view: DataView;
  readonly #bytes: Uint8Array;
  readonly #validity: Uint8Array | undefined;
  readonly #rows: number;
  /** The memory goes with the chunk. */
  readonly chunk: DuckDBDataChunk;
  #texts: RawTexts | undefined;

  private constructor(
    chunk: DuckDBDataChunk,
    { typeId, scale, size }: { readonly typeId: number; readonly scale: number; readonly size: number },
    bytes: Uint8Array,
    validity: Uint8Array | undefined,
  ) {
    this.chunk = chunk;
    this.typeId = typeId;
    this.scale = scale;
    this.size = size;
    this.#rows = chunk.rowCount;
    this.#bytes = bytes;
    this.#validity = validity;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Undefined of types whose values do not lie one after the other, and of those that hardly anybody asks for. */
  static of(chunk: DuckDBDataChunk, index: number): RawColumn | undefined {
    const { rowCount } = chunk;
    if (rowCount === 0) return undefined;
    const library = duckdbLibrary();
    const vector = library.data_chunk_get_vector(chunk.chunk, index);
    const type = library.vector_get_column_type(vector);
    const typeId = library.get_type_id(type);
    const isDecimal = typeId === DuckDBTypeId.DECIMAL;
    const size = isDecimal ? decimalSize(library.decimal_width(type)) : sizes[typeId];
    if (size === undefined) return undefined;
    const scale = isDecimal ? library.decimal_scale(type) : 0;
    const bytes = library.vector_get_data(vector, rowCount * size);
    const validity = library.vector_get_validity(vector, Math.ceil(rowCount / 64) * 8) ?? undefined;
    return new RawColumn(chunk, { typeId, scale, size }, bytes, validity);
  }

  /** Whether its values are texts or blobs: `texts` tells where they are. */
  get isBytes(): boolean {
    return this.typeId === DuckDBTypeId.VARCHAR || this.typeId === DuckDBTypeId.BLOB;
  }

  isNull(row: number): boolean {
    const validity = this.#validity;
    return validity !== undefined && ((validity[row >> 3] ?? 0) & (1 << (row & 7))) === 0;
  }

  /** Where the bytes of texts and blobs are. */
  get texts(): RawTexts {
    this.#texts ??= new RawTexts(this.#bytes, this.#rows, (row) => this.isNull(row));
    return this.#texts;
  }
}

function decimalSize(digits: number): number {
  if (digits <= 4) return 2;
  if (digits <= 9) return 4;
  return digits <= 18 ? 8 : 16;
}
