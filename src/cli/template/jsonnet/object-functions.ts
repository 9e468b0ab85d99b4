import type { Builtins } from './builtin.ts';
import { fieldNames, fieldOf, hasField, isVisible, plainObject } from './objects.ts';
import {
  arrayOf,
  isArray,
  isObjectValue,
  type JsonnetArray,
  type JsonnetObject,
  lazy,
  type Thunk,
  type Value,
} from './value.ts';

/** The functions of objects: https://jsonnet.org/ref/stdlib.html#object */
export const objectFunctions: Builtins = {
  objectFields: ['o', (args) => arrayOf(fieldNames(args.object(0)))],
  objectFieldsAll: ['o', (args) => arrayOf(fieldNames(args.object(0), true))],
  objectValues: ['o', (args) => ({ kind: 'array', elements: valuesOf(args.object(0), false) })],
  objectValuesAll: ['o', (args) => ({ kind: 'array', elements: valuesOf(args.object(0), true) })],
  objectKeysValues: ['o', (args) => keysAndValues(args.object(0), false)],
  objectKeysValuesAll: ['o', (args) => keysAndValues(args.object(0), true)],
  objectHas: ['o f', (args) => hasField(args.object(0), args.text(1)) && isVisible(args.object(0), args.text(1))],
  objectHasAll: ['o f', (args) => hasField(args.object(0), args.text(1))],
  objectHasEx: [
    'obj fname hidden',
    (args) => hasField(args.object(0), args.text(1)) && (args.truth(2) || isVisible(args.object(0), args.text(1))),
  ],
  objectRemoveKey: [
    'obj key',
    (args) => {
      const object = args.object(0);
      const left = fieldNames(object).filter((name) => name !== args.text(1));
      return plainObject(left.map((name) => [name, lazy(() => fieldOf(object, name) ?? null)]));
    },
  ],
  get: [
    'o f default? inc_hidden?',
    (args) => {
      const [object, name] = [args.object(0), args.text(1)];
      const isThere = hasField(object, name) && (args.truth(3, true) || isVisible(object, name));
      return isThere ? (fieldOf(object, name) ?? null) : args.value(2);
    },
  ],
  mapWithKey: [
    'func obj',
    (args) => {
      const [of, object] = [args.callable(0), args.object(1)];
      return plainObject(fieldNames(object).map((name) => [name, lazy(() => of(name, fieldOf(object, name) ?? null))]));
    },
  ],
  mergePatch: ['target patch', (args) => merged(args.value(0), args.value(1))],
  prune: ['a', (args) => pruned(args.value(0))],
};

function valuesOf(object: JsonnetObject, withHidden: boolean): readonly Thunk[] {
  return fieldNames(object, withHidden).map((name) => lazy(() => fieldOf(object, name) ?? null));
}

function keysAndValues(object: JsonnetObject, withHidden: boolean): JsonnetArray {
  const pair = (name: string): Value =>
    plainObject([
      ['key', () => name],
      ['value', lazy(() => fieldOf(object, name) ?? null)],
    ]);
  return arrayOf(fieldNames(object, withHidden).map(pair));
}

/** https://www.rfc-editor.org/rfc/rfc7396 */
function merged(target: Value, patch: Value): Value {
  if (!isObjectValue(patch)) return patch;
  const base = isObjectValue(target) ? target : plainObject([]);
  const names = [...new Set([...fieldNames(base), ...fieldNames(patch)])];
  const left = names.filter((name) => !hasField(patch, name) || fieldOf(patch, name) !== null);
  return plainObject(
    left.map((name) => [
      name,
      lazy(() =>
        hasField(patch, name)
          ? merged(fieldOf(base, name) ?? null, fieldOf(patch, name) ?? null)
          : (fieldOf(base, name) ?? null),
      ),
    ]),
  );
}

/** Without what is null or empty, at any depth. */
function pruned(value: Value): Value {
  if (isArray(value)) return arrayOf(value.elements.map((element) => pruned(element())).filter(isSomething));
  if (!isObjectValue(value)) return value;
  const fields = fieldNames(value).map((name) => [name, pruned(fieldOf(value, name) ?? null)] as const);
  return plainObject(fields.filter(([, one]) => isSomething(one)).map(([name, one]) => [name, () => one]));
}

function isSomething(value: Value): boolean {
  if (isArray(value)) return value.elements.length > 0;
  return isObjectValue(value) ? fieldNames(value).length > 0 : value !== null;
}
