import type { DuckDBType } from '@duckdb/node-api';
import type { BoundValue } from '../engine/bound-value.ts';
import { duckdb } from '../engine/duckdb.ts';
import { SkyqlError } from '../errors/skyql-error.ts';
import { variableOf } from '../sql/rewrite-idioms.ts';
import type { Parameters } from './database.ts';

const {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  DuckDBListType,
  DuckDBTimestampTZValue,
  HUGEINT,
  INTEGER,
  LIST,
  SQLNULL,
  TIMESTAMPTZ,
  VARCHAR,
  listValue,
} = duckdb;

/** A statement's parameters as variables of DuckDB, by their names, each with its own type. Throws INVALID_VALUE. */
export function parameterVariables(parameters: Parameters): ReadonlyMap<string, BoundValue> {
  return new Map(namedValues(parameters).map(([name, value]) => [variableOf(name), boundValue(name, value, 0)]));
}

/** Programs without types give anything: neither a Buffer nor a text that is an object is a list of parameters. */
function namedValues(parameters: Parameters): readonly (readonly [string, unknown])[] {
  if (Array.isArray(parameters))
    return Array.from(parameters as ArrayLike<unknown>, (value, index) => [String(index + 1), value] as const);
  const prototype: unknown = Object.getPrototypeOf(parameters);
  if (prototype === Object.prototype || prototype === null) return Object.entries(parameters);
  throw new SkyqlError(
    'INVALID_VALUE',
    `The parameters of a statement are a list or an object, not ${kindOf(parameters)}.`,
    {
      hint: "Give ['value'] for $1, or { name: 'value' } for $name.",
    },
  );
}

const deepest = 20;

/** What a value is for DuckDB. Only what is documented to be a value is one: whatever else is text only by accident. */
function boundValue(name: string, value: unknown, depth: number): BoundValue {
  if (value === null) return { value: null, type: SQLNULL };
  if (typeof value === 'string') return { value: wellFormed(name, value), type: VARCHAR };
  if (typeof value === 'boolean') return { value, type: BOOLEAN };
  if (typeof value === 'number') return boundNumber(value);
  if (typeof value === 'bigint') return boundInteger(name, value);
  if (Array.isArray(value) && depth < deepest) return boundList(name, value, depth);
  const time = timeOf(value);
  if (time !== undefined) return { value: new DuckDBTimestampTZValue(BigInt(time) * 1000n), type: TIMESTAMPTZ };
  throw invalid(name, `is ${kindOf(value)}, which is no value of SQL`);
}

function boundNumber(value: number): BoundValue {
  if (!Number.isSafeInteger(value)) return { value, type: DOUBLE };
  const isSmall = Math.abs(value) < 2 ** 31;
  return isSmall ? { value, type: INTEGER } : { value: BigInt(value), type: BIGINT };
}

function boundInteger(name: string, value: bigint): BoundValue {
  if (BigInt.asIntN(64, value) === value) return { value, type: BIGINT };
  if (BigInt.asIntN(128, value) === value) return { value, type: HUGEINT };
  throw invalid(name, 'is larger than any integer of SQL');
}

function boundList(name: string, values: readonly unknown[], depth: number): BoundValue {
  const bound = Array.from(values, (value) => boundValue(name, value, depth + 1));
  const type = bound.reduce<DuckDBType>((before, own) => {
    const common = commonType(before, own.type);
    if (common === undefined) throw invalid(name, `is a list of ${before} and ${own.type}`);
    return common;
  }, SQLNULL);
  const isInteger = type === BIGINT || type === HUGEINT;
  const items = bound.map(({ value }) => {
    if (typeof value === 'number' && isInteger) return BigInt(value);
    return typeof value === 'bigint' && type === DOUBLE ? Number(value) : value;
  });
  return { value: listValue(items), type: LIST(type) };
}

const numbers: readonly DuckDBType[] = [INTEGER, BIGINT, HUGEINT, DOUBLE];

/** The type that values of both types can have. */
function commonType(left: DuckDBType, right: DuckDBType): DuckDBType | undefined {
  if (left === SQLNULL) return right;
  if (left instanceof DuckDBListType && right instanceof DuckDBListType) {
    const inner = commonType(left.valueType, right.valueType);
    return inner && LIST(inner);
  }
  if (right === SQLNULL || String(left) === String(right)) return left;
  const wider = Math.max(numbers.indexOf(left), numbers.indexOf(right));
  return numbers.includes(left) && numbers.includes(right) ? numbers[wider] : undefined;
}

function wellFormed(name: string, text: string): string {
  if (text.includes('\0')) throw invalid(name, 'holds a NUL character');
  if (/\p{Surrogate}/u.test(text)) throw invalid(name, 'holds half a character, which is no valid Unicode');
  return text;
}

/** Milliseconds since 1970 of a Date itself, whatever methods it was given. */
function timeOf(value: unknown): number | undefined {
  try {
    const time = Date.prototype.getTime.call(value as Date);
    return Number.isNaN(time) ? undefined : time;
  } catch {
    return undefined;
  }
}

function invalid(name: string, what: string): SkyqlError {
  return new SkyqlError('INVALID_VALUE', `The parameter $${name} ${what}.`, {
    hint: 'Give a text, a number, true or false, null, a valid Date, or a list of these of one kind; JSON as text.',
  });
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (value instanceof Date) return 'no valid date';
  if (Array.isArray(value)) return 'a list within too many others';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
