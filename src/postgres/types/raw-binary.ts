import { duckdb } from '../../engine/duckdb.ts';
import type { RawColumn } from '../../engine/raw-column.ts';
import { daysToPostgres, isEndless, isEndlessDay, microsToPostgres } from './calendar.ts';
import { rawNumeric } from './raw-numeric.ts';
import { rawBytes, type WriteRaw } from './raw-text.ts';
import { jsonVersion } from './scalar-types.ts';
import type { WireKind } from './wire-type.ts';

const { DuckDBTypeId } = duckdb;

/** The type that the values of a kind lie in DuckDB's memory as. */
const typeOf: Readonly<Partial<Record<WireKind, number>>> = {
  bool: DuckDBTypeId.BOOLEAN,
  int2: DuckDBTypeId.SMALLINT,
  int4: DuckDBTypeId.INTEGER,
  int8: DuckDBTypeId.BIGINT,
  oid: DuckDBTypeId.UINTEGER,
  float4: DuckDBTypeId.FLOAT,
  float8: DuckDBTypeId.DOUBLE,
  numeric: DuckDBTypeId.DECIMAL,
  text: DuckDBTypeId.VARCHAR,
  jsonb: DuckDBTypeId.VARCHAR,
  bytea: DuckDBTypeId.BLOB,
  uuid: DuckDBTypeId.UUID,
  date: DuckDBTypeId.DATE,
  time: DuckDBTypeId.TIME,
  timestamp: DuckDBTypeId.TIMESTAMP,
  timestamptz: DuckDBTypeId.TIMESTAMP_TZ,
};

/** Writes the values of a column in PostgreSQL's binary form, as its type does value by value; undefined where only the type can. */
export function rawBinary(kind: WireKind, column: RawColumn): WriteRaw | undefined {
  const { typeId, view } = column;
  if (typeOf[kind] !== typeId) return undefined;
  switch (kind) {
    case 'bool':
      return (out, row) => out.int8(view.getUint8(row) === 0 ? 0 : 1);
    case 'int2':
      return (out, row) => out.int16(view.getInt16(row * 2, true));
    case 'int4':
    case 'oid':
    case 'float4':
      return (out, row) => out.int32(view.getInt32(row * 4, true));
    case 'int8':
    case 'float8':
    case 'time':
      return (out, row) => {
        out.int32(view.getInt32(row * 8 + 4, true));
        out.int32(view.getInt32(row * 8, true));
      };
    case 'numeric':
      return rawNumeric(column);
    case 'text':
    case 'bytea':
      return rawBytes(column);
    case 'jsonb': {
      const copy = rawBytes(column);
      return (out, row) => {
        out.int8(jsonVersion);
        copy(out, row);
      };
    }
    case 'uuid':
      // DuckDB stores them so that they sort as signed numbers.
      return (out, row) => {
        out.int32(view.getInt32(row * 16 + 12, true) ^ 0x80000000);
        for (const offset of [8, 4, 0]) out.int32(view.getInt32(row * 16 + offset, true));
      };
    case 'date':
      return (out, row) => {
        const days = view.getInt32(row * 4, true);
        out.int32(isEndlessDay(days) ? (days > 0 ? 2 ** 31 - 1 : -(2 ** 31)) : days - daysToPostgres);
      };
    case 'timestamp':
    case 'timestamptz':
      return (out, row) => {
        const micros = view.getBigInt64(row * 8, true);
        if (isEndless(micros)) out.int64(micros > 0n ? micros : micros - 1n);
        else out.int64(micros - microsToPostgres);
      };
  }
}
