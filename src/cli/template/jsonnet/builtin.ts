import {
  isArray,
  isFunction,
  isObjectValue,
  type JsonnetArray,
  type JsonnetFunction,
  type JsonnetObject,
  type Thunk,
  typeOf,
  type Value,
} from './value.ts';

/** The arguments of a function of the library, by their place. Each is worked out when it is asked for, and throws where it is of another type. */
export class Arguments {
  readonly #names: readonly string[];
  readonly #given: ReadonlyMap<string, Thunk>;

  constructor(names: readonly string[], given: ReadonlyMap<string, Thunk>) {
    this.#names = names;
    this.#given = given;
  }

  has(index: number): boolean {
    return this.#given.has(this.#names[index] ?? '');
  }

  value(index: number): Value {
    return this.#given.get(this.#names[index] ?? '')?.() ?? null;
  }

  text(index: number): string {
    const value = this.value(index);
    return typeof value === 'string' ? value : this.#wrong(index, 'string', value);
  }

  number(index: number, usual?: number): number {
    if (usual !== undefined && !this.has(index)) return usual;
    const value = this.value(index);
    return typeof value === 'number' ? value : this.#wrong(index, 'number', value);
  }

  truth(index: number, usual?: boolean): boolean {
    if (usual !== undefined && !this.has(index)) return usual;
    const value = this.value(index);
    return typeof value === 'boolean' ? value : this.#wrong(index, 'boolean', value);
  }

  list(index: number): JsonnetArray {
    const value = this.value(index);
    return isArray(value) ? value : this.#wrong(index, 'array', value);
  }

  /** The elements of a list, or the letters of a text. */
  elements(index: number): readonly Thunk[] {
    const value = this.value(index);
    if (typeof value === 'string') return [...value].map((letter) => () => letter);
    return this.list(index).elements;
  }

  object(index: number): JsonnetObject {
    const value = this.value(index);
    return isObjectValue(value) ? value : this.#wrong(index, 'object', value);
  }

  /** A function as one of ours. */
  callable(index: number): (...args: readonly (Value | Thunk)[]) => Value {
    const value = this.value(index);
    if (!isFunction(value)) return this.#wrong(index, 'function', value);
    return (...args) => called(value, args);
  }

  #wrong(index: number, wanted: string, value: Value): never {
    throw new Error(`${this.#names[index]} is to be of the type ${wanted}, and is of ${typeOf(value)}.`);
  }
}

function called(of: JsonnetFunction, args: readonly (Value | Thunk)[]): Value {
  const needed = of.parameters.filter(({ isOptional }) => !isOptional).length;
  if (args.length < needed || args.length > of.parameters.length)
    throw new Error(`The function is called with ${args.length} arguments, and takes ${of.parameters.length}.`);
  return of.call(
    new Map(args.map((arg, index) => [of.parameters[index]?.name ?? '', typeof arg === 'function' ? arg : () => arg])),
  );
}

export type Builtins = Readonly<Record<string, readonly [parameters: string, run: (args: Arguments) => Value]>>;

/** A function of the library; parameters that may be left out end with `?`. */
export function builtin(parameters: string, run: (args: Arguments) => Value): JsonnetFunction {
  const named = parameters.split(' ').filter((name) => name !== '');
  const names = named.map((name) => name.replace('?', ''));
  return {
    kind: 'function',
    parameters: named.map((name, index) => ({ name: names[index] ?? '', isOptional: name.endsWith('?') })),
    call: (given) => run(new Arguments(names, given)),
  };
}
