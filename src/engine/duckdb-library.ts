import { createRequire } from 'node:module';
import { duckdb } from './duckdb.ts';

/** A chunk, a vector and a type of DuckDB, as its library has them. */
type NativeChunk = object;
export type NativeVector = object;
type NativeType = object;

/** What of DuckDB's library the binding has no words of its own for. */
interface DuckdbLibrary {
  data_chunk_get_vector(chunk: NativeChunk, column: number): NativeVector;
  vector_get_data(vector: NativeVector, bytes: number): Uint8Array;
  /** A bit a row, set where there is a value; none where all have one. */
  vector_get_validity(vector: NativeVector, bytes: number): Uint8Array | null | undefined;
  vector_get_column_type(vector: NativeVector): NativeType;
  get_type_id(type: NativeType): number;
  decimal_width(type: NativeType): number;
  decimal_scale(type: NativeType): number;
  /** Reads so many bytes from where the pointer at an offset of a buffer points to. */
  get_data_from_pointer(holder: ArrayBufferLike, offset: number, bytes: number): Uint8Array;
  vector_assign_string_element(vector: NativeVector, row: number, text: string): void;
  vector_ensure_validity_writable(vector: NativeVector): void;
  copy_data_to_vector(vector: NativeVector, at: number, source: ArrayBufferLike, from: number, bytes: number): void;
  copy_data_to_vector_validity(
    vector: NativeVector,
    at: number,
    source: ArrayBufferLike,
    from: number,
    bytes: number,
  ): void;
}

let library: DuckdbLibrary | undefined;

/** The library that DuckDB's binding stands on: the one that is loaded already. */
export function duckdbLibrary(): DuckdbLibrary {
  // As the build has it beside the binding. Elsewhere it is a dependency of the binding's, not ours: some package managers show it to
  // nobody else.
  library ??= ((duckdb as { readonly nativeLibrary?: object }).nativeLibrary ??
    createRequire(createRequire(import.meta.url).resolve('@duckdb/node-api'))(
      '@duckdb/node-bindings',
    )) as DuckdbLibrary;
  return library;
}
