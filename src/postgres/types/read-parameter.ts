import { intervalLiteral } from '../../data/interval-literal.ts';
import { timeLiteral } from '../../data/time-literal.ts';
import { PostgresError } from '../errors/postgres-error.ts';
import { ByteReader, utf8 } from '../wire/byte-reader.ts';
import type { Format } from '../wire/client-message.ts';
import { type ArrayItem, readArrayText } from './array-text.ts';
import { dateText, daysToPostgres, microsToPostgres, timestampText, timeText } from './calendar.ts';
import { readNumeric } from './numeric.ts';
import { type ParameterType, parameterType } from './parameter-type.ts';

/** A parameter's value as text that DuckDB casts to its type, or an array of such texts. Throws 22P02 and 22P03. */
export function readParameter(type: ParameterType, format: Format, bytes: Buffer): ArrayItem {
  if (format === 0) return readParameterText(type, utf8(bytes));
  try {
    return type.isArray ? readArray(new ByteReader(bytes)) : binaryIn(type.kind, bytes);
  } catch (error) {
    // The message itself is whole: only this value is not what it should be.
    if (error instanceof PostgresError && error.fatal) throw badBinary(type.kind);
    throw error;
  }
}

/** The same of a value that is text. */
export function readParameterText({ kind, isArray }: ParameterType, text: string): ArrayItem {
  return isArray ? readArrayText(text).map((item) => eachText(kind, item)) : textIn(kind, text);
}

function eachText(kind: ParameterType['kind'], item: ArrayItem): ArrayItem {
  if (item === null) return null;
  return typeof item === 'string' ? textIn(kind, item) : item.map((inner) => eachText(kind, inner));
}

function textIn(kind: ParameterType['kind'], text: string): string {
  if (kind === 'bool') return booleanIn(text);
  if (kind === 'bytea') return blobText(byteaIn(text));
  if (kind === 'interval') return intervalLiteral(text);
  if (kind === 'date' || kind === 'timestamp' || kind === 'timestamptz') {
    const time = timeLiteral(text, kind);
    return time !== undefined && 'text' in time ? time.text : text;
  }
  return text;
}

function booleanIn(text: string): string {
  const word = text.trim().toLowerCase();
  const isStartOf = (whole: string) => word !== '' && whole.startsWith(word);
  if (isStartOf('true') || isStartOf('yes') || word === 'on' || word === '1') return 'true';
  if (isStartOf('false') || isStartOf('no') || word === 'off' || word === 'of' || word === '0') return 'false';
  throw new PostgresError('22P02', `invalid input syntax for type boolean: "${text.slice(0, 100)}"`);
}

/** `\x01ff`, or the older form with octal escapes. */
function byteaIn(text: string): Buffer {
  if (text.startsWith('\\x')) {
    const digits = text.slice(2).replace(/\s/g, '');
    if (!/^(?:[0-9a-f]{2})*$/i.test(digits)) throw new PostgresError('22P02', 'invalid hexadecimal digits of a bytea');
    return Buffer.from(digits, 'hex');
  }
  return Buffer.from(
    Buffer.from(text)
      .toString('latin1')
      .replace(/\\(\\|[0-3][0-7]{2})/g, (_, code: string) =>
        code === '\\' ? '\\' : String.fromCharCode(Number.parseInt(code, 8)),
      ),
    'latin1',
  );
}

function blobText(bytes: Buffer): string {
  return bytes.toString('hex').replace(/../g, (pair) => `\\x${pair}`);
}

function binaryIn(kind: ParameterType['kind'], bytes: Buffer): string {
  const reader = new ByteReader(bytes);
  const value = valueIn(kind, reader, bytes);
  reader.end();
  return value;
}

function valueIn(kind: ParameterType['kind'], reader: ByteReader, bytes: Buffer): string {
  const rest = () => reader.bytes(reader.left);
  switch (kind) {
    case 'bool':
      return reader.int8() === 0 ? 'false' : 'true';
    case 'int2':
      return String(reader.int16());
    case 'int4':
      return String(reader.int32());
    case 'int8':
      return String(reader.int64());
    case 'oid':
      return String(reader.uint32());
    case 'float4':
      return floatText(reader.float());
    case 'float8':
      return floatText(reader.double());
    case 'numeric':
      rest();
      return readNumeric(bytes);
    case 'bytea':
      return blobText(rest());
    case 'uuid':
      return reader
        .bytes(16)
        .toString('hex')
        .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    case 'jsonb':
      if (reader.int8() !== 1) throw badBinary(kind);
      return utf8(rest());
    case 'date':
      return beforeChrist(dateIn(reader.int32()));
    case 'time':
      return timeText(reader.int64());
    case 'timestamp':
      return beforeChrist(timestampIn(reader.int64(), ''));
    case 'timestamptz':
      return beforeChrist(timestampIn(reader.int64(), '+00'));
    case 'interval': {
      const micros = reader.int64();
      const days = reader.int32();
      return `${reader.int32()} months ${days} days ${micros} microseconds`;
    }
    default:
      return utf8(rest());
  }
}

/** JavaScript writes the zero below zero like the other one. */
function floatText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function dateIn(days: number): string {
  if (days === 2 ** 31 - 1) return 'infinity';
  return days === -(2 ** 31) ? '-infinity' : dateText(days + daysToPostgres);
}

function timestampIn(micros: bigint, zone: '' | '+00'): string {
  if (micros === 2n ** 63n - 1n) return 'infinity';
  return micros === -(2n ** 63n) ? '-infinity' : timestampText(micros + microsToPostgres, zone);
}

/** DuckDB writes it in brackets, behind the date. */
function beforeChrist(text: string): string {
  return text.endsWith(' BC') ? text.slice(0, -3).replace(/^\S+/, (date) => `${date} (BC)`) : text;
}

const deepest = 6;

function readArray(reader: ByteReader): ArrayItem {
  const dimensions = reader.int32();
  reader.int32();
  const element = parameterType(reader.uint32());
  if (dimensions < 0 || dimensions > deepest || element === undefined || element.isArray) throw badBinary('array');
  const sizes = Array.from({ length: dimensions }, () => {
    const size = reader.int32();
    reader.int32();
    // Each item has a length of four bytes at least.
    if (size < 0 || size > reader.left) throw badBinary('array');
    return size;
  });
  const { kind } = element;
  const count = sizes.reduce((product, size) => product * size, 1);
  if (sizes.length > 0 && count * 4 > reader.left) throw badBinary('array');
  const items = sizes.length === 0 || count === 0 ? [] : readItems(0);
  reader.end();
  return items;

  function readItems(level: number): readonly ArrayItem[] {
    return Array.from({ length: sizes[level] ?? 0 }, () => (level + 1 < sizes.length ? readItems(level + 1) : item()));
  }

  function item(): ArrayItem {
    const length = reader.int32();
    return length === -1 ? null : binaryIn(kind, reader.bytes(length));
  }
}

function badBinary(kind: string): PostgresError {
  return new PostgresError('22P03', `A parameter is no ${kind} in its binary form.`);
}
