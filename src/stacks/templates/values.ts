import type { Value } from '../../data/value.ts';

/** A value as the template engine hands it to filters: objects are maps, null is undefined. */
export function plainValue(given: unknown): Value {
  if (given === undefined || given === null) return null;
  if (typeof given === 'bigint') return String(given);
  if (Array.isArray(given)) return given.map(plainValue);
  if (given instanceof Map)
    return Object.fromEntries([...given].map(([name, member]) => [String(name), plainValue(member)]));
  if (typeof given === 'object')
    return Object.fromEntries(Object.entries(given).map(([name, member]) => [name, plainValue(member)]));
  return typeof given === 'string' || typeof given === 'number' || typeof given === 'boolean' ? given : String(given);
}

/** What a value is printed as inside of a text. */
export function textOfValue(value: Value): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
