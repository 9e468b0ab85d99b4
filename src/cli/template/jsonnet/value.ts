/** A value that is worked out when it is first asked for. */
export type Thunk = () => Value;

export type Value = null | boolean | number | string | JsonnetArray | JsonnetObject | JsonnetFunction;

export interface JsonnetArray {
  readonly kind: 'array';
  readonly elements: readonly Thunk[];
}

export interface JsonnetFunction {
  readonly kind: 'function';
  readonly parameters: readonly { readonly name: string; readonly isOptional: boolean }[];
  /** Values by the names of parameters; of those that are left out nothing. */
  call(args: ReadonlyMap<string, Thunk>): Value;
}

/** Fields as an object's literal gives them; `a + b` has the layers of both. */
export interface Layer {
  readonly fields: ReadonlyMap<string, Field>;
  /** Throws where an assertion does not hold. */
  check(self: JsonnetObject, level: number): void;
}

export interface Field {
  readonly visibility: ':' | '::' | ':::';
  readonly adds: boolean;
  /** The value in an object, of which this layer is the one of that number. */
  valueIn(self: JsonnetObject, level: number): Value;
}

export interface JsonnetObject {
  readonly kind: 'object';
  readonly layers: readonly Layer[];
  /** Values that were asked for already, by level and name. */
  readonly known: Map<string, Thunk>;
  /** What is known of its assertions. */
  readonly state: { isChecked: boolean };
}

/** Works a value out once. Throws again what was thrown. */
export function lazy(make: Thunk): Thunk {
  let of: Thunk | undefined = make;
  let value: Value = null;
  let isRunning = false;
  return () => {
    if (of === undefined) return value;
    if (isRunning) throw new Error('A value is made of itself: it has no end.');
    isRunning = true;
    try {
      value = of();
      of = undefined;
    } finally {
      isRunning = false;
    }
    return value;
  };
}

export function given(value: Value): Thunk {
  return () => value;
}

export function arrayOf(values: readonly Value[]): JsonnetArray {
  return { kind: 'array', elements: values.map(given) };
}

export function typeOf(value: Value): string {
  return value === null ? 'null' : typeof value === 'object' ? value.kind : typeof value;
}

export function isArray(value: Value): value is JsonnetArray {
  return value !== null && typeof value === 'object' && value.kind === 'array';
}

export function isObjectValue(value: Value): value is JsonnetObject {
  return value !== null && typeof value === 'object' && value.kind === 'object';
}

export function isFunction(value: Value): value is JsonnetFunction {
  return value !== null && typeof value === 'object' && value.kind === 'function';
}
