import type { Value } from './value.ts';

/** Whether a value is what JSON writes in braces: TypeScript's own narrowing does not tell readonly lists from objects. */
export function isObject(value: Value): value is { readonly [name: string]: Value };
export function isObject(value: unknown): value is { readonly [name: string]: unknown };
export function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
