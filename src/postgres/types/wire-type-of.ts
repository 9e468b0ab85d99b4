import { duckdb } from '../../engine/duckdb.ts';
import { PostgresError } from '../errors/postgres-error.ts';
import type { ByteWriter } from '../wire/byte-writer.ts';
import { type ArrayItem, arrayText } from './array-text.ts';
import * as scalars from './scalar-types.ts';
import type { Present, WireType } from './wire-type.ts';

const byName: Readonly<Record<string, WireType>> = {
  BOOLEAN: scalars.bool,
  TINYINT: scalars.int2,
  SMALLINT: scalars.int2,
  UTINYINT: scalars.int2,
  INTEGER: scalars.int4,
  USMALLINT: scalars.int4,
  BIGINT: scalars.int8,
  UINTEGER: scalars.int8,
  UBIGINT: scalars.numeric,
  HUGEINT: scalars.numeric,
  UHUGEINT: scalars.numeric,
  BIGNUM: scalars.numeric,
  FLOAT: scalars.float4,
  DOUBLE: scalars.float8,
  BLOB: scalars.bytea,
  UUID: scalars.uuid,
  JSON: scalars.jsonb,
  DATE: scalars.date,
  TIME: scalars.time,
  'TIME WITH TIME ZONE': scalars.timetz,
  TIMESTAMP: scalars.timestamp,
  TIMESTAMP_S: scalars.timestamp,
  TIMESTAMP_MS: scalars.timestamp,
  'TIMESTAMP WITH TIME ZONE': scalars.timestamptz,
  INTERVAL: scalars.interval,
};

/** PostgreSQL's type for one of DuckDB, by its name. What PostgreSQL has no like of, nanoseconds among it, is text in all its digits. */
export function wireTypeOf(duckdbType: string): WireType {
  const known = byName[duckdbType];
  if (known !== undefined) return known;
  const list = /^([\s\S]*)\[\d*\]$/.exec(duckdbType)?.[1];
  if (list !== undefined) return listType(list);
  const [, precision, scale] = /^DECIMAL\((\d+),(\d+)\)$/.exec(duckdbType) ?? [];
  if (precision !== undefined) return { ...scalars.numeric, modifier: ((Number(precision) << 16) | Number(scale)) + 4 };
  return /^(?:STRUCT|MAP|UNION)\b/.test(duckdbType) ? scalars.asJson : scalars.text;
}

/** Lists of lists have no length that all inner ones share, as PostgreSQL's arrays must: they are JSON, as are lists of structures. */
function listType(element: string): WireType {
  const inner = wireTypeOf(element);
  if (inner === scalars.asJson || isArray(inner)) return scalars.asJson;
  return arrayOf(inner);
}

/** Arrays of a type, also such as a client gave with several dimensions; `lowest` is the number of their first item. */
export function arrayOf(inner: WireType, lowest = 1): WireType {
  const textsOf = (value: Present): readonly ArrayItem[] =>
    (itemsOf(value) ?? []).map((item) => {
      if (item === null) return null;
      return itemsOf(item) === undefined ? inner.text(item) : textsOf(item);
    });
  return {
    oid: inner.arrayOid,
    arrayOid: 0,
    size: -1,
    modifier: inner.modifier,
    text: (value) => arrayText(textsOf(value)),
    binary(out, value) {
      writeArray(out, inner, value, lowest);
    },
  };
}

function itemsOf(value: Present | null): readonly (Present | null)[] | undefined {
  const isList = value instanceof duckdb.DuckDBListValue || value instanceof duckdb.DuckDBArrayValue;
  return isList ? value.items : undefined;
}

function isArray({ arrayOid }: WireType): boolean {
  return arrayOid === 0;
}

function writeArray(out: ByteWriter, inner: WireType, value: Present, lowest: number): void {
  const sizes: number[] = [];
  let items = itemsOf(value) ?? [];
  for (let rows: readonly (Present | null)[] = [value]; ; rows = items) {
    const lists = rows.map(itemsOf);
    const size = lists[0]?.length;
    if (size === undefined) break;
    // Only arrays that a client gave have lists in lists, and these are all as long.
    if (lists.some((list) => list?.length !== size)) throw notRectangular();
    sizes.push(size);
    items = lists.flatMap((list) => list ?? []);
  }
  out.int32(items.length === 0 ? 0 : sizes.length);
  out.int32(items.includes(null) ? 1 : 0);
  out.int32(inner.oid);
  if (items.length === 0) return;
  for (const size of sizes) {
    out.int32(size);
    out.int32(lowest);
  }
  for (const item of items) {
    if (item === null) out.int32(-1);
    else out.sized(() => inner.binary(out, item), false);
  }
}

function notRectangular(): PostgresError {
  return new PostgresError('2202E', 'Arrays in an array are not all of one length.', { hint: 'Cast it to JSON.' });
}
