import { jsonArray, jsonFunctions, jsonObject } from './json-functions.ts';
import { matchesGlob, matchesLike } from './pattern-match.ts';
import { compared, negated, operators } from './sqlite-operators.ts';
import {
  type Affinity,
  type Argument,
  compare,
  integer,
  integerOrReal,
  numeric,
  plain,
  real,
  type SqliteValue,
  text,
  truth,
  typeOf,
  wholeNumber,
} from './sqlite-value.ts';
import { formatted, rounded } from './text-format.ts';
import { textFunctions } from './text-functions.ts';
import { timeFunctions } from './time-functions.ts';

export type SqliteFunction = (args: readonly Argument[]) => Argument;

type Of = (...args: readonly SqliteValue[]) => SqliteValue;

/** What SQLite's functions and operators make of their arguments (https://www.sqlite.org/lang_corefunc.html). */
const core: Readonly<Record<string, Of>> = {
  ...operators,
  negate: (value = null) => negated(value),
  '~': (value = null) => {
    const number = integer(value);
    return number === null ? null : ~number;
  },
  like: (pattern = null, value = null, mark) => matched(matchesLike, pattern, value, mark),
  glob: (pattern = null, value = null) => matched(matchesGlob, pattern, value, undefined),
  abs: (value = null) => {
    const number = typeof value === 'string' ? real(value) : value;
    if (typeof number === 'bigint') return number < 0n ? overflowing(-number) : number;
    return number === null ? null : Math.abs(Number(number));
  },
  sign: (value = null) => {
    const number = typeof value === 'string' ? wholeNumber(value) : value;
    if (number === null || number === undefined) return null;
    return number > 0 ? 1n : number < 0 ? -1n : 0n;
  },
  round: (value = null, places = 0n) => {
    const [number, count] = [real(value), integer(places)];
    if (number === null || count === null) return null;
    return rounded(number, Number(count < 0n ? 0n : count));
  },
  max: (...values) => extreme(values, 1),
  min: (...values) => extreme(values, -1),
  nullif: (one = null, other = null) => (compare(one, other) === 0 ? null : one),
  typeof: (value = null) => typeOf(value),
  text: (value = null) => text(value),
  number: (value = null) => numeric(value),
  real: (value = null) => real(value),
  integer: (value = null) => integer(value),
  'cast numeric': (value = null) => asNumeric(value),
  truth: (value = null) => {
    const answer = truth(value);
    return answer === undefined ? null : answer ? 1n : 0n;
  },
  format: formattedPlain,
  printf: formattedPlain,
  ...textFunctions,
  ...Object.fromEntries(
    (['sqrt', 'exp', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'sinh', 'cosh', 'tanh'] as const).map((name) => [
      name,
      ofReal(Math[name]),
    ]),
  ),
  ln: ofReal(logarithm(Math.log)),
  log10: ofReal(logarithm(Math.log10)),
  log2: ofReal(logarithm(Math.log2)),
  log: (one = null, other) => {
    const [base, value] = other === undefined ? [10, mathReal(one)] : [mathReal(one), real(other) ?? undefined];
    if (base === undefined || value === undefined || base <= 1 || value <= 0) return null;
    return finite(base === 10 ? Math.log10(value) : base === 2 ? Math.log2(value) : Math.log(value) / Math.log(base));
  },
  pow: power,
  power,
  atan2: (one = null, other = null) => {
    const [y, x] = [mathReal(one), mathReal(other)];
    return y === undefined || x === undefined ? null : Math.atan2(y, x);
  },
  mod: (one = null, other = null) => {
    const [dividend, divisor] = [mathReal(one), mathReal(other)];
    return dividend === undefined || divisor === undefined ? null : finite(dividend % divisor);
  },
  pi: () => Math.PI,
  radians: ofReal((value) => value * (Math.PI / 180)),
  degrees: ofReal((value) => value * (180 / Math.PI)),
  ceil: ofNumber(Math.ceil),
  ceiling: ofNumber(Math.ceil),
  floor: ofNumber(Math.floor),
  trunc: ofNumber(Math.trunc),
};

function formattedPlain(...values: readonly SqliteValue[]): SqliteValue {
  return formatted(...values);
}

function matched(
  matches: (pattern: string, value: string, mark?: string) => boolean,
  pattern: SqliteValue,
  value: SqliteValue,
  given: SqliteValue | undefined,
): SqliteValue {
  const [form, written] = [text(pattern), text(value)];
  if (form === null || written === null || given === null) return null;
  const mark = given === undefined ? undefined : (text(given) ?? '');
  if (mark !== undefined && [...mark].length !== 1) throw new Error('ESCAPE expression must be a single character');
  return matches(form, written, mark) ? 1n : 0n;
}

function overflowing(value: bigint): bigint {
  const number = integerOrReal(value);
  if (typeof number === 'bigint') return number;
  throw new Error('integer overflow');
}

/** The greatest or least; of equal ones min gives the last and max the first. */
function extreme(values: readonly SqliteValue[], direction: 1 | -1): SqliteValue {
  if (values.includes(null)) return null;
  return values.reduce((best, value) => {
    const order = compare(value, best) ?? 0;
    return (direction === 1 ? order > 0 : order <= 0) ? value : best;
  });
}

function asNumeric(value: SqliteValue): SqliteValue {
  const number = numeric(value);
  if (typeof value !== 'string' || typeof number !== 'number') return number;
  const whole = integer(number);
  return whole !== null && Number(whole) === number && Math.abs(number) < 2 ** 63 ? whole : number;
}

/** Of integers an integer, of others a real; of a text the number that it starts with. */
function sum(values: readonly SqliteValue[]): SqliteValue {
  const numbers = values
    .filter((value) => value !== null)
    .map((value) => (typeof value === 'string' ? (wholeNumber(value) ?? real(value)) : value));
  if (numbers.length === 0) return null;
  if (numbers.every((number) => typeof number === 'bigint')) {
    return overflowing(numbers.reduce<bigint>((total, number) => total + BigInt(number as bigint), 0n));
  }
  return numbers.reduce<number>((total, number) => total + Number(number), 0);
}

function mathReal(value: SqliteValue): number | undefined {
  const number = typeof value === 'string' ? wholeNumber(value) : value;
  return number === null || number === undefined ? undefined : Number(number);
}

function ofReal(of: (value: number) => number): Of {
  return (value = null) => {
    const number = mathReal(value);
    return number === undefined ? null : finite(of(number));
  };
}

function logarithm(of: (value: number) => number): (value: number) => number {
  return (value) => (value <= 0 ? Number.NaN : of(value));
}

function finite(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function power(one: SqliteValue = null, other: SqliteValue = null): SqliteValue {
  const [base, exponent] = [mathReal(one), mathReal(other)];
  return base === undefined || exponent === undefined ? null : finite(base ** exponent);
}

function ofNumber(of: (value: number) => number): Of {
  return (value = null) => {
    const number = typeof value === 'string' ? wholeNumber(value) : value;
    if (number === null || number === undefined) return null;
    return typeof number === 'bigint' ? number : of(number);
  };
}

const affinities: Readonly<Record<string, Affinity>> = { t: 'text', n: 'numeric', '-': 'none' };

/** `compare = tn`: the operator, and a letter for what each side is. */
function comparison(name: string): Of | undefined {
  const match = /^compare (.+) ([tn-])([tn-])$/.exec(name);
  if (match === null) return undefined;
  const [, operator = '', own = '-', others = '-'] = match;
  return (one = null, other = null) =>
    compared(operator, one, other, affinities[own] ?? 'none', affinities[others] ?? 'none');
}

/** Those that take the values of all rows of a group. */
const ofMany: Readonly<Record<string, SqliteFunction>> = {
  sum: (args) => sum(args.map(plain)),
  json_array: jsonArray,
  json_object: jsonObject,
  'tag Key': tagPart('Key'),
  'tag Value': tagPart('Value'),
};

/** A part of a row of `json_each(tags)`: an object is a tag of a list, a text is that of a map. */
function tagPart(part: string): SqliteFunction {
  return ([key = null, value = null, type = null]) => {
    if (type !== 'object') return part === 'Key' ? key : value;
    const named = (name: string): Argument => jsonFunctions.json_extract?.(value, `$.${name}`) ?? null;
    return named(part) ?? named(`Tag${part}`);
  };
}

const found = new Map<string, SqliteFunction | undefined>();

/** The function of a name, which each row asks for; undefined of a name that is none. */
export function sqliteFunction(name: string): SqliteFunction | undefined {
  if (!found.has(name)) found.set(name, functionNamed(name));
  return found.get(name);
}

function functionNamed(name: string): SqliteFunction | undefined {
  if (name === 'value') return ([value = null]) => value;
  if (Object.hasOwn(ofMany, name)) return ofMany[name];
  const own = jsonFunctions[name] ?? timeFunctions[name];
  if (own !== undefined) return (args) => own(...args);
  const of = Object.hasOwn(core, name) ? core[name] : comparison(name);
  return of === undefined ? undefined : (args) => of(...args.map(plain));
}
