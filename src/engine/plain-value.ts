import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { parseExactly } from '../data/exact-json.ts';
import type { Value } from '../data/value.ts';
import { duckdb } from './duckdb.ts';

const {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBUnionValue,
} = duckdb;

/**
 * A value of DuckDB as a plain one: JSON opened, timestamps as ISO 8601 text, numbers as numbers where a number holds
 * them exactly and as text where it does not. The type is the result's own: a chunk's does not know of JSON.
 */
export function plainValue(value: DuckDBValue | undefined, type: DuckDBType | undefined): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return type?.alias === 'JSON' ? openedJson(value) : value;
  if (value instanceof DuckDBDecimalValue) return decimalOf(value.toString());
  if (value instanceof DuckDBBlobValue) return Buffer.from(value.bytes).toString('hex');
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) {
    const element = type !== undefined && 'valueType' in type ? (type.valueType as DuckDBType) : undefined;
    return value.items.map((item) => plainValue(item, element));
  }
  if (value instanceof DuckDBStructValue) {
    return Object.fromEntries(
      Object.entries(value.entries).map(([name, item]) => [name, plainValue(item, memberType(type, name))]),
    );
  }
  if (value instanceof DuckDBMapValue) {
    return Object.fromEntries(
      value.entries.map((entry) => [String(plainValue(entry.key, undefined)), plainValue(entry.value, undefined)]),
    );
  }
  if (value instanceof DuckDBUnionValue) return plainValue(value.value, undefined);
  // By itself the binding says a moment in the time zone of the machine.
  if (value instanceof DuckDBTimestampTZValue)
    return value.isFinite ? isoTimestamp(String(new DuckDBTimestampValue(value.micros))) : String(value);
  // The binding takes it for the last day that there is.
  if (value instanceof DuckDBDateValue && !value.isFinite) return value.days > 0 ? 'infinity' : '-infinity';
  return String(value);
}

/** A number where a number holds every digit, else the text. */
function decimalOf(text: string): number | string {
  const number = Number(text);
  const digits = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return String(number) === digits ? number : digits;
}

function memberType(type: DuckDBType | undefined, name: string): DuckDBType | undefined {
  if (type === undefined || !('entryNames' in type && 'entryTypes' in type)) return undefined;
  return (type.entryTypes as DuckDBType[])[(type.entryNames as string[]).indexOf(name)];
}

/** What a text of JSON holds; the text itself where it is none. */
export function openedJson(text: string): Value {
  try {
    return parseExactly(text);
  } catch {
    return text;
  }
}

/** `2026-08-23 10:29:29.384` of UTC -> `2026-08-23T10:29:29.384Z`; years before our era and beyond 9999 as DuckDB has them. */
function isoTimestamp(text: string): string {
  const match = /^(\d{4,}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.(\d+))?$/.exec(text);
  if (match === null) return `${text}+00`;
  const [, date, time, fraction = ''] = match;
  const digits = fraction.replace(/0+$/, '');
  return `${date}T${time}${digits === '' ? '' : `.${digits.padEnd(3, '0')}`}Z`;
}
