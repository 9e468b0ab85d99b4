import { isBigNumber, wholeNumber } from '../../data/exact-json.ts';
import type { Shape, ShapeReference, TimestampFormat, WireValue } from '../service-model.ts';
import { mismatch } from './structure-values.ts';
import { formatTimestamp, parseTimestamp } from './timestamps.ts';
import { WireError } from './wire-error.ts';

const base64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;
const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const specialNumbers: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
};

/** A scalar as text: in forms, XML, headers and paths. */
export function scalarToText(
  shape: Shape,
  reference: ShapeReference,
  value: WireValue,
  defaultFormat: TimestampFormat,
  path: string,
): string {
  switch (shape.type) {
    case 'blob':
      return bytesToBase64(value, path);
    case 'boolean':
      if (typeof value !== 'boolean') throw mismatch('true or false', value, path);
      return String(value);
    case 'timestamp':
      if (typeof value !== 'string') throw mismatch('a timestamp as ISO 8601 text', value, path);
      return formatTimestamp(value, timestampFormatOf(shape, reference) ?? defaultFormat, path);
    case 'integer':
    case 'long':
      if (isBigNumber(value)) return value;
      if (typeof value !== 'number') throw mismatch('a number', value, path);
      return String(value);
    case 'float':
    case 'double':
      if (typeof value !== 'number') throw mismatch('a number', value, path);
      return String(value);
    default:
      if (typeof value !== 'string') throw mismatch('a string', value, path);
      return value;
  }
}

/** The scalar that text stands for; a WireError when the text is not of the shape's type. */
export function textToScalar(shape: Shape, text: string, path: string): WireValue {
  switch (shape.type) {
    case 'blob':
      return base64ToBytes(text, path);
    case 'boolean':
      if (text === 'true' || text === 'false') return text === 'true';
      throw new WireError(`'${shorten(text)}' is not a boolean`, { path });
    case 'integer':
    case 'long': {
      const number = wholeNumber(text.trim());
      if (number !== undefined) return number;
      throw new WireError(`'${shorten(text)}' is not an integer`, { path });
    }
    case 'float':
    case 'double':
      return textToNumber(text, path);
    case 'timestamp':
      return parseTimestamp(text.trim(), path);
    default:
      return text;
  }
}

export function textToNumber(text: string, path: string): number {
  const special = Object.hasOwn(specialNumbers, text) ? specialNumbers[text] : undefined;
  if (special !== undefined) return special;
  if (decimal.test(text.trim())) return Number(text);
  throw new WireError(`'${shorten(text)}' is not a number`, { path });
}

export function timestampFormatOf(shape: Shape, reference: ShapeReference): TimestampFormat | undefined {
  return reference.timestampFormat ?? shape.timestampFormat;
}

/** Text stands for its UTF-8 bytes, as in every AWS client. */
export function bytesToBase64(value: WireValue, path: string): string {
  if (typeof value === 'string') return Buffer.from(value, 'utf8').toString('base64');
  if (!(value instanceof Uint8Array)) throw mismatch('binary data', value, path);
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
}

export function base64ToBytes(text: string, path: string): Uint8Array {
  if (!base64.test(text)) throw new WireError('Invalid base64 found in a binary value', { path });
  return new Uint8Array(Buffer.from(text, 'base64'));
}

function shorten(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
