import { singular } from '../catalog/singular.ts';
import { nameKey } from '../data/name-key.ts';

/** Whether two names are one but for their number and for how their words are parted: `graph_ql_apis` and `graphql_api`. */
export function isNamedAlike(name: string): (other: string) => boolean {
  const wanted = formsOf(name);
  return (other) => formsOf(other).some((form) => wanted.includes(form));
}

/** `schemas` ends as `alias` does: what ends in `s` may be of one or of many. */
function formsOf(name: string): readonly string[] {
  const key = nameKey(name);
  return [singular(key), key.replace(/as$/, 'a')];
}
