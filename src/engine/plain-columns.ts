import type { DuckDBDataChunk, DuckDBType } from '@duckdb/node-api';
import type { Value } from '../data/value.ts';
import { duckdb } from './duckdb.ts';
import { openedJson, plainValue } from './plain-value.ts';
import { RawColumn } from './raw-column.ts';

const { DuckDBTimestampTZValue, DuckDBTypeId } = duckdb;

/** The cells of a chunk as plain values, column by column. */
export function plainColumns(chunk: DuckDBDataChunk, types: readonly DuckDBType[]): readonly (readonly Value[])[] {
  return types.map((type, index) => {
    const read = readers[type.typeId];
    const column = read && RawColumn.of(chunk, index);
    if (read !== undefined && column !== undefined) return read(column, chunk.rowCount, type);
    return chunk.getColumnValues(index).map((value) => plainValue(value, type));
  });
}

type ColumnReader = (column: RawColumn, rows: number, type: DuckDBType) => readonly Value[];

/** The types of most columns, whose values are read where they lie: the binding makes an object of each first, and several of its NULLs. */
const readers: Readonly<Record<number, ColumnReader>> = {
  [DuckDBTypeId.VARCHAR]: textsOf,
  [DuckDBTypeId.BOOLEAN]: (column, rows) => valuesOf(column, rows, (row) => column.view.getUint8(row) !== 0),
  [DuckDBTypeId.INTEGER]: (column, rows) => valuesOf(column, rows, (row) => column.view.getInt32(row * 4, true)),
  [DuckDBTypeId.BIGINT]: (column, rows) => valuesOf(column, rows, (row) => wholeNumberAt(column.view, row)),
  [DuckDBTypeId.DOUBLE]: (column, rows) =>
    valuesOf(column, rows, (row) => {
      const number = column.view.getFloat64(row * 8, true);
      return Number.isFinite(number) ? number : String(number);
    }),
  [DuckDBTypeId.TIMESTAMP_TZ]: (column, rows, type) =>
    valuesOf(column, rows, (row) => {
      const micros = column.view.getBigInt64(row * 8, true);
      return momentOf(micros) ?? plainValue(new DuckDBTimestampTZValue(micros), type);
    }),
};

function valuesOf(column: RawColumn, rows: number, read: (row: number) => Value): readonly Value[] {
  const values: Value[] = [];
  for (let row = 0; row < rows; row += 1) values.push(column.isNull(row) ? null : read(row));
  return values;
}

function textsOf(column: RawColumn, rows: number, { alias }: DuckDBType): readonly Value[] {
  const isJson = alias === 'JSON';
  const { texts } = column;
  const values: Value[] = [];
  let source: Uint8Array | undefined;
  let bytes: Buffer = Buffer.alloc(0);
  for (let row = 0; row < rows; row += 1) {
    if (column.isNull(row)) {
      values.push(null);
      continue;
    }
    texts.find(row);
    if (texts.source !== source) {
      source = texts.source;
      bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
    }
    const text = bytes.toString('utf8', texts.start, texts.start + texts.length);
    values.push(isJson ? openedJson(text) : text);
  }
  return values;
}

/** What the upper half of a whole number is below, where a double holds it. */
const safeUpperHalf = 2 ** 21;

function wholeNumberAt(view: DataView, row: number): Value {
  const upper = view.getInt32(row * 8 + 4, true);
  if (upper < safeUpperHalf && upper >= 1 - safeUpperHalf) return upper * 2 ** 32 + view.getUint32(row * 8, true);
  return plainValue(view.getBigInt64(row * 8, true), undefined);
}

/** Microseconds since 1970 between the years 1 and 9999. */
const [earliest, latest] = [-62_135_596_800_000_000n, 253_402_300_799_999_999n];

/** `2026-08-23T10:29:29.384Z`; undefined of what is not so simple: other years, infinities, parts of a millisecond. */
function momentOf(micros: bigint): string | undefined {
  if (micros < earliest || micros > latest || micros % 1000n !== 0n) return undefined;
  const text = new Date(Number(micros / 1000n)).toISOString();
  return text.endsWith('.000Z') ? `${text.slice(0, -'.000Z'.length)}Z` : text;
}
