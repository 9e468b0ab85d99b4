import type { Field, JsonnetObject, Layer, Value } from './value.ts';
import { lazy } from './value.ts';

export function objectOf(layers: readonly Layer[]): JsonnetObject {
  return { kind: 'object', layers, known: new Map(), state: { isChecked: false } };
}

/** An object of values that are there already. */
export function plainObject(entries: Iterable<readonly [string, () => Value]>): JsonnetObject {
  const fields = new Map<string, Field>();
  for (const [name, value] of entries) fields.set(name, { visibility: ':', adds: false, valueIn: value });
  return objectOf([{ fields, check: () => {} }]);
}

export function hasField({ layers }: JsonnetObject, name: string, below = layers.length): boolean {
  return layers.slice(0, below).some(({ fields }) => fields.has(name));
}

/** Whether a field is shown: the last that says so of itself decides. */
export function isVisible({ layers }: JsonnetObject, name: string): boolean {
  const said = layers.flatMap(({ fields }) => fields.get(name)?.visibility ?? []).filter((one) => one !== ':');
  return said.at(-1) !== '::';
}

/** The names of fields in their order, hidden ones too where that is said. */
export function fieldNames(object: JsonnetObject, withHidden = false): readonly string[] {
  const names = [...new Set(object.layers.flatMap(({ fields }) => [...fields.keys()]))];
  return names.filter((name) => withHidden || isVisible(object, name)).sort(inCodePoints);
}

/** The order of texts by their code points, which is not that of UTF-16. */
export function inCodePoints(one: string, other: string): number {
  // Below the pairs of UTF-16 both orders are one.
  if (!/[\ud800-\uffff]/.test(one + other)) return one < other ? -1 : Number(one > other);
  const [left, right] = [[...one], [...other]];
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const difference = (left[index]?.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** The value of a field, of the layers below one alone for `super`; undefined where there is none. */
export function fieldOf(object: JsonnetObject, name: string, below = object.layers.length): Value | undefined {
  if (below === object.layers.length) checked(object);
  const key = `${below} ${name}`;
  const known = object.known.get(key);
  if (known !== undefined) return known();
  const level = object.layers.slice(0, below).findLastIndex(({ fields }) => fields.has(name));
  const field = object.layers[level]?.fields.get(name);
  if (field === undefined) return undefined;
  const value = lazy(() => field.valueIn(object, level));
  object.known.set(key, value);
  return value();
}

/** Holds an object to its assertions, once. */
function checked(object: JsonnetObject): void {
  if (object.state.isChecked) return;
  object.state.isChecked = true;
  try {
    for (const [level, layer] of object.layers.entries()) layer.check(object, level);
  } catch (error) {
    object.state.isChecked = false;
    throw error;
  }
}
