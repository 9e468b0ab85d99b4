import type { Value } from '../../data/value.ts';

/** A value as text: strings as they are, objects and arrays as compact JSON. Undefined for NULL. */
export function cellText(value: Value | undefined): string | undefined {
  if (value === null || value === undefined) return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
