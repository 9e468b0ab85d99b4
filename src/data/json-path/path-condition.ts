import { compareDecimals } from '../decimal.ts';
import { matchesInTime } from '../match-in-time.ts';
import { type PathItem, type PathScope, unwrapped, valuesOf } from './follow-path.ts';
import { JsonPathError, PathMismatch } from './json-path-error.ts';
import type { Comparison, PathCondition, PathExpression } from './json-path-node.ts';
import { decimalOfNumber, isPathNumber, type PathNumber } from './path-number.ts';
import { comparePathTimes, PathTime } from './path-time.ts';

/** Undefined where it is unknown, as between a text and a number. */
export type Truth = boolean | undefined;

/** Whether a condition holds. Where a value cannot be had it is unknown. */
export function holds(condition: PathCondition, scope: PathScope): Truth {
  switch (condition.kind) {
    case 'and': {
      const left = holds(condition.left, scope);
      if (left === false) return false;
      const right = holds(condition.right, scope);
      return right === true ? left : right;
    }
    case 'or': {
      const left = holds(condition.left, scope);
      if (left === true) return true;
      const right = holds(condition.right, scope);
      return right === false ? left : right;
    }
    case 'not': {
      const truth = holds(condition.of, scope);
      return truth === undefined ? undefined : !truth;
    }
    case 'is unknown':
      return holds(condition.of, scope) === undefined;
    case 'exists':
      return unlessMismatch(() => {
        // In the mode strict all are looked at, as one may fail.
        const values = valuesOf(condition.of, scope);
        return scope.isLax ? isAny(values) : [...values].length > 0;
      });
    case 'comparison':
      return anyPair(condition.left, condition.right, scope, (one, other) =>
        compared(one, condition.operator, other, scope),
      );
    case 'starts with':
      return anyPair(condition.of, condition.start, scope, (value, start) =>
        typeof value === 'string' && typeof start === 'string' ? value.startsWith(start) : undefined,
      );
    case 'like_regex':
      return anyPair(condition.of, { kind: 'constant', value: null }, scope, (value) => {
        if (typeof value !== 'string') return undefined;
        const matches = matchesInTime(condition.expression, value);
        if (matches === undefined)
          throw new JsonPathError('The expression of like_regex does not come to an end in time.');
        return matches;
      });
  }
}

function unlessMismatch<Result>(of: () => Result): Result | undefined {
  try {
    return of();
  } catch (error) {
    if (error instanceof PathMismatch) return undefined;
    throw error;
  }
}

function isAny(items: Iterable<PathItem>): boolean {
  for (const _ of items) return true;
  return false;
}

/** Whether any pair of values of two expressions is so. In the mode strict one pair that cannot be told leaves all unknown. */
function anyPair(
  left: PathExpression,
  right: PathExpression,
  scope: PathScope,
  test: (one: unknown, other: unknown) => Truth,
): Truth {
  const sides = unlessMismatch(() => [left, right].map((side) => [...unwrapped(valuesOf(side, scope), scope)]));
  if (sides === undefined) return undefined;
  const [ones = [], others = []] = sides;
  let found = false;
  let isUnknown = false;
  for (const { value: one } of ones) {
    for (const { value: other } of others) {
      const truth = test(one, other);
      if (truth === undefined) {
        if (!scope.isLax) return undefined;
        isUnknown = true;
      } else if (truth) {
        if (scope.isLax) return true;
        found = true;
      }
    }
  }
  if (found) return true;
  return isUnknown ? undefined : false;
}

function compared(one: unknown, operator: Comparison, other: unknown, scope: PathScope): Truth {
  if ((one === null) !== (other === null)) return operator === '!=';
  const order = orderOf(one, other, scope);
  if (order === undefined) return undefined;
  switch (operator) {
    case '==':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

/** Negative where the one stands before the other; undefined where no order is between them. */
function orderOf(one: unknown, other: unknown, { usesZone }: PathScope): number | undefined {
  if (one === null && other === null) return 0;
  if (typeof one === 'boolean' && typeof other === 'boolean') return Number(one) - Number(other);
  if (isPathNumber(one) && isPathNumber(other)) return numberOrder(one, other);
  if (typeof one === 'string' && typeof other === 'string') return textOrder(one, other);
  if (!(one instanceof PathTime && other instanceof PathTime)) return undefined;
  const order = comparePathTimes(one, other, usesZone);
  if (order !== 'zone') return order;
  const [from, to] = one.kind.endsWith('tz') ? [other, one] : [one, other];
  throw new JsonPathError(
    `cannot convert value from ${from.kind} to ${to.kind} without time zone usage\nUse *_tz() function for time zone support.`,
  );
}

function numberOrder(one: PathNumber, other: PathNumber): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return compareDecimals(decimalOfNumber(one), decimalOfNumber(other));
}

/** By code points: JavaScript's own order is that of UTF-16. */
function textOrder(one: string, other: string): number {
  if (one === other) return 0;
  const [left, right] = [[...one], [...other]];
  const at = left.findIndex((letter, index) => letter !== right[index]);
  if (at === -1) return -1;
  return right[at] === undefined ? 1 : (left[at]?.codePointAt(0) ?? 0) - (right[at].codePointAt(0) ?? 0);
}
