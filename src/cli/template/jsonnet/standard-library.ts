import { type Builtins, builtin } from './builtin.ts';
import { listFunctions } from './list-functions.ts';
import { objectFunctions } from './object-functions.ts';
import { fieldNames, objectOf } from './objects.ts';
import { applied, compare, finite, isEqual, textOf } from './operators.ts';
import { textFunctions } from './text-functions.ts';
import { type Field, isArray, isFunction, isObjectValue, type JsonnetObject, typeOf, type Value } from './value.ts';

/** `std`: https://jsonnet.org/ref/stdlib.html. `variables` are what `std.extVar` gives. */
export function standardLibrary(variables: Readonly<Record<string, string>>): JsonnetObject {
  const own: Builtins = {
    extVar: [
      'x',
      (args) => {
        const name = args.text(0);
        const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
        if (value === undefined) throw new Error(`There is no variable ${name}: give it with --var ${name}=value.`);
        return value;
      },
    ],
    native: [
      'name',
      (args) => {
        throw new Error(`There is no native function ${args.text(0)} here.`);
      },
    ],
  };
  const fields = new Map<string, Field>();
  const hidden = (name: string, value: Value): void => {
    fields.set(name, { visibility: '::', adds: false, valueIn: () => value });
  };
  for (const [name, [parameters, run]] of Object.entries({
    ...core,
    ...listFunctions,
    ...objectFunctions,
    ...textFunctions,
    ...own,
  }))
    hidden(name, builtin(parameters, run));
  hidden('pi', Math.PI);
  return objectOf([{ fields, check: () => {} }]);
}

const ofNumber = (of: (value: number) => number): Builtins[string] => ['x', (args) => finite(of(args.number(0)))];
const isOfType = (type: string): Builtins[string] => ['v', (args) => typeOf(args.value(0)) === type];

const core: Builtins = {
  type: ['x', (args) => typeOf(args.value(0))],
  isString: isOfType('string'),
  isNumber: isOfType('number'),
  isBoolean: isOfType('boolean'),
  isObject: isOfType('object'),
  isArray: isOfType('array'),
  isFunction: isOfType('function'),
  isNull: isOfType('null'),
  length: ['x', (args) => lengthOf(args.value(0))],
  primitiveEquals: ['x y', (args) => isEqual(args.value(0), args.value(1))],
  equals: ['a b', (args) => isEqual(args.value(0), args.value(1))],
  __compare: ['v1 v2', (args) => Math.sign(compare(args.value(0), args.value(1)))],
  assertEqual: [
    'a b',
    (args) => {
      if (isEqual(args.value(0), args.value(1))) return true;
      throw new Error(`${textOf(args.value(0))} is not ${textOf(args.value(1))}.`);
    },
  ],
  trace: ['str rest', (args) => args.value(1)],
  xor: ['x y', (args) => args.truth(0) !== args.truth(1)],
  xnor: ['x y', (args) => args.truth(0) === args.truth(1)],
  mod: ['a b', (args) => applied('%', args.value(0), args.value(1))],
  modulo: ['x y', (args) => applied('%', args.number(0), args.number(1))],
  abs: ofNumber(Math.abs),
  sign: ofNumber(Math.sign),
  floor: ofNumber(Math.floor),
  ceil: ofNumber(Math.ceil),
  round: ofNumber((value) => Math.floor(value + 0.5)),
  sqrt: ofNumber(Math.sqrt),
  exp: ofNumber(Math.exp),
  log: ofNumber(Math.log),
  log2: ofNumber(Math.log2),
  log10: ofNumber(Math.log10),
  sin: ofNumber(Math.sin),
  cos: ofNumber(Math.cos),
  tan: ofNumber(Math.tan),
  asin: ofNumber(Math.asin),
  acos: ofNumber(Math.acos),
  atan: ofNumber(Math.atan),
  pow: ['x n', (args) => finite(args.number(0) ** args.number(1))],
  max: ['a b', (args) => Math.max(args.number(0), args.number(1))],
  min: ['a b', (args) => Math.min(args.number(0), args.number(1))],
  clamp: ['x minVal maxVal', (args) => Math.min(Math.max(args.number(0), args.number(1)), args.number(2))],
  isInteger: ['x', (args) => Number.isInteger(args.number(0))],
  isDecimal: ['x', (args) => !Number.isInteger(args.number(0))],
  isEven: ['x', (args) => args.number(0) % 2 === 0],
  isOdd: ['x', (args) => Math.abs(args.number(0) % 2) === 1],
};

function lengthOf(value: Value): number {
  if (typeof value === 'string') return [...value].length;
  if (isArray(value)) return value.elements.length;
  if (isObjectValue(value)) return fieldNames(value).length;
  if (isFunction(value)) return value.parameters.length;
  throw new Error(`Texts, lists, objects and functions have a length, and this is ${typeOf(value)}.`);
}
