import { type Argument, integerOrReal, type SqliteValue } from './sqlite-value.ts';

/**
 * How values of SQLite pass through DuckDB, whose columns have one type each: as a text that begins with its kind. What
 * functions give is a blob of such a text, with a number's place in the order before it, so that ORDER BY, min and max
 * are right.
 */
export function carried(value: Argument): string | null {
  if (value === null) return null;
  if (typeof value === 'object') return `${mark}tj${value.json}`;
  if (typeof value === 'string') return `${mark}tt${value}`;
  if (typeof value === 'number' && Number.isNaN(value)) return null;
  const kind = typeof value === 'bigint' ? 'i' : 'r';
  return `${mark}n${orderOf(Number(value))}${kind}${String(value)}`;
}

/** A blob that begins so is none of the user's. */
const mark = '\u0001\u0002';

/** Sixteen hexadecimal digits in the order of the numbers. */
function orderOf(value: number): string {
  scratch.setFloat64(0, value === 0 ? 0 : value);
  const bits = scratch.getBigUint64(0);
  const ordered = bits >> 63n === 1n ? bits ^ 0xffffffffffffffffn : bits | (1n << 63n);
  return ordered.toString(16).padStart(16, '0');
}

const scratch = new DataView(new ArrayBuffer(8));

/** What the text of an argument stands for: of a column that DuckDB has, or of what `carried` gave. */
export function argumentOf(written: string | null): Argument {
  if (written === null) return null;
  if (written.startsWith(mark)) return carriedArgument(written.slice(mark.length));
  const rest = written.slice(1);
  switch (written[0]) {
    case 'i':
      return integerOrReal(BigInt(rest));
    case 'r':
      return realOf(rest);
    case 'b':
      return rest === 'true' ? 1n : 0n;
    case 'v':
      return jsonColumn(rest);
    case 'z':
      return time(rest);
    default:
      return rest;
  }
}

function carriedArgument(rest: string): Argument {
  if (rest.startsWith('tj')) return { json: rest.slice(2) };
  if (rest.startsWith('t')) return rest.slice(2);
  const number = rest.slice(18);
  return rest[17] === 'i' ? BigInt(number) : realOf(number);
}

/** What a blob carries; undefined of one of the user's own. */
export function carriedValue(text: string): SqliteValue | undefined {
  if (!text.startsWith(mark)) return undefined;
  const value = argumentOf(text);
  return typeof value === 'object' && value !== null ? value.json : value;
}

function realOf(text: string): number | null {
  if (/^-?inf/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  const number = Number(text);
  return Number.isNaN(number) ? null : number;
}

/** JSON of a column is a text to SQLite; a text or a number alone is itself. */
function jsonColumn(json: string): SqliteValue {
  if (/^\s*[[{]/.test(json)) return json;
  const value: unknown = JSON.parse(json);
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'number') return /[.eE]/.test(json) ? value : integerOrReal(BigInt(json.trim()));
  return typeof value === 'string' ? value : null;
}

/** `2024-03-05 06:07:08.5+00` -> `2024-03-05T06:07:08.500Z`, as the API prints times. */
function time(written: string): string {
  const match = /^(\d{4,}-\d{2}-\d{2})(?: (\d{2}:\d{2}:\d{2})(?:\.(\d+))?(?:\+00)?)?$/.exec(written);
  if (match === null || match[2] === undefined) return written;
  const digits = (match[3] ?? '').replace(/0+$/, '');
  return `${match[1]}T${match[2]}${digits === '' ? '' : `.${digits.padEnd(3, '0')}`}Z`;
}
