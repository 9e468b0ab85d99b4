import { formatted } from './format.ts';
import { jsonText } from './manifest.ts';
import { fieldNames, fieldOf, hasField, inCodePoints, objectOf } from './objects.ts';
import { isArray, isObjectValue, typeOf, type Value } from './value.ts';

/** What an operator makes of two values; `&&`, `||` and `in super` are none of values. Throws an Error. */
export function applied(operator: string, left: Value, right: Value): Value {
  switch (operator) {
    case '+':
      return sum(left, right);
    case '==':
      return isEqual(left, right);
    case '!=':
      return !isEqual(left, right);
    case '<':
      return compare(left, right) < 0;
    case '<=':
      return compare(left, right) <= 0;
    case '>':
      return compare(left, right) > 0;
    case '>=':
      return compare(left, right) >= 0;
    case 'in':
      if (typeof left === 'string' && isObjectValue(right)) return hasField(right, left);
      throw mismatch(operator, left, right);
    case '%':
      if (typeof left === 'string') return formatted(left, right);
      return arithmetic(operator, left, right);
    default:
      return arithmetic(operator, left, right);
  }
}

/** What `!`, `-`, `+` and `~` make of a value. Throws an Error. */
export function negated(operator: string, operand: Value): Value {
  if (operator === '!') {
    if (typeof operand === 'boolean') return !operand;
  } else if (typeof operand === 'number') {
    return operator === '-'
      ? -operand
      : operator === '~'
        ? Number(BigInt.asIntN(64, ~BigInt(Math.trunc(operand))))
        : operand;
  }
  throw new Error(`${operator} does not go with ${typeOf(operand)}.`);
}

/** A text as it stands, anything else as JSON on one line. */
export function textOf(value: Value): string {
  return typeof value === 'string' ? value : jsonText(value, 'line');
}

function sum(left: Value, right: Value): Value {
  if (typeof left === 'string' || typeof right === 'string') return textOf(left) + textOf(right);
  if (isArray(left) && isArray(right)) return { kind: 'array', elements: [...left.elements, ...right.elements] };
  if (isObjectValue(left) && isObjectValue(right)) return objectOf([...left.layers, ...right.layers]);
  return arithmetic('+', left, right);
}

function arithmetic(operator: string, left: Value, right: Value): number {
  if (typeof left !== 'number' || typeof right !== 'number') throw mismatch(operator, left, right);
  if ((operator === '/' || operator === '%') && right === 0) throw new Error('Division by zero.');
  return finite(calculated(operator, left, right));
}

function calculated(operator: string, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    default:
      return bits(operator, left, right);
  }
}

function bits(operator: string, left: number, right: number): number {
  const [one, other] = [BigInt(Math.trunc(left)), BigInt(Math.trunc(right))];
  if (operator.length === 2 && other < 0n) throw new Error(`${operator} takes no negative number of bits.`);
  const made: Readonly<Record<string, () => bigint>> = {
    '&': () => one & other,
    '|': () => one | other,
    '^': () => one ^ other,
    '<<': () => one << (other % 64n),
    '>>': () => one >> (other % 64n),
  };
  return Number(BigInt.asIntN(64, made[operator]?.() ?? 0n));
}

/** A number that JSON has. */
export function finite(value: number): number {
  if (!Number.isFinite(value)) throw new Error('The result is too great for a number.');
  return value;
}

export function isEqual(left: Value, right: Value): boolean {
  if (isArray(left) && isArray(right))
    return (
      left.elements.length === right.elements.length &&
      left.elements.every((element, index) => isEqual(element(), right.elements[index]?.() ?? null))
    );
  if (isObjectValue(left) && isObjectValue(right)) {
    const names = fieldNames(left);
    const others = fieldNames(right);
    return (
      names.length === others.length &&
      names.every((name, index) => name === others[index]) &&
      names.every((name) => isEqual(fieldOf(left, name) ?? null, fieldOf(right, name) ?? null))
    );
  }
  if (typeOf(left) === 'function' && typeOf(right) === 'function') throw new Error('Functions cannot be compared.');
  return left === right;
}

/** Below, at or above 0: of numbers, texts and lists. Throws for all else. */
export function compare(left: Value, right: Value): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return inCodePoints(left, right);
  if (!isArray(left) || !isArray(right)) throw mismatch('<', left, right);
  for (const [index, element] of left.elements.entries()) {
    const other = right.elements[index];
    if (other === undefined) return 1;
    const difference = compare(element(), other());
    if (difference !== 0) return difference;
  }
  return left.elements.length - right.elements.length;
}

function mismatch(operator: string, left: Value, right: Value): Error {
  return new Error(`${operator} does not go with ${typeOf(left)} and ${typeOf(right)}.`);
}
