import type { Row, Value } from './value.ts';

/** The value of a row's key columns: of several their parts joined by `|`. A part that is missing leaves no key. */
export function keyOf(row: Row, keys: readonly string[]): Value {
  const [key = ''] = keys;
  if (keys.length === 1) return row[key] ?? null;
  const parts = keys.map((name) => row[name] ?? null);
  return parts.includes(null) ? null : parts.join('|');
}
