import { compareDecimals, type Decimal, decimalOf, negateDecimal, roundedBy, wholeDecimal } from '../decimal.ts';
import { JsonPathError, PathMismatch } from './json-path-error.ts';
import { decimalOfNumber, isPathNumber, numberOf, numberOfDecimal, type PathNumber } from './path-number.ts';
import { isoTime, PathTime } from './path-time.ts';
import { isTimeMethod, toTimeOf } from './time-methods.ts';
import { templateTime } from './time-template.ts';

/** What a method makes of one value. Throws a PathMismatch where it takes none such. */
type PathMethod = (value: unknown, given: readonly unknown[]) => unknown;

/** Methods of one value each. Where the mode is lax they go over the elements of a list; `type`, `size` and `keyvalue` are the evaluator's. */
const methods: Readonly<Record<string, PathMethod>> = {
  abs: ofNumber('abs', (decimal) => (decimal.units < 0n ? negateDecimal(decimal) : decimal)),
  ceiling: ofNumber('ceiling', (decimal) => wholeDecimal(decimal, 'up')),
  floor: ofNumber('floor', (decimal) => wholeDecimal(decimal, 'down')),
  double: toDouble,
  bigint: (value) => toWhole(value, 'bigint', 63n),
  integer: (value) => toWhole(value, 'integer', 31n),
  number: (value) => toNumber(value, 'number'),
  decimal: toDecimal,
  boolean: toBoolean,
  string: toText,
  datetime: toTime,
};

const ofEvaluator = ['type', 'size', 'keyvalue'];

export function isPathMethod(name: string): boolean {
  return Object.hasOwn(methods, name) || isTimeMethod(name) || ofEvaluator.includes(name);
}

export function applyPathMethod(name: string, value: unknown, given: readonly unknown[], usesZone: boolean): unknown {
  const most = { decimal: 2, datetime: 1 }[name] ?? (isTimeMethod(name) && name !== 'date' ? 1 : 0);
  if (given.length > most)
    throw new JsonPathError(`The method .${name}() takes ${most === 0 ? 'no' : most} arguments.`);
  return isTimeMethod(name) ? toTimeOf(name, value, given, usesZone) : methods[name]?.(value, given);
}

function mismatch(method: string, takes: string): PathMismatch {
  return new PathMismatch(`jsonpath item method .${method}() can only be applied to ${takes}`);
}

function ofNumber(name: string, of: (decimal: Decimal) => Decimal): PathMethod {
  return (value) => {
    if (!isPathNumber(value)) throw mismatch(name, 'a numeric value');
    return numberOfDecimal(of(decimalOfNumber(value)));
  };
}

function toDouble(value: unknown): PathNumber {
  if (isPathNumber(value)) {
    if (!Number.isFinite(Number(typeof value === 'number' ? value : value.text)))
      throw invalid(value, 'double', 'double precision');
    return value;
  }
  if (typeof value !== 'string') throw mismatch('double', 'a string or numeric value');
  const number = decimalOf(value.trim()) === undefined ? Number.NaN : Number(value);
  if (!Number.isFinite(number)) throw invalid(value, 'double', 'double precision');
  return numberOf(String(Number(number.toPrecision(15)))) ?? number;
}

function invalid(value: unknown, method: string, type: string): PathMismatch {
  const written = isPathNumber(value) && typeof value !== 'number' ? value.text : String(value);
  return new PathMismatch(`argument "${written}" of jsonpath item method .${method}() is invalid for type ${type}`);
}

function toNumber(value: unknown, method: string): PathNumber {
  if (isPathNumber(value)) return value;
  if (typeof value !== 'string') throw mismatch(method, 'a string or numeric value');
  const decimal = decimalOf(value.trim());
  if (decimal === undefined) throw invalid(value, method, 'numeric');
  return numberOfDecimal(decimal);
}

function toWhole(value: unknown, method: string, bits: bigint): PathNumber {
  const type = method;
  if (typeof value === 'string' && !/^\s*[+-]?\d+\s*$/.test(value)) throw invalid(value, method, type);
  const whole = roundedBy(decimalOfNumber(toNumber(value, method)), 0);
  const [least, most] = [-(2n ** bits), 2n ** bits - 1n].map((units) => ({ units, scale: 0 })) as [Decimal, Decimal];
  if (compareDecimals(whole, least) < 0 || compareDecimals(whole, most) > 0) throw invalid(value, method, type);
  return numberOfDecimal(whole);
}

function toDecimal(value: unknown, [precision, scale = 0]: readonly unknown[]): PathNumber {
  const number = toNumber(value, 'decimal');
  if (precision === undefined) return number;
  const [digits, behind] = [Number(precision), Number(scale)];
  if (!(digits >= 1 && digits <= 1000))
    throw new PathMismatch(`NUMERIC precision ${digits} must be between 1 and 1000`);
  if (!(behind >= 0 && behind <= 1000)) throw new PathMismatch(`NUMERIC scale ${behind} must be between 0 and 1000`);
  const rounded = roundedBy(decimalOfNumber(number), behind);
  const padded = { units: rounded.units * 10n ** BigInt(behind - rounded.scale), scale: behind };
  const size = padded.units < 0n ? -padded.units : padded.units;
  if (size >= 10n ** BigInt(digits)) throw invalid(value, 'decimal', 'numeric');
  return numberOfDecimal(padded);
}

const words: readonly (readonly [RegExp, boolean])[] = [
  [/^\s*(?:t|tr|tru|true|y|ye|yes|on|1)\s*$/i, true],
  [/^\s*(?:f|fa|fal|fals|false|n|no|of|off|0)\s*$/i, false],
];

function toBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (isPathNumber(value)) {
    const { units, scale } = decimalOfNumber(value);
    if (scale > 0) throw invalid(value, 'boolean', 'boolean');
    return units !== 0n;
  }
  if (typeof value !== 'string') throw mismatch('boolean', 'a boolean, string, or numeric value');
  const found = words.find(([form]) => form.test(value));
  if (found === undefined) throw invalid(value, 'boolean', 'boolean');
  return found[1];
}

function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof PathTime) return value.text;
  if (isPathNumber(value)) return typeof value === 'number' ? String(value) : value.text;
  throw mismatch('string', 'a boolean, string, numeric, or datetime value');
}

function toTime(value: unknown, [template]: readonly unknown[]): PathTime {
  if (typeof value !== 'string') throw mismatch('datetime', 'a string');
  if (template !== undefined && typeof template !== 'string')
    throw new JsonPathError('The template of .datetime() is no text.');
  const time = template === undefined ? isoTime(value) : templateTime(value, template);
  if (time !== undefined) return time;
  throw new PathMismatch(
    template === undefined
      ? `datetime format is not recognized: "${value}"\nUse a datetime template argument to specify the input data format.`
      : `The text "${value}" is no time of the form "${template}".`,
  );
}
