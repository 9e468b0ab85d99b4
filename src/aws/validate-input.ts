import { isBigNumber } from '../data/exact-json.ts';
import { matchesInTime } from '../data/match-in-time.ts';
import { javaPattern } from './java-pattern.ts';
import { elementOf, entryOf, membersOf, operationOf, shapeOf } from './protocols/shape-of.ts';
import { isStructure } from './protocols/structure-values.ts';
import type { ServiceModel, Shape, ShapeReference, WireStructure, WireValue } from './service-model.ts';

export type ConstraintKind = 'required' | 'length' | 'range' | 'pattern' | 'enum';

/** A member of an input that its model does not allow. */
export interface ValidationProblem {
  /** As AWS writes it: `imageName`, `tags.1.member.key`. */
  readonly path: string;
  /** What AWS says of it: `Member must satisfy regular expression pattern: ...`. */
  readonly constraint: string;
  readonly kind: ConstraintKind;
  /** Undefined where the member is absent. */
  readonly value: WireValue | undefined;
  /** The model marks the value as secret: no message may hold it. */
  readonly isSensitive: boolean;
}

/** All that the model has against an input; nothing where it is valid. Types are not looked at: decoding does that. */
export function validateInput(
  model: ServiceModel,
  operationName: string,
  input: WireStructure,
): readonly ValidationProblem[] {
  const reference = operationOf(model, operationName).input;
  const problems: ValidationProblem[] = [];
  if (reference !== undefined) checkValue(model, reference, input, '', problems);
  return problems;
}

/** AWS's text of it: `1 validation error detected: Value '-' at 'imageName' failed to satisfy constraint: ...`. */
export function validationMessage(problems: readonly ValidationProblem[]): string {
  const errors = problems.map(({ path, constraint, value, isSensitive }) => {
    const shown = isSensitive ? 'Value' : `Value ${value === undefined ? 'null' : `'${describe(value)}'`}`;
    return `${shown} at '${path}' failed to satisfy constraint: ${constraint}`;
  });
  const counted = `${errors.length} validation ${errors.length === 1 ? 'error' : 'errors'} detected`;
  return `${counted}: ${errors.join('; ')}`;
}

function checkValue(
  model: ServiceModel,
  reference: ShapeReference,
  value: WireValue,
  path: string,
  problems: ValidationProblem[],
): void {
  const shape = shapeOf(model, reference);
  for (const problem of problemsOf(shape, value)) {
    problems.push({ ...problem, path, value, isSensitive: shape.sensitive === true });
  }
  if (shape.type === 'structure' && isStructure(value)) checkMembers(model, shape, value, path, problems);
  else if (shape.type === 'list' && Array.isArray(value)) checkElements(model, shape, value, path, problems);
  else if (shape.type === 'map' && isStructure(value)) checkEntries(model, shape, value, path, problems);
}

function checkMembers(
  model: ServiceModel,
  shape: Shape,
  structure: WireStructure,
  path: string,
  problems: ValidationProblem[],
): void {
  const required = new Set(shape.required ?? []);
  for (const [name, reference] of membersOf(shape)) {
    const value = structure[name];
    const memberPath = path === '' ? lowerFirst(name) : `${path}.${lowerFirst(name)}`;
    if (value !== undefined && value !== null) checkValue(model, reference, value, memberPath, problems);
    else if (required.has(name)) {
      const constraint = 'Member must not be null';
      problems.push({ path: memberPath, constraint, kind: 'required', value: undefined, isSensitive: false });
    }
  }
}

function checkElements(
  model: ServiceModel,
  shape: Shape,
  items: readonly WireValue[],
  path: string,
  problems: ValidationProblem[],
): void {
  const reference = elementOf(shape);
  if (isScalar(shapeOf(model, reference))) {
    checkTogether(model, reference, items, items, path, problems);
    return;
  }
  for (const [index, item] of items.entries()) {
    checkValue(model, reference, item, `${path}.${index + 1}.member`, problems);
  }
}

function checkEntries(
  model: ServiceModel,
  shape: Shape,
  map: WireStructure,
  path: string,
  problems: ValidationProblem[],
): void {
  const { key, value: valueReference } = entryOf(shape);
  checkTogether(model, key, Object.keys(map), map, path, problems);
  if (isScalar(shapeOf(model, valueReference))) {
    checkTogether(model, valueReference, Object.values(map), map, path, problems);
    return;
  }
  for (const [name, value] of Object.entries(map)) {
    if (value !== undefined) checkValue(model, valueReference, value, `${path}.${name}.member`, problems);
  }
}

/** AWS says of scalars in lists and maps only that some are wrong, and shows the whole with all that is asked of each. */
function checkTogether(
  model: ServiceModel,
  reference: ShapeReference,
  items: readonly (WireValue | undefined)[],
  whole: WireValue,
  path: string,
  problems: ValidationProblem[],
): void {
  const shape = shapeOf(model, reference);
  const found = items.flatMap((item) => (item === undefined ? [] : problemsOf(shape, item)))[0];
  if (found === undefined) return;
  const constraint = `Member must satisfy constraint: [${constraintsOf(shape).join(', ')}]`;
  problems.push({ path, constraint, kind: found.kind, value: whole, isSensitive: shape.sensitive === true });
}

type Violation = Pick<ValidationProblem, 'kind' | 'constraint'>;

function problemsOf(shape: Shape, value: WireValue): readonly Violation[] {
  const size = sizeOf(shape, value);
  const found: Violation[] = [];
  if (size !== undefined) {
    if (shape.max !== undefined && size.amount > shape.max)
      found.push({ kind: size.kind, constraint: atMost(shape, shape.max) });
    if (shape.min !== undefined && size.amount < shape.min)
      found.push({ kind: size.kind, constraint: atLeast(shape, shape.min) });
  }
  if (typeof value === 'string' && shape.type === 'string') {
    if (shape.pattern !== undefined && !satisfies(shape.pattern, value)) {
      found.push({ kind: 'pattern', constraint: patternConstraint(shape.pattern) });
    }
    if (shape.enum !== undefined && !shape.enum.includes(value)) {
      found.push({ kind: 'enum', constraint: enumConstraint(shape.enum) });
    }
  }
  return found;
}

function constraintsOf(shape: Shape): readonly string[] {
  const constraints: string[] = [];
  if (shape.max !== undefined) constraints.push(atMost(shape, shape.max));
  if (shape.min !== undefined) constraints.push(atLeast(shape, shape.min));
  if (shape.pattern !== undefined) constraints.push(patternConstraint(shape.pattern));
  if (shape.enum !== undefined) constraints.push(enumConstraint(shape.enum));
  return constraints;
}

/** What cannot be matched, as megabytes or a text made for it, satisfies nothing: no member that has a pattern is meant to hold it. */
function satisfies(pattern: string, value: string): boolean {
  const expression = javaPattern(pattern);
  return expression === undefined || matchesInTime(expression, value) === true;
}

function sizeOf(
  shape: Shape,
  value: WireValue,
): { readonly kind: 'length' | 'range'; readonly amount: number } | undefined {
  if (typeof value === 'number') return { kind: 'range', amount: value };
  // A whole number that a double does not hold is a text.
  if (isBigNumber(value) && measureOf(shape) === 'value') return { kind: 'range', amount: Number(value) };
  if (typeof value === 'string') {
    // The limits of a timestamp are those of its number; text has as many characters as Unicode counts.
    return shape.type === 'string' ? { kind: 'length', amount: lengthOf(value) } : undefined;
  }
  if (value instanceof Uint8Array || Array.isArray(value)) return { kind: 'length', amount: value.length };
  return shape.type === 'map' && isStructure(value) ? { kind: 'length', amount: Object.keys(value).length } : undefined;
}

function lengthOf(text: string): number {
  const pairs = text.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g);
  return text.length - (pairs?.length ?? 0);
}

function atMost(shape: Shape, limit: number): string {
  return `Member must have ${measureOf(shape)} less than or equal to ${limit}`;
}

function atLeast(shape: Shape, limit: number): string {
  return `Member must have ${measureOf(shape)} greater than or equal to ${limit}`;
}

function measureOf(shape: Shape): string {
  return ['integer', 'long', 'float', 'double'].includes(shape.type) ? 'value' : 'length';
}

function patternConstraint(pattern: string): string {
  return `Member must satisfy regular expression pattern: ${pattern}`;
}

function enumConstraint(values: readonly string[]): string {
  return `Member must satisfy enum value set: [${values.join(', ')}]`;
}

function isScalar(shape: Shape): boolean {
  return shape.type !== 'structure' && shape.type !== 'list' && shape.type !== 'map';
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** As Java prints it. */
function describe(value: WireValue): string {
  if (Array.isArray(value)) return `[${value.map(describe).join(', ')}]`;
  if (value instanceof Uint8Array) return `java.nio.HeapByteBuffer[pos=0 lim=${value.length} cap=${value.length}]`;
  if (!isStructure(value)) return String(value);
  const entries = Object.entries(value).map(([name, item]) => `${name}=${describe(item ?? null)}`);
  return `{${entries.join(', ')}}`;
}
