import { duckdb } from '../../engine/duckdb.ts';
import type { RawColumn } from '../../engine/raw-column.ts';
import type { ByteWriter } from '../wire/byte-writer.ts';
import { dateText, microsOfDay, timestampText } from './calendar.ts';
import { decimalText } from './decimal-text.ts';
import { doubleText, singleText } from './float-text.ts';
import { rawBigint, rawNumber, scaledBigint, scaledNumbers } from './raw-number.ts';
import type { WireKind } from './wire-type.ts';

const { DuckDBTypeId } = duckdb;

/** Writes the value that a row has; not of NULL. */
export type WriteRaw = (out: ByteWriter, row: number) => void;

const minus = 45;
const point = 46;
const colon = 58;
const hexDigits = Buffer.from('0123456789abcdef');

/** Writes the values of a column as texts, as its type does value by value; undefined where only the type can. */
export function rawText(kind: WireKind, column: RawColumn): WriteRaw | undefined {
  const { view, typeId } = column;
  switch (kind) {
    case 'text':
    case 'jsonb':
      return typeId === DuckDBTypeId.VARCHAR ? rawBytes(column) : undefined;
    case 'bool':
      return typeId === DuckDBTypeId.BOOLEAN ? (out, row) => out.int8(view.getUint8(row) === 0 ? 102 : 116) : undefined;
    case 'int2':
    case 'int4':
    case 'int8':
    case 'oid':
      return wholeText(column);
    case 'numeric':
      return typeId === DuckDBTypeId.DECIMAL ? scaledText(column) : wholeText(column);
    case 'float4':
      return typeId === DuckDBTypeId.FLOAT
        ? (out, row) => out.text(singleText(view.getFloat32(row * 4, true)))
        : undefined;
    case 'float8':
      return typeId === DuckDBTypeId.DOUBLE ? doubles(view) : undefined;
    case 'uuid':
      return typeId === DuckDBTypeId.UUID ? uuids(view) : undefined;
    case 'bytea':
      return typeId === DuckDBTypeId.BLOB ? blobs(column) : undefined;
    case 'date':
      return typeId === DuckDBTypeId.DATE ? dates(view) : undefined;
    case 'time':
      return typeId === DuckDBTypeId.TIME ? (out, row) => timeOfDay(out, rawNumber(view, row * 8) ?? 0) : undefined;
    case 'timestamp':
      return typeId === DuckDBTypeId.TIMESTAMP ? timestamps(view, '') : undefined;
    case 'timestamptz':
      return typeId === DuckDBTypeId.TIMESTAMP_TZ ? timestamps(view, '+00') : undefined;
  }
}

/** The bytes of texts and blobs as they are. */
export function rawBytes({ texts }: RawColumn): WriteRaw {
  return (out, row) => {
    texts.find(row);
    out.copy(texts.source, texts.start, texts.length);
  };
}

function wholeText({ typeId, view }: RawColumn): WriteRaw | undefined {
  switch (typeId) {
    case DuckDBTypeId.TINYINT:
      return (out, row) => out.integer(view.getInt8(row));
    case DuckDBTypeId.UTINYINT:
      return (out, row) => out.integer(view.getUint8(row));
    case DuckDBTypeId.SMALLINT:
      return (out, row) => out.integer(view.getInt16(row * 2, true));
    case DuckDBTypeId.USMALLINT:
      return (out, row) => out.integer(view.getUint16(row * 2, true));
    case DuckDBTypeId.INTEGER:
      return (out, row) => out.integer(view.getInt32(row * 4, true));
    case DuckDBTypeId.UINTEGER:
      return (out, row) => out.integer(view.getUint32(row * 4, true));
    case DuckDBTypeId.BIGINT:
      return (out, row) => {
        const value = rawNumber(view, row * 8);
        if (value === undefined) out.text(String(view.getBigInt64(row * 8, true)));
        else out.integer(value);
      };
    case DuckDBTypeId.UBIGINT:
      return (out, row) => out.text(String(view.getBigUint64(row * 8, true)));
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UHUGEINT:
      return (out, row) => out.text(String(rawBigint(view, row * 16, typeId === DuckDBTypeId.HUGEINT)));
    default:
      return undefined;
  }
}

/** Numbers that are stored without their point. */
function scaledText(column: RawColumn): WriteRaw {
  const { scale } = column;
  const unit = 10 ** scale;
  const short = scaledNumbers(column);
  return (out, row) => {
    const value = short(row);
    if (value === undefined) return out.text(decimalText(scaledBigint(column, row), scale));
    if (scale === 0) return out.integer(value);
    // Beyond this a number does not hold the unit itself.
    if (scale > 18) return out.text(decimalText(BigInt(value), scale));
    if (value < 0) out.int8(minus);
    const distance = Math.abs(value);
    const whole = Math.floor(distance / unit);
    const rest = distance - whole * unit;
    out.integer(whole);
    out.int8(point);
    if (scale <= 9) return out.digits(rest, scale);
    const first = Math.floor(rest / 1_000_000_000);
    out.digits(first, scale - 9);
    out.digits(rest - first * 1_000_000_000, 9);
  };
}

function doubles(view: DataView): WriteRaw {
  return (out, row) => {
    const value = view.getFloat64(row * 8, true);
    // Zero has a sign.
    if (value !== 0 && Math.abs(value) < 1e15 && Number.isInteger(value)) out.integer(value);
    else out.text(doubleText(value));
  };
}

function dates(view: DataView): WriteRaw {
  let known = Number.NaN;
  let text = '';
  return (out, row) => {
    const days = view.getInt32(row * 4, true);
    if (days !== known) text = dateText(days);
    known = days;
    out.text(text);
  };
}

/** Times of one day share its date. */
function timestamps(view: DataView, zone: '' | '+00'): WriteRaw {
  let known = Number.NaN;
  let date = Buffer.alloc(0);
  return (out, row) => {
    const micros = rawNumber(view, row * 8);
    const day = micros === undefined ? Number.NaN : Math.floor(micros / microsOfDay);
    if (day !== known) {
      known = day;
      date = Buffer.from(`${dateText(day)} `);
    }
    // `infinity`, what is far away, and what stands before the year 1, where something follows behind the time.
    if (micros === undefined || day < firstDay) return out.text(timestampText(view.getBigInt64(row * 8, true), zone));
    out.copy(date, 0, date.length);
    timeOfDay(out, micros - day * microsOfDay);
    if (zone !== '') out.text(zone);
  };
}

/** 0001-01-01. */
const firstDay = -719_162;

function timeOfDay(out: ByteWriter, micros: number): void {
  const seconds = Math.floor(micros / 1_000_000);
  let fraction = micros - seconds * 1_000_000;
  out.digits(Math.floor(seconds / 3600), 2);
  out.int8(colon);
  out.digits(Math.floor(seconds / 60) % 60, 2);
  out.int8(colon);
  out.digits(seconds % 60, 2);
  if (fraction === 0) return;
  let count = 6;
  for (; fraction % 10 === 0; fraction /= 10) count -= 1;
  out.int8(point);
  out.digits(fraction, count);
}

function uuids(view: DataView): WriteRaw {
  const signBit = 0x80;
  return (out, row) => {
    const end = row * 16 + 15;
    for (let index = 0; index < 16; index += 1) {
      if (index === 4 || index === 6 || index === 8 || index === 10) out.int8(minus);
      const byte = view.getUint8(end - index);
      // DuckDB stores them so that they sort as signed numbers.
      hex(out, index === 0 ? byte ^ signBit : byte);
    }
  };
}

function blobs({ texts }: RawColumn): WriteRaw {
  return (out, row) => {
    texts.find(row);
    const { source, start, length } = texts;
    out.text('\\x');
    for (let index = start; index < start + length; index += 1) hex(out, source[index] ?? 0);
  };
}

function hex(out: ByteWriter, byte: number): void {
  out.int8(hexDigits[byte >> 4] ?? 0);
  out.int8(hexDigits[byte & 15] ?? 0);
}
