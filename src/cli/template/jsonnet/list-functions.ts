import type { Builtins } from './builtin.ts';
import { applied, compare, finite, isEqual } from './operators.ts';
import { sliceOf } from './slice.ts';
import { arrayOf, isArray, type JsonnetArray, lazy, type Thunk, type Value } from './value.ts';

const listOf = (elements: readonly Thunk[]): JsonnetArray => ({ kind: 'array', elements });

type ByKey = (value: Value) => Value;

/** The functions of lists: https://jsonnet.org/ref/stdlib.html#arrays */
export const listFunctions: Builtins = {
  makeArray: [
    'sz func',
    (args) => {
      const make = args.callable(1);
      return listOf(Array.from({ length: args.number(0) }, (_, index) => lazy(() => make(index))));
    },
  ],
  range: [
    'from to',
    (args) => {
      const from = args.number(0);
      return arrayOf(Array.from({ length: Math.max(0, args.number(1) - from + 1) }, (_, index) => from + index));
    },
  ],
  repeat: [
    'what count',
    (args) => {
      const what = args.value(0);
      if (typeof what === 'string') return what.repeat(args.number(1));
      const { elements } = args.list(0);
      return listOf(Array.from({ length: args.number(1) }, () => elements).flat());
    },
  ],
  map: [
    'func arr',
    (args) => {
      const of = args.callable(0);
      return listOf(args.elements(1).map((element) => lazy(() => of(element))));
    },
  ],
  mapWithIndex: [
    'func arr',
    (args) => {
      const of = args.callable(0);
      return listOf(args.elements(1).map((element, index) => lazy(() => of(index, element))));
    },
  ],
  filter: [
    'func arr',
    (args) => {
      const of = args.callable(0);
      return listOf(args.list(1).elements.filter((element) => isTrue(of(element))));
    },
  ],
  filterMap: [
    'filter_func map_func arr',
    (args) => {
      const [holds, of] = [args.callable(0), args.callable(1)];
      return listOf(
        args
          .list(2)
          .elements.filter((element) => isTrue(holds(element)))
          .map((element) => lazy(() => of(element))),
      );
    },
  ],
  flatMap: [
    'func arr',
    (args) => {
      const of = args.callable(0);
      const made = args.elements(1).map((element) => of(element));
      return typeof args.value(1) === 'string' ? made.map(String).join('') : listOf(made.flatMap(elementsOf));
    },
  ],
  flattenArrays: ['arrs', (args) => listOf(args.list(0).elements.flatMap((one) => elementsOf(one())))],
  flattenDeepArray: ['value', (args) => listOf(flattened(args.value(0)))],
  foldl: [
    'func arr init',
    (args) => {
      const of = args.callable(0);
      return args.elements(1).reduce<Value>((made, element) => of(made, element), args.value(2));
    },
  ],
  foldr: [
    'func arr init',
    (args) => {
      const of = args.callable(0);
      return args.elements(1).reduceRight<Value>((made, element) => of(element, made), args.value(2));
    },
  ],
  reverse: ['arr', (args) => listOf([...args.elements(0)].reverse())],
  slice: ['indexable index end step', (args) => sliceOf(args.value(0), [args.value(1), args.value(2), args.value(3)])],
  member: [
    'arr x',
    (args) => {
      const list = args.value(0);
      if (typeof list === 'string') return list.includes(args.text(1));
      return args.list(0).elements.some((element) => isEqual(element(), args.value(1)));
    },
  ],
  contains: ['arr elem', (args) => args.list(0).elements.some((element) => isEqual(element(), args.value(1)))],
  count: ['arr x', (args) => args.list(0).elements.filter((element) => isEqual(element(), args.value(1))).length],
  find: [
    'value arr',
    (args) =>
      arrayOf(args.list(1).elements.flatMap((element, index) => (isEqual(element(), args.value(0)) ? [index] : []))),
  ],
  remove: [
    'arr elem',
    (args) => {
      const { elements } = args.list(0);
      const at = elements.findIndex((element) => isEqual(element(), args.value(1)));
      return listOf(elements.filter((_, index) => index !== at));
    },
  ],
  removeAt: ['arr at', (args) => listOf(args.list(0).elements.filter((_, index) => index !== args.number(1)))],
  all: ['arr', (args) => args.list(0).elements.every((element) => isTrue(element()))],
  any: ['arr', (args) => args.list(0).elements.some((element) => isTrue(element()))],
  sum: ['arr', (args) => args.list(0).elements.reduce((sum, element) => finite(sum + asNumber(element())), 0)],
  avg: [
    'arr',
    (args) => {
      const { elements } = args.list(0);
      if (elements.length === 0) throw new Error('There is no average of nothing.');
      return elements.reduce((sum, element) => finite(sum + asNumber(element())), 0) / elements.length;
    },
  ],
  minArray: [
    'arr keyF? onEmpty?',
    (args) =>
      extreme(
        args.list(0),
        keyOf(args.has(1) ? args.callable(1) : undefined),
        -1,
        args.has(2) ? args.value(2) : undefined,
      ),
  ],
  maxArray: [
    'arr keyF? onEmpty?',
    (args) =>
      extreme(
        args.list(0),
        keyOf(args.has(1) ? args.callable(1) : undefined),
        1,
        args.has(2) ? args.value(2) : undefined,
      ),
  ],
  sort: ['arr keyF?', (args) => sorted(args.elements(0), keyOf(args.has(1) ? args.callable(1) : undefined))],
  uniq: ['arr keyF?', (args) => unique(args.elements(0), keyOf(args.has(1) ? args.callable(1) : undefined))],
  set: [
    'arr keyF?',
    (args) => {
      const key = keyOf(args.has(1) ? args.callable(1) : undefined);
      return unique(sorted(args.elements(0), key).elements, key);
    },
  ],
  setMember: [
    'x arr keyF?',
    (args) => {
      const key = keyOf(args.has(2) ? args.callable(2) : undefined);
      return args.list(1).elements.some((element) => compare(key(element()), key(args.value(0))) === 0);
    },
  ],
  setUnion: [
    'a b keyF?',
    (args) => {
      const key = keyOf(args.has(2) ? args.callable(2) : undefined);
      return unique(sorted([...args.list(0).elements, ...args.list(1).elements], key).elements, key);
    },
  ],
  setInter: [
    'a b keyF?',
    (args) => {
      const key = keyOf(args.has(2) ? args.callable(2) : undefined);
      return listOf(args.list(0).elements.filter((one) => hasKey(args.list(1), key(one()), key)));
    },
  ],
  setDiff: [
    'a b keyF?',
    (args) => {
      const key = keyOf(args.has(2) ? args.callable(2) : undefined);
      return listOf(args.list(0).elements.filter((one) => !hasKey(args.list(1), key(one()), key)));
    },
  ],
};

function isTrue(value: Value): boolean {
  if (typeof value !== 'boolean') throw new Error('The function is to say true or false.');
  return value;
}

function asNumber(value: Value): number {
  if (typeof value !== 'number') throw new Error('The list is to be of numbers.');
  return value;
}

function elementsOf(value: Value): readonly Thunk[] {
  if (value === null) return [];
  if (!isArray(value)) throw new Error('The list is to be of lists.');
  return value.elements;
}

function flattened(value: Value): readonly Thunk[] {
  return isArray(value) ? value.elements.flatMap((element) => flattened(element())) : [() => value];
}

function keyOf(of: ByKey | undefined): ByKey {
  return of ?? ((value) => value);
}

function sorted(elements: readonly Thunk[], key: ByKey): JsonnetArray {
  const keyed = elements.map((element) => ({ element, key: key(element()) }));
  return listOf(keyed.sort((one, other) => compare(one.key, other.key)).map(({ element }) => element));
}

function unique(elements: readonly Thunk[], key: ByKey): JsonnetArray {
  return listOf(
    elements.filter((element, index) => {
      const before = elements[index - 1];
      return before === undefined || !isEqual(key(before()), key(element()));
    }),
  );
}

function hasKey({ elements }: JsonnetArray, wanted: Value, key: ByKey): boolean {
  return elements.some((element) => compare(key(element()), wanted) === 0);
}

function extreme({ elements }: JsonnetArray, key: ByKey, sign: number, onEmpty: Value | undefined): Value {
  const [first, ...rest] = elements;
  if (first === undefined) {
    if (onEmpty !== undefined) return onEmpty;
    throw new Error('The list is empty.');
  }
  return rest.reduce<Value>(
    (best, element) => (compare(key(element()), key(best)) * sign > 0 ? element() : best),
    first(),
  );
}

/** The sum of a list of lists or texts with another between them. */
export function joined(separator: Value, list: JsonnetArray): Value {
  const parts = list.elements.map((element) => element()).filter((part) => part !== null);
  const [first = typeof separator === 'string' ? '' : arrayOf([]), ...rest] = parts;
  for (const part of parts)
    if (typeof part !== typeof separator || isArray(part) !== isArray(separator))
      throw new Error('What is joined is of the type of what stands between.');
  return rest.reduce<Value>((made, part) => applied('+', applied('+', made, separator), part), first);
}
