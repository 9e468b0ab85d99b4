import { duckdb } from '../../engine/duckdb.ts';
import type { ByteWriter } from '../wire/byte-writer.ts';
import {
  dateText,
  daysToPostgres,
  isEndless,
  isEndlessDay,
  microsOf,
  microsToPostgres,
  timestampText,
  timeText,
  zoneText,
} from './calendar.ts';
import { decimalText } from './decimal-text.ts';
import { doubleText, singleText } from './float-text.ts';
import { intervalText } from './interval-text.ts';
import { jsonText } from './json-text.ts';
import { writeNumeric } from './numeric.ts';
import type { Present, WireKind, WireType } from './wire-type.ts';

const {
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBIntervalValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTimeTZValue,
  DuckDBTimeValue,
} = duckdb;

const plainText = (value: Present): string => (typeof value === 'string' ? value : String(value));
const writeText = (text: (value: Present) => string) => (out: ByteWriter, value: Present) => out.text(text(value));

function scalar(
  kind: WireKind | undefined,
  [oid, arrayOid, size]: readonly [number, number, number],
  text: (value: Present) => string,
  binary: (out: ByteWriter, value: Present) => void = writeText(text),
): WireType {
  return { oid, arrayOid, size, modifier: -1, text, binary, ...(kind && { kind }) };
}

/** Rows of our own have a time as text: what is no time there stays what it is. */
function microsIn(value: Present): bigint | undefined {
  if (value instanceof DuckDBTimestampTZValue || value instanceof DuckDBTimestampValue) return value.micros;
  if (value instanceof DuckDBTimestampMillisecondsValue) return value.millis * 1000n;
  if (value instanceof DuckDBTimestampSecondsValue) return value.seconds * 1_000_000n;
  return typeof value === 'string' ? microsOf(value) : undefined;
}

function timestampType(
  kind: 'timestamp' | 'timestamptz',
  oids: readonly [number, number, number],
  zone: '' | '+00',
): WireType {
  const text = (value: Present): string => {
    const micros = microsIn(value);
    return micros === undefined ? plainText(value) : timestampText(micros, zone);
  };
  return scalar(kind, oids, text, (out, value) => {
    const micros = microsIn(value) ?? 0n;
    const isEnd = isEndless(micros);
    out.int64(isEnd ? (micros > 0n ? 2n ** 63n - 1n : -(2n ** 63n)) : micros - microsToPostgres);
  });
}

const isTrue = (value: Present): boolean => value === true || value === 'true';

export const bool = scalar(
  'bool',
  [16, 1000, 1],
  (value) => (isTrue(value) ? 't' : 'f'),
  (out, value) => out.int8(isTrue(value) ? 1 : 0),
);
export const int2 = scalar('int2', [21, 1005, 2], plainText, (out, value) => out.int16(Number(value)));
export const int4 = scalar('int4', [23, 1007, 4], plainText, (out, value) => out.int32(Number(value)));
/** What names objects of the catalog: four bytes without a sign. */
export const oid = scalar('oid', [26, 1028, 4], plainText, (out, value) => out.int32(Number(value) | 0));
export const int8 = scalar('int8', [20, 1016, 8], plainText, (out, value) => out.int64(BigInt(plainText(value))));
export const float4 = scalar(
  'float4',
  [700, 1021, 4],
  (value) => singleText(Number(value)),
  (out, value) => out.float(Number(value)),
);
export const float8 = scalar(
  'float8',
  [701, 1022, 8],
  (value) => doubleText(Number(value)),
  (out, value) => out.double(Number(value)),
);
const numberText = (value: Present): string =>
  value instanceof DuckDBDecimalValue ? decimalText(value.value, value.scale) : plainText(value);
export const numeric = scalar('numeric', [1700, 1231, -1], numberText, (out, value) =>
  writeNumeric(out, numberText(value)),
);
export const text = scalar('text', [25, 1009, -1], plainText);
/** Types whose values travel as text: OID, that of arrays, length. */
export const textual = (oids: readonly [number, number, number]): WireType => scalar('text', oids, plainText);
export const uuid = scalar('uuid', [2950, 2951, 16], plainText, (out, value) =>
  out.bytes(Buffer.from(plainText(value).replaceAll('-', ''), 'hex')),
);

const bytesOf = (value: Present): Uint8Array =>
  value instanceof DuckDBBlobValue ? value.bytes : Buffer.from(plainText(value));
export const bytea = scalar(
  'bytea',
  [17, 1001, -1],
  (value) => `\\x${Buffer.from(bytesOf(value)).toString('hex')}`,
  (out, value) => out.bytes(bytesOf(value)),
);

export const jsonVersion = 1;

function jsonType(written: (value: Present) => string): WireType {
  return scalar('jsonb', [3802, 3807, -1], written, (out, value) => {
    out.int8(jsonVersion);
    out.text(written(value));
  });
}

/** JSON that DuckDB has as text. */
export const jsonb = jsonType(plainText);
/** What PostgreSQL has no type for: structs, maps, unions, lists of lists. Rows of our own have them as JSON text. */
export const asJson = jsonType((value) => (typeof value === 'string' ? value : jsonText(value)));

export const date = scalar(
  'date',
  [1082, 1182, 4],
  (value) => (value instanceof DuckDBDateValue ? dateText(value.days) : plainText(value)),
  (out, value) => {
    const days =
      value instanceof DuckDBDateValue ? value.days : Number((microsOf(plainText(value)) ?? 0n) / 86_400_000_000n);
    out.int32(isEndlessDay(days) ? (days > 0 ? 2 ** 31 - 1 : -(2 ** 31)) : days - daysToPostgres);
  },
);
export const timestamp = timestampType('timestamp', [1114, 1115, 8], '');
export const timestamptz = timestampType('timestamptz', [1184, 1185, 8], '+00');
export const time = scalar(
  'time',
  [1083, 1183, 8],
  (value) => (value instanceof DuckDBTimeValue ? timeText(value.micros) : plainText(value)),
  (out, value) => out.int64(value instanceof DuckDBTimeValue ? value.micros : 0n),
);
export const timetz = scalar(
  undefined,
  [1266, 1270, 12],
  (value) => (value instanceof DuckDBTimeTZValue ? timeText(value.micros) + zoneText(value.offset) : plainText(value)),
  (out, value) => {
    const isTime = value instanceof DuckDBTimeTZValue;
    out.int64(isTime ? value.micros : 0n);
    // PostgreSQL counts to the west.
    out.int32(isTime ? -value.offset : 0);
  },
);
export const interval = scalar(
  undefined,
  [1186, 1187, 16],
  (value) =>
    value instanceof DuckDBIntervalValue ? intervalText(value.months, value.days, value.micros) : plainText(value),
  (out, value) => {
    const isInterval = value instanceof DuckDBIntervalValue;
    out.int64(isInterval ? value.micros : 0n);
    out.int32(isInterval ? value.days : 0);
    out.int32(isInterval ? value.months : 0);
  },
);
