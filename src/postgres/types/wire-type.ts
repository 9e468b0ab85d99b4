import type { DuckDBValue } from '@duckdb/node-api';
import type { ByteWriter } from '../wire/byte-writer.ts';

/** A value that is there. */
export type Present = Exclude<DuckDBValue, null>;

/** By what writers of columns know a type. */
export type WireKind =
  | 'bool'
  | 'int2'
  | 'int4'
  | 'int8'
  | 'oid'
  | 'float4'
  | 'float8'
  | 'numeric'
  | 'text'
  | 'uuid'
  | 'bytea'
  | 'jsonb'
  | 'date'
  | 'time'
  | 'timestamp'
  | 'timestamptz';

/** A type as PostgreSQL knows it, and how its values go to a client. */
export interface WireType {
  readonly oid: number;
  /** The OID of arrays of it. */
  readonly arrayOid: number;
  /** The bytes of a value in memory, as `pg_type.typlen` has them; -1 where they differ. */
  readonly size: number;
  readonly modifier: number;
  /** Of types whose columns are written as a whole; the values of others are written one by one. */
  readonly kind?: WireKind;
  text(value: Present): string;
  /** The value's bytes, without their length. */
  binary(out: ByteWriter, value: Present): void;
}
