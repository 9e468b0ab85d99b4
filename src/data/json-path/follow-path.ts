import {
  addDecimals,
  decimalRemainder,
  divideDecimals,
  multiplyDecimals,
  negateDecimal,
  wholeDecimal,
} from '../decimal.ts';
import { isObject } from '../is-object.ts';
import { jsonPointer } from '../json-pointer.ts';
import { JsonPathError, PathMismatch } from './json-path-error.ts';
import type { PathExpression, PathRange, PathStep } from './json-path-node.ts';
import { holds } from './path-condition.ts';
import { applyPathMethod } from './path-methods.ts';
import { decimalOfNumber, ExactNumber, isPathNumber, numberOfDecimal } from './path-number.ts';
import { PathTime } from './path-time.ts';

/** A value that a path leads to, and where it stands in the document: a JSON Pointer, or nowhere where it was computed. */
export interface PathItem {
  readonly value: unknown;
  readonly place?: string | undefined;
}

/** What holds while a path is followed. */
export interface PathScope {
  readonly root: PathItem;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Lists and values stand for each other in the mode lax. */
  readonly isLax: boolean;
  /** Whether what is not there is no error: always in the mode lax, and behind `.**`. */
  readonly ignoresAbsence: boolean;
  /** Whether times without a time zone compare with those that have one, as those of UTC. */
  readonly usesZone: boolean;
  readonly current?: PathItem;
  /** How long the list is whose subscript is read. */
  readonly size?: number;
}

export type PathItems = Iterable<PathItem>;

export function isDocumentObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) && !(value instanceof ExactNumber) && !(value instanceof PathTime);
}

/** The values of an expression, each made when it is asked for: who needs one alone does not see what fails behind it. */
export function* valuesOf(expression: PathExpression, scope: PathScope): PathItems {
  switch (expression.kind) {
    case 'root':
      return yield scope.root;
    case 'current':
      return yield scope.current ?? scope.root;
    case 'last':
      return yield { value: (scope.size ?? 0) - 1 };
    case 'constant':
      return yield { value: expression.value };
    case 'variable':
      if (!Object.hasOwn(scope.variables, expression.name))
        throw new JsonPathError(`could not find jsonpath variable "${expression.name}"`);
      return yield { value: scope.variables[expression.name] };
    case 'condition':
      return yield { value: holds(expression.condition, scope) ?? null };
    case 'chain':
      for (const item of valuesOf(expression.of, scope)) yield* stepsFrom(item, expression.steps, 0, scope);
      return;
    case 'sign':
      for (const { value } of unwrapped(valuesOf(expression.of, scope), scope)) {
        if (!isPathNumber(value))
          throw new PathMismatch(`operand of unary jsonpath operator ${expression.sign} is not a numeric value`);
        yield { value: expression.sign === '+' ? value : numberOfDecimal(negateDecimal(decimalOfNumber(value))) };
      }
      return;
    case 'arithmetic':
      return yield { value: computed(expression, scope) };
  }
}

/** In the mode lax a list stands for its elements. */
export function* unwrapped(items: PathItems, { isLax }: PathScope): PathItems {
  for (const item of items) {
    if (isLax && Array.isArray(item.value)) yield* elementsOf(item);
    else yield item;
  }
}

function* elementsOf({ value, place }: PathItem): PathItems {
  if (!Array.isArray(value)) return;
  for (const [index, element] of value.entries()) yield child(element, place, String(index));
}

function* membersOf({ value, place }: PathItem): PathItems {
  if (!isDocumentObject(value)) return;
  for (const key of Object.keys(value)) yield child(value[key], place, key);
}

function child(value: unknown, place: string | undefined, key: string): PathItem {
  return { value, place: place === undefined ? undefined : place + jsonPointer([key]) };
}

function computed(
  { operator, left, right }: Extract<PathExpression, { kind: 'arithmetic' }>,
  scope: PathScope,
): unknown {
  const [one, other] = (['left', 'right'] as const).map((side) => {
    const items = [...unwrapped(valuesOf(side === 'left' ? left : right, scope), scope)];
    const value = items[0]?.value;
    if (items.length !== 1 || !isPathNumber(value))
      throw new PathMismatch(`${side} operand of jsonpath operator ${operator} is not a single numeric value`);
    return decimalOfNumber(value);
  }) as [ReturnType<typeof decimalOfNumber>, ReturnType<typeof decimalOfNumber>];
  const result = {
    '+': () => addDecimals(one, other),
    '-': () => addDecimals(one, negateDecimal(other)),
    '*': () => multiplyDecimals(one, other),
    '/': () => divideDecimals(one, other),
    '%': () => decimalRemainder(one, other),
  }[operator]();
  if (result === undefined) throw new PathMismatch('division by zero');
  return numberOfDecimal(result);
}

function* stepsFrom(item: PathItem, steps: readonly PathStep[], at: number, scope: PathScope): PathItems {
  const step = steps[at];
  if (step === undefined) return yield item;
  if (step.kind === 'descendants') {
    // What stands anywhere is not everywhere: from here on that is no error.
    const inner = { ...scope, ignoresAbsence: true };
    for (const found of descendants(item, step, 0)) yield* stepsFrom(found, steps, at + 1, inner);
    return;
  }
  for (const found of stepFrom(item, step, scope)) yield* stepsFrom(found, steps, at + 1, scope);
}

function* descendants(
  item: PathItem,
  range: { readonly first: number; readonly last: number },
  level: number,
): PathItems {
  const isLeaf = !Array.isArray(item.value) && !isDocumentObject(item.value);
  // `.**{last}` is the leaves.
  const isLast = range.first === range.last && range.first === 0xffff_ffff;
  if (isLast ? isLeaf && level > 0 : level >= range.first) yield item;
  if (level >= range.last || isLeaf) return;
  for (const inner of Array.isArray(item.value) ? elementsOf(item) : membersOf(item))
    yield* descendants(inner, range, level + 1);
}

function* stepFrom(item: PathItem, step: Exclude<PathStep, { kind: 'descendants' }>, scope: PathScope): PathItems {
  const { value, place } = item;
  switch (step.kind) {
    case 'member':
      if (isDocumentObject(value)) {
        if (Object.hasOwn(value, step.key)) yield child(value[step.key], place, step.key);
        else if (!scope.ignoresAbsence) throw new PathMismatch(`JSON object does not contain key "${step.key}"`);
      } else if (scope.isLax && Array.isArray(value)) yield* eachOf(item, step, scope);
      else if (!scope.ignoresAbsence)
        throw new PathMismatch('jsonpath member accessor can only be applied to an object');
      return;
    case 'every member':
      if (isDocumentObject(value)) yield* membersOf(item);
      else if (scope.isLax && Array.isArray(value)) yield* eachOf(item, step, scope);
      else if (!scope.ignoresAbsence)
        throw new PathMismatch('jsonpath wildcard member accessor can only be applied to an object');
      return;
    case 'every element':
      if (Array.isArray(value)) yield* elementsOf(item);
      else if (scope.isLax) yield item;
      else if (!scope.ignoresAbsence)
        throw new PathMismatch('jsonpath wildcard array accessor can only be applied to an array');
      return;
    case 'elements':
      if (Array.isArray(value) || scope.isLax) yield* elementsIn(item, step.ranges, scope);
      else if (!scope.ignoresAbsence) throw new PathMismatch('jsonpath array accessor can only be applied to an array');
      return;
    case 'filter':
      if (scope.isLax && Array.isArray(value)) yield* eachOf(item, step, scope);
      else if (holds(step.condition, { ...scope, current: item }) === true) yield item;
      return;
    case 'method':
      yield* methodOf(item, step, scope);
  }
}

/** The elements of a list, each as if it stood there; lists among them stay what they are. */
function* eachOf(item: PathItem, step: Exclude<PathStep, { kind: 'descendants' }>, scope: PathScope): PathItems {
  const inner = { ...scope, isLax: false };
  for (const element of elementsOf(item)) {
    if (step.kind === 'filter') {
      if (holds(step.condition, { ...scope, current: element }) === true) yield element;
    } else yield* stepFrom(element, step, inner);
  }
}

function* elementsIn(item: PathItem, ranges: readonly PathRange[], scope: PathScope): PathItems {
  const list = Array.isArray(item.value) ? [...elementsOf(item)] : [item];
  const inner = { ...scope, size: list.length };
  for (const range of ranges) {
    const from = placeOf(range.from, inner);
    const to = range.to === undefined ? from : placeOf(range.to, inner);
    if (!scope.ignoresAbsence && (from < 0 || from > to || to >= list.length))
      throw new PathMismatch('jsonpath array subscript is out of bounds');
    yield* list.slice(Math.max(0, from), Math.max(0, to + 1));
  }
}

function placeOf(expression: PathExpression, scope: PathScope): number {
  const items = [...valuesOf(expression, scope)];
  const value = items[0]?.value;
  if (items.length !== 1 || !isPathNumber(value))
    throw new PathMismatch('jsonpath array subscript is not a single numeric value');
  const { units } = wholeDecimal(decimalOfNumber(value), 'zero');
  if (units < -(2n ** 31n) || units >= 2n ** 31n)
    throw new PathMismatch('jsonpath array subscript is out of integer range');
  return Number(units);
}

function* methodOf(item: PathItem, step: Extract<PathStep, { kind: 'method' }>, scope: PathScope): PathItems {
  const { value } = item;
  if (step.method === 'type') return yield { value: typeOf(value) };
  if (step.method === 'size') {
    if (!Array.isArray(value) && !scope.isLax) {
      if (scope.ignoresAbsence) return;
      throw new PathMismatch('jsonpath item method .size() can only be applied to an array');
    }
    return yield { value: Array.isArray(value) ? value.length : 1 };
  }
  if (scope.isLax && Array.isArray(value)) return yield* eachOf(item, step, scope);
  if (step.method !== 'keyvalue') {
    const made = applyPathMethod(step.method, value, step.arguments, scope.usesZone);
    // What stays as it is stands where it stood.
    return yield made === value ? item : { value: made };
  }
  if (!isDocumentObject(value))
    throw new PathMismatch('jsonpath item method .keyvalue() can only be applied to an object');
  const id = item.place === undefined ? 0 : idOf(item.place);
  for (const key of Object.keys(value)) yield { value: { id, key, value: value[key] } };
}

/** A number that objects of a document have each for itself; that of the document itself is 0. */
function idOf(place: string): number {
  let id = 0;
  for (const letter of place) id = (id * 31 + (letter.codePointAt(0) ?? 0)) % 0x1f_ffff_ffff_ffff;
  return id;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (isPathNumber(value)) return 'number';
  if (value instanceof PathTime) return value.type;
  return Array.isArray(value) ? 'array' : typeof value;
}
