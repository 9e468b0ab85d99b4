import { joinIdentifier } from './identifier.ts';
import type { Row, Value } from './value.ts';

/** The value of a row's key columns: of several their parts joined as those of an identifier. A part that is missing leaves no key. */
export function keyOf(row: Row, keys: readonly string[]): Value {
  return joinIdentifier<Value>(keys.map((name) => row[name]));
}
