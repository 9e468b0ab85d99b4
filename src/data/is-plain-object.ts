import { isObject } from './is-object.ts';

/**
 * Whether a value is an object whose members are all its own. A Map, a promise that nobody awaited and an instance of a class keep
 * theirs elsewhere: who lists their members finds none. Objects of other contexts, as jest makes them, are plain too.
 */
export function isPlainObject(value: unknown): value is { readonly [name: string]: unknown } {
  if (!isObject(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (
    prototype === null ||
    (Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, 'hasOwnProperty'))
  );
}
