import type { DuckDBValue } from '@duckdb/node-api';
import { duckdb } from '../../engine/duckdb.ts';
import { dateText, timestampText, timeText } from './calendar.ts';

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
  DuckDBTimeValue,
  DuckDBUnionValue,
} = duckdb;

/** A value of any type as JSON text: every digit of a number is kept, a map is an object, of a union there is what it holds. */
export function jsonText(value: DuckDBValue): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : `"${value}"`;
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue)
    return `[${value.items.map(jsonText).join(', ')}]`;
  if (value instanceof DuckDBStructValue) return objectText(Object.entries(value.entries));
  if (value instanceof DuckDBMapValue)
    return objectText(value.entries.map((entry) => [keyText(entry.key), entry.value]));
  if (value instanceof DuckDBUnionValue) return jsonText(value.value);
  if (value instanceof DuckDBDecimalValue) return value.toString();
  return JSON.stringify(scalarText(value));
}

function scalarText(value: DuckDBValue): string {
  if (value instanceof DuckDBTimestampTZValue) return timestampText(value.micros, '+00').replace(' ', 'T');
  if (value instanceof DuckDBTimestampValue) return timestampText(value.micros, '').replace(' ', 'T');
  if (value instanceof DuckDBDateValue) return dateText(value.days);
  if (value instanceof DuckDBTimeValue) return timeText(value.micros);
  if (value instanceof DuckDBBlobValue) return Buffer.from(value.bytes).toString('hex');
  return String(value);
}

function keyText(key: DuckDBValue): string {
  return typeof key === 'object' && key !== null ? scalarText(key) : String(key);
}

function objectText(members: readonly (readonly [string, DuckDBValue])[]): string {
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}: ${jsonText(member)}`).join(', ')}}`;
}
