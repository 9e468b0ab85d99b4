import { type Affinity, compareWith, integer, integerOrReal, numeric, type SqliteValue, text } from './sqlite-value.ts';

type Operator = (one: SqliteValue, other: SqliteValue) => SqliteValue;

/** SQLite's operators of two values (https://www.sqlite.org/lang_expr.html). */
export const operators: Readonly<Record<string, Operator>> = {
  '+': arithmetic(
    (one, other) => one + other,
    (one, other) => one + other,
  ),
  '-': arithmetic(
    (one, other) => one - other,
    (one, other) => one - other,
  ),
  '*': arithmetic(
    (one, other) => one * other,
    (one, other) => one * other,
  ),
  '/': arithmetic(
    (one, other) => (other === 0n ? null : one / other),
    (one, other) => (other === 0 ? null : one / other),
  ),
  '%': (one, other) => {
    const [left, right] = [numeric(one), numeric(other)];
    // A text is cast here, and no number first: '1e2' is 1.
    const [dividend, divisor] = [integer(one), integer(other)];
    if (dividend === null || divisor === null || divisor === 0n) return null;
    const rest = dividend % divisor;
    return typeof left === 'bigint' && typeof right === 'bigint' ? rest : Number(rest);
  },
  '&': ofBits((one, other) => one & other),
  '|': ofBits((one, other) => one | other),
  '<<': ofBits(shifted),
  '>>': ofBits((one, other) => shifted(one, -other)),
  '||': (one, other) => {
    const [left, right] = [text(one), text(other)];
    return left === null || right === null ? null : left + right;
  },
};

function arithmetic(
  ofIntegers: (one: bigint, other: bigint) => bigint | null,
  ofReals: (one: number, other: number) => number | null,
): Operator {
  return (given, givenOther) => {
    const [one, other] = [numeric(given), numeric(givenOther)];
    if (one === null || other === null) return null;
    if (typeof one === 'bigint' && typeof other === 'bigint') {
      const result = ofIntegers(one, other);
      return result === null ? null : integerOrReal(result);
    }
    const result = ofReals(Number(one), Number(other));
    return result === null || Number.isNaN(result) ? null : result;
  };
}

function ofBits(of: (one: bigint, other: bigint) => bigint): Operator {
  return (one, other) => {
    const [left, right] = [integer(numericOf(one)), integer(numericOf(other))];
    return left === null || right === null ? null : BigInt.asIntN(64, of(left, right));
  };
}

/** A text is a number first: '1e2' is 100 to `&`, and 1 to CAST. */
function numericOf(value: SqliteValue): SqliteValue {
  return typeof value === 'string' ? integer(value) : value;
}

function shifted(value: bigint, by: bigint): bigint {
  if (by >= 64n) return 0n;
  if (by <= -64n) return value < 0n ? -1n : 0n;
  return by >= 0n ? value << by : value >> -by;
}

/** `-value`. */
export function negated(value: SqliteValue): SqliteValue {
  const number = numeric(value);
  if (number === null) return null;
  return typeof number === 'bigint' ? integerOrReal(-number) : -number;
}

/** `=`, `<`, `is`, ... between values of two affinities: 1, 0 or NULL. */
export function compared(
  operator: string,
  one: SqliteValue,
  other: SqliteValue,
  own: Affinity,
  others: Affinity,
): SqliteValue {
  if (operator === 'is' || operator === 'is not') {
    const isSame = one === null || other === null ? one === other : compareWith(one, other, own, others) === 0;
    return isSame === (operator === 'is') ? 1n : 0n;
  }
  const order = compareWith(one, other, own, others);
  if (order === undefined) return null;
  return comparisons[operator]?.(order) === true ? 1n : 0n;
}

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};
