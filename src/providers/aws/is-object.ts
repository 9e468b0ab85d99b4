import type { Value } from '../../data/value.ts';

/** Whether a value is a JSON object: TypeScript's own narrowing does not tell readonly lists from objects. */
export function isObject(value: Value): value is { readonly [name: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
